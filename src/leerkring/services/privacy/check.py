"""What the gate has checked: looks at every field, weighs by the policy, and logs what was confirmed."""

from collections.abc import Mapping

from leerkring.core.entries.gate import Does, FilesUnreadError, Found, HeldBackError, Speech
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.kit.lines import Lines, lines
from leerkring.services.privacy import guard
from leerkring.services.privacy.files import FILES, found_in
from leerkring.services.privacy.marks import mark_of
from leerkring.services.privacy.models import Confirmation
from leerkring.services.privacy.people import shows_name, without_called, without_own
from leerkring.services.privacy.queries import confirmed_in, policy_in

TITLE, TEXT, REASON = "title", "text", "guard_words"


def check(speech: Speech) -> None:
    """Raises `HeldBackError` with all that stops or was not confirmed, and `GuardAwayError`.

    What can be told now is told, also where a file is still being read.
    """
    names = "\n".join(f"{one.name} {one.description}".replace("_", " ") for one in speech.files)
    said = speech.confirmed
    fields = {
        TITLE: Lines(speech.title),
        TEXT: lines(speech.text),
        FILES: Lines(names),
        REASON: Lines(said.words if said else ""),
    }
    own = speech.by if shows_name(speech) else None
    found, unread = find(fields, speech.entry.space, own), None
    if speech.files:
        try:
            found += found_in(speech.files, policy_in(speech.entry.space), own)
        except FilesUnreadError as error:
            unread = error
    known = confirmed_in(speech.entry) if found else set()
    open_ = [one for one in found if one.does == "stop" or (one.does == "ask" and one.mark not in known)]
    seen = said.marks if said else frozenset()
    if any(one.does == "stop" or one.mark not in seen or one.field == REASON for one in open_):
        raise HeldBackError(tuple(open_))
    if unread:
        raise unread
    _log(speech, open_)


def find(
    fields: Mapping[str, Lines],
    space: Space | None,
    by: Person | None,
    patience: float | None = None,
) -> list[Found]:
    """What stands in each field and what the policy of the space does with it. Raises `GuardAwayError`.

    `by` is who writes under the own name; nobody where it does not stand there.
    """
    found = []
    policy: dict[str, Does] = {}
    for (field, read), here in zip(
        fields.items(), guard.look([one.text for one in fields.values()], patience), strict=True
    ):
        if not here:
            continue
        policy = policy or policy_in(space)
        left = without_called(read, here)
        for one in without_own(by, read.text, left) if by else left:
            words = read.text[one.start : one.end]
            kind = one.kind.value
            mark = mark_of(kind, words)
            found.append(Found(field, one.start, one.end, kind, policy[kind], words, mark))
    return found


def _log(speech: Speech, found: list[Found]) -> None:
    said = speech.confirmed
    if said is None:
        return
    once = {one.mark: one for one in found}
    Confirmation.objects.bulk_create(
        Confirmation(
            entry_id=speech.entry.pk,
            person=speech.by,
            kind=one.kind,
            length=one.end - one.start,
            mark=one.mark,
            reason=said.reason,
            words=said.words,
        )
        for one in once.values()
    )
