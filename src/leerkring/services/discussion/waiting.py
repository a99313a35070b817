"""Answers that wait for the guard: kept beside the conversation, and brought out by the same actions."""

from uuid import UUID

from leerkring.core.entries.attaching import Files
from leerkring.core.entries.gate import Confirmed
from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.kit.differences import ChangedMeanwhileError
from leerkring.services.discussion import actions
from leerkring.services.discussion.models import Reply
from leerkring.services.privacy.actions import hold
from leerkring.services.privacy.doors import ClosedDoorError, facts_of, files_in, register_door
from leerkring.services.privacy.models import Held

ANSWER, CHANGE = "discussion.reply", "discussion.edit_reply"


def hold_answer(
    by: Person, on: Entry, text: str, files: Files, nonce: UUID | None, confirmed: Confirmed | None
) -> Held:
    """Keep a new answer until the guard is back."""
    facts = {"text": text, "nonce": str(nonce or ""), **facts_of(files, confirmed)}
    return hold(by, on, ANSWER, str(nonce or files.nonce), facts)


def hold_change(
    by: Person, on: Reply, text: str, started_from: str, files: Files, confirmed: Confirmed | None
) -> Held:
    """Keep a change of an answer until the guard is back."""
    facts = {"text": text, "reply": on.pk, "started_from": started_from}
    facts |= facts_of(files, confirmed, on.number)
    return hold(by, on.entry, CHANGE, str(on.pk), facts)


def _answer(held: Held, confirmed: Confirmed | None) -> Reply:
    facts = held.facts
    nonce = UUID(facts["nonce"]) if facts["nonce"] else None
    files = files_in(facts)
    try:
        return actions.reply(
            held.person, held.entry, facts["text"], files=files, nonce=nonce, confirmed=confirmed
        )
    except actions.NoLongerOpenError as error:
        raise ClosedDoorError from error


def _change(held: Held, confirmed: Confirmed | None) -> Reply:
    facts = held.facts
    on = Reply.objects.filter(pk=facts["reply"]).select_related("entry").first()
    if on is None:
        raise ClosedDoorError
    started, files = facts["started_from"], files_in(facts)
    try:
        return actions.edit_reply(
            held.person, on, facts["text"], started_from=started, files=files, confirmed=confirmed
        )
    except (actions.NoLongerOpenError, ChangedMeanwhileError) as error:
        raise ClosedDoorError from error


def register() -> None:
    register_door(ANSWER, _answer)
    register_door(CHANGE, _change)
