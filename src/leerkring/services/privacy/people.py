"""Names that may stand in a text as they are: the own one, and those of members who are called by a link."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from leerkring.core.entries.gate import Speech
from leerkring.core.people.models import Person
from leerkring.kit.fold import fold
from leerkring.kit.lines import Lines, Link
from leerkring.kit.pii.kinds import Finding, Kind
from leerkring.services.privacy.queries import members_named

_CALLED = {Kind.NAME, Kind.HANDLE}
_PLACES = ("/mensen/", "/antwoorden/")
"""Where a link with somebody's display name leads: to that person, or to what they said."""


def without_own(by: Person, text: str, found: Iterable[Finding]) -> list[Finding]:
    """Without the own name and the own mail address."""
    own = set(fold(by.name).split())

    def is_own(one: Finding) -> bool:
        words = fold(text[one.start : one.end])
        if one.kind == Kind.EMAIL:
            return words == fold(by.email) and not by.is_pseudonymous
        return one.kind == Kind.NAME and bool(own) and set(words.split()) <= own

    return [one for one in found if not is_own(one)]


def without_called(read: Lines, found: Iterable[Finding]) -> list[Finding]:
    """Without the names of members in links to them."""
    links = [one for one in read.links if urlsplit(one.href).path.startswith(_PLACES)]
    known = members_named(_name(read, one) for one in links)
    spans = [(one.start, one.end) for one in links if _name(read, one) in known]
    return [one for one in found if one.kind not in _CALLED or not _within(one, spans)]


def _name(read: Lines, link: Link) -> str:
    return read.text[link.start : link.end].removeprefix("@").strip()


def _within(one: Finding, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= one.start and one.end <= end for start, end in spans)


def shows_name(speech: Speech) -> bool:
    """Whether the own name stands with these words anyway."""
    return not speech.entry.hides(speech.by.pk)
