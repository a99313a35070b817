"""What goes from a form to an action: the words, and where they are to stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from leerkring.core.entries.models import Theme
from leerkring.core.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody wrote. `text` is clean rich text."""

    title: str
    text: str
    themes: Iterable[Theme] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Place:
    """What it is, in which space it stands, and for whom."""

    space: Space
    openness: str
    kind: str
