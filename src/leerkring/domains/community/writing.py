"""What goes from a form to an action: the words, and where they are to stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from leerkring.core.entries.models import Theme
from leerkring.core.spaces.models import Space
from leerkring.kit.differences import fingerprint


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody wrote. `text` is clean rich text."""

    title: str
    text: str
    themes: Iterable[Theme] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Place:
    """What it is, in which space it stands, for whom, and whether the name of who wrote it stands there."""

    space: Space
    openness: str
    kind: str
    is_anonymous: bool = False


def mark(place: Place, wording: Wording) -> str:
    """A mark of all that a draft holds: a form that started from other words has another mark."""
    themes = ",".join(sorted(str(theme.pk) for theme in wording.themes))
    about = f"{place.kind} {place.space.pk} {place.openness} {place.is_anonymous} {themes}"
    return fingerprint(wording.title, wording.text, about)
