"""Contributions that wait for the guard: a new one as a draft, a change beside what it changes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from leerkring.core.entries.attaching import Files
from leerkring.core.entries.gate import Confirmed, GuardAwayError
from leerkring.core.entries.models import Entry, Theme
from leerkring.core.people.models import Person
from leerkring.domains.community import actions
from leerkring.domains.community.models import Contribution
from leerkring.domains.community.queries import mark_of
from leerkring.domains.community.writing import Place, Wording
from leerkring.kit.differences import ChangedMeanwhileError
from leerkring.services.privacy.actions import hold
from leerkring.services.privacy.doors import ClosedDoorError, facts_of, files_in, register_door
from leerkring.services.privacy.models import Held

NEW, CHANGE = "community.publish_draft", "community.edit"


def ask(
    by: Person,
    place: Place,
    wording: Wording,
    *,
    sources: Iterable[Entry] = (),
    files: Files | None = None,
    nonce: UUID | None = None,
    seen: str | None = None,
    confirmed: Confirmed | None = None,
) -> Contribution:
    """As `actions.ask`; while the guard is away it is a draft that waits."""
    try:
        return actions.ask(
            by, place, wording, sources=sources, files=files, nonce=nonce, seen=seen, confirmed=confirmed
        )
    except GuardAwayError:
        kept = actions.keep(by, place, wording, sources=sources, files=files, nonce=nonce, seen=seen or "")
        return _waits(by, kept, confirmed)


def place_draft(
    by: Person,
    on: Contribution,
    place: Place,
    wording: Wording,
    *,
    files: Files | None = None,
    seen: str | None = None,
    confirmed: Confirmed | None = None,
) -> Contribution:
    """As `actions.publish_draft`; while the guard is away the draft waits."""
    try:
        return actions.publish_draft(by, on, place, wording, files=files, seen=seen, confirmed=confirmed)
    except GuardAwayError:
        kept = actions.edit_draft(by, on, place, wording, files=files, seen=seen)
        return _waits(by, kept, confirmed)


def hold_change(
    by: Person,
    on: Contribution,
    wording: Wording,
    files: Files,
    *,
    seen: str | None,
    confirmed: Confirmed | None,
) -> Held:
    """Keep a change until the guard is back."""
    facts: dict[str, Any] = {"title": wording.title, "text": wording.text, "seen": seen}
    facts |= {"themes": [theme.pk for theme in wording.themes], **facts_of(files, confirmed, 0)}
    return hold(by, on, CHANGE, "", facts)


def _waits(by: Person, kept: Contribution, confirmed: Confirmed | None) -> Contribution:
    if kept.is_draft:
        hold(by, kept, NEW, "", {"mark": mark_of(kept), **facts_of(None, confirmed)})
    return kept


def _publish(held: Held, confirmed: Confirmed | None) -> Contribution | None:
    """What its author changed since is theirs to place."""
    on = Contribution.objects.select_related("space", "author").filter(pk=held.entry_id).first()
    if on is None or not on.is_draft:
        return None
    if mark_of(on) != held.facts["mark"]:
        raise ClosedDoorError
    place = Place(on.space, on.openness, on.kind, on.is_anonymous)
    wording = Wording(on.title, on.text, tuple(on.themes.all()))
    return actions.publish_draft(held.person, on, place, wording, confirmed=confirmed)


def _change(held: Held, confirmed: Confirmed | None) -> Contribution:
    facts = held.facts
    on = Contribution.objects.get_queryset().select_related("space", "author").get(pk=held.entry_id)
    wording = Wording(facts["title"], facts["text"], tuple(Theme.objects.filter(pk__in=facts["themes"])))
    files, seen = files_in(facts), facts["seen"]
    try:
        return actions.edit(held.person, on, wording, files=files, seen=seen, confirmed=confirmed)
    except ChangedMeanwhileError as error:
        raise ClosedDoorError from error


def register() -> None:
    register_door(NEW, _publish)
    register_door(CHANGE, _change)
