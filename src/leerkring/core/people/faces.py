"""What may be shown of whoever wrote something: the one place that knows about names and anonymity."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from leerkring.core.people.models import Person

FACE = frozenset({"id", "name", "is_pseudonymous", "function_id", "own_function", "municipality_id"})
"""The columns of a person that a face without organisation shows."""

NEUTRAL = "anoniem"
"""The tone of whoever is not named: the same for all, so that it leads to nobody."""


@dataclass(frozen=True, slots=True)
class Face:
    """A name with what stands around it. Of an anonymous writer all of it is neutral.

    `facts` is what stands after the name; `url` is empty where there is no page about the person.
    """

    name: str
    tone: str
    facts: tuple[str, ...] = ()
    function: str = ""
    organisation: str = ""
    url: str = ""
    is_pseudonymous: bool = False
    is_anonymous: bool = False

    @property
    def named(self) -> str:
        """The name, or nothing: for sentences that say "the asker" without one."""
        return "" if self.is_anonymous else self.name


def face_of(person: Person, *, with_organisation: bool = False) -> Face:
    """The face of somebody under the own name or pseudonym; with the organisation, call with `card()`."""
    shown = not person.is_pseudonymous
    return Face(
        name=person.name,
        tone=person.tone,
        facts=tuple(person.facts),
        function=person.work,
        organisation=str(person.organisation or "") if shown and with_organisation else "",
        url=_page_of(person.pk) if shown else "",
        is_pseudonymous=person.is_pseudonymous,
    )


@lru_cache(maxsize=20_000)
def _page_of(person: int) -> str:
    """The person's page, in a house that has the room for it."""
    try:
        return reverse("directory:person", args=[person])
    except NoReverseMatch:
        return ""


def anonymous_asker(place: str = "") -> Face:
    """Of an anonymous question only the region is shown, because answers depend on it."""
    return Face(_("A colleague"), NEUTRAL, facts=(place,) if place else (), is_anonymous=True)


def asker_replying(*, asks: bool = True) -> Face:
    """Whoever asked (or shared something) without a name, answering under that."""
    return Face(_("The asker") if asks else _("The writer"), NEUTRAL, is_anonymous=True)
