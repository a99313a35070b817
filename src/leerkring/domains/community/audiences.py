"""Who may read what somebody writes, in plain words and with true numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leerkring.core.entries.states import Openness
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Membership, Role, Space, SpaceKind
from leerkring.core.spaces.models import Openness as SpaceOpenness
from leerkring.core.spaces.queries import my_spaces, platform

YOURS = {
    SpaceKind.NETWORK: gettext_lazy("Your network"),
    SpaceKind.CIRCLE: gettext_lazy("Your circle"),
    SpaceKind.GROUP: gettext_lazy("Your group"),
}


@dataclass(frozen=True, slots=True)
class Reach:
    """Who belongs to a space."""

    people: int = 0
    organisations: int = 0
    experts: int = 0
    leaders: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        """152 people from 41 organisations. Facilitator: ..."""
        people = ngettext("%(n)d person", "%(n)d people", self.people) % {"n": self.people}
        if self.organisations > 1:
            from_where = _("%(people)s from %(n)d organisations")
            people = from_where % {"people": people, "n": self.organisations}
        return people

    @property
    def leaders_in_words(self) -> str:
        if not self.leaders:
            return ""
        led_by = ngettext("Facilitator: %(names)s.", "Facilitators: %(names)s.", len(self.leaders))
        return led_by % {"names": ", ".join(self.leaders)}

    @property
    def experts_in_words(self) -> str:
        if not self.experts:
            return ""
        return ngettext(
            "One experience expert (a parent or young person) reads along.",
            "%(n)d experience experts (parents or young people) read along.",
            self.experts,
        ) % {"n": self.experts}


@dataclass(frozen=True)
class Audience:
    """One answer to "who may read this": the space the entry stands in and how open it is."""

    value: str
    label: Any
    space: Space
    openness: str
    reach: Reach = field(default_factory=Reach)

    @cached_property
    def who(self) -> str:
        """Who that is, in sentences."""
        if self.openness == Openness.PUBLIC:
            return _("Anyone who comes here, also by a search engine.")
        if self.openness == Openness.MEMBERS:
            return f"{self.reach.in_words}."
        kind = YOURS.get(SpaceKind(self.space.kind), "")
        parts = [f"{kind}: {self.reach.in_words}.", self.reach.leaders_in_words, self.reach.experts_in_words]
        return " ".join(part for part in parts if part)

    @property
    def short(self) -> str:
        """For beside the button."""
        if self.openness == Openness.PUBLIC:
            return str(self.label)
        return f"{self.label} ({ngettext('%(n)d person', '%(n)d people', self.reach.people)})" % {
            "n": self.reach.people
        }


def audiences(person: Person, at: Space) -> list[Audience]:
    """What somebody may choose when writing in space `at`: widest last, what is safest first."""
    inside = [space for space in my_spaces(person) if space.pk != at.pk]
    if not at.is_platform:
        inside.insert(0, at)
    closed = at.openness == SpaceOpenness.CLOSED or person.is_pseudonymous
    everyone = at if at.is_platform or closed else platform()
    reach = reach_of([everyone, *inside])
    found = []
    if not closed:
        label = gettext_lazy("All members of Leerkring")
        found.append(Audience("members", label, at, Openness.MEMBERS, reach.get(everyone.pk, Reach())))
    found += [
        Audience(f"space:{one.slug}", one.name, one, Openness.SPACE, reach.get(one.pk, Reach()))
        for one in inside
    ]
    if not closed:
        label = gettext_lazy("Everyone, also without an account")
        found.append(Audience("public", label, at, Openness.PUBLIC))
    return found


def reach_of(spaces: Iterable[Space]) -> dict[int, Reach]:
    """Who belongs to each of these spaces, counted in one query."""
    members = Membership.objects.filter(space__in=[one.pk for one in spaces], person__is_active=True)
    rows = (
        members.order_by()
        .values("space_id")
        .annotate(
            people=Count("pk"),
            organisations=Count("person__organisation", distinct=True),
            experts=Count("pk", filter=Q(role=Role.EXPERT)),
            leaders=ArrayAgg("person__name", filter=Q(role=Role.FACILITATOR), default=[]),
        )
    )
    return {
        row["space_id"]: Reach(
            row["people"], row["organisations"], row["experts"], tuple(sorted(filter(None, row["leaders"])))
        )
        for row in rows
    }
