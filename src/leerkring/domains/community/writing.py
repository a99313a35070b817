"""What goes from a form to an action: the words, and where they are to stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from leerkring.core.entries.models import Theme
from leerkring.core.entries.states import Openness
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Openness as SpaceOpenness
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


def allowed(by: Person, place: Place) -> Place:
    """From a closed space nothing goes out, and a pseudonym is no name to leave out."""
    closed = place.space.openness == SpaceOpenness.CLOSED
    openness = Openness.SPACE if closed else place.openness
    return Place(place.space, openness, place.kind, place.is_anonymous and not by.is_pseudonymous)
