"""Who may see what: one rule, asked from several sides.

Published entries are for everyone, for the members of the platform, or for the
members of their space; a draft is for its author. No role sees more than this.

Where somebody belongs is read once per request (`roles_of`) and stands in the filter
as a list of spaces: cheap to plan, also for the database. People belong to tens of spaces at most.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404

from leerkring.core.entries.states import Openness, State
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Membership
from leerkring.core.spaces.queries import Viewer, is_member_of_platform, roles_of

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Reach:
    """What somebody may read: published entries so open or of these spaces, and what this `author` wrote."""

    openness: tuple[str, ...]
    spaces: tuple[int, ...]
    author: int | None

    @property
    def rule(self) -> Q:
        """The filter on published entries."""
        return Q(openness__in=self.openness) | Q(openness=Openness.SPACE, space_id__in=self.spaces)

    def includes(self, openness: str, space: int) -> bool:
        """The same for one entry's values."""
        return openness in self.openness or (openness == Openness.SPACE and space in self.spaces)

    def shows(self, state: str, openness: str, space: int, author: int) -> bool:
        """The rule of `visible_to` for one entry's values."""
        return author == self.author or (state == State.PUBLISHED and self.includes(openness, space))


def reach_of(person: Viewer) -> Reach:
    places = roles_of(person)
    open_to = (Openness.PUBLIC, Openness.MEMBERS) if None in places else (Openness.PUBLIC,)
    author = person.pk if isinstance(person, Person) and person.is_active else None
    return Reach(open_to, tuple(sorted(space for space in places if space is not None)), author)


def visible_to(person: Viewer) -> Q:
    """The filter on entries for this person."""
    reach = reach_of(person)
    seen = Q(state=State.PUBLISHED) & reach.rule
    return seen if reach.author is None else seen | Q(author_id=reach.author)


def seen_among(rows: Iterable[Row], person: Viewer) -> Iterator[Row]:
    """Those of the entries at hand that this person may see, by the rule of `visible_to`."""
    reach = reach_of(person)
    for row in rows:
        if reach.shows(row.state, row.openness, row.space_id, row.author_id):  # type: ignore[attr-defined]
            yield row


def visible_or_404(rows: QuerySet[Row], person: Viewer, **lookup: object) -> Row:
    """The one entry of `rows` that matches, if this person may see it; else `Http404`."""
    row = rows.filter(visible_to(person), **lookup).first()
    if row is None:
        raise Http404
    return row


def audience_of(entry: Model) -> QuerySet[Person]:
    """Everyone with an active account who may see this entry."""
    people = Person.objects.filter(is_active=True)
    author = Q(pk=entry.author_id)  # type: ignore[attr-defined]
    if entry.state != State.PUBLISHED:  # type: ignore[attr-defined]
        return people.filter(author)
    if entry.openness == Openness.PUBLIC:  # type: ignore[attr-defined]
        return people
    if entry.openness == Openness.MEMBERS:  # type: ignore[attr-defined]
        return people.filter(author | Q(is_member_of_platform()))
    # Asked person by person: quick by its index, whatever the planner believes of the tables.
    belongs = Membership.objects.filter(space_id=entry.space_id, person=OuterRef("pk"))  # type: ignore[attr-defined]
    return people.filter(author | Q(Exists(belongs)))
