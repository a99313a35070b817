"""How many there are, counted once for everybody until something happens.

Counting all of 20,000 threads takes the database ten times as long as finding a page of
them. What a viewer may see is the sum over the spaces and the openness within reach,
and what the viewer wrote where he or she no longer belongs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from leerkring.core.entries.models import Entry, Theme
from leerkring.core.entries.queries import all_themes
from leerkring.core.entries.visibility import Reach, reach_of
from leerkring.core.events.watch import until_something_happens
from leerkring.core.people.models import Person
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community import queries
from leerkring.domains.community.models import Contribution
from leerkring.domains.community.queries import CIRCLES, OPEN, STANDINGS, Filters
from leerkring.services.discussion.reading.queries import Reading

NAMES = ("", *STANDINGS)


@dataclass(frozen=True, slots=True)
class Tally:
    """`counts` of what has this openness in this space; `of` is a kind, or a theme."""

    space: int
    openness: str
    of: str | int
    counts: tuple[int, ...]


def count(viewer: Viewer, filters: Filters, reading: Reading | None) -> dict[str, int]:
    """How many there are with each standing ("": with any), the other filters as they are."""
    if filters != Filters(kind=filters.kind, standing=filters.standing, order=filters.order):
        return queries.count(viewer, filters, reading)
    found = [one.counts for one in _for(viewer, _kinds()) if filters.kind in ("", one.of)]
    if isinstance(viewer, Person):
        found += [one.counts for one in _elsewhere(reach_of(viewer)) if filters.kind in ("", one.of)]
    return {name: sum(counts[place] for counts in found) for place, name in enumerate(NAMES)}


def circles(viewer: Viewer) -> list[tuple[Theme, int]]:
    """The four learning circles, with the open questions within the viewer's reach."""
    found = _for(viewer, _themes())
    four = [theme for theme in all_themes() if theme.position <= CIRCLES]
    return [(theme, sum(one.counts[0] for one in found if one.of == theme.pk)) for theme in four]


def _for(viewer: Viewer, tallies: Iterable[Tally]) -> list[Tally]:
    reach = reach_of(viewer)
    return [one for one in tallies if reach.includes(one.openness, one.space)]


@until_something_happens
def _kinds() -> tuple[Tally, ...]:
    return _by_kind(Contribution.objects.get_queryset().published())


@until_something_happens
def _themes() -> tuple[Tally, ...]:
    rows = Contribution.objects.get_queryset().published().filter(OPEN)
    through = Entry.themes.through.objects.filter(entry__in=rows, theme__position__lte=CIRCLES)
    found = through.values("entry__space_id", "entry__openness", "theme_id").annotate(n=Count("pk"))
    return tuple(
        Tally(one["entry__space_id"], one["entry__openness"], one["theme_id"], (one["n"],)) for one in found
    )


@until_something_happens
def _elsewhere(reach: Reach) -> tuple[Tally, ...]:
    """What somebody wrote that only the author's right shows: in a space left behind."""
    rows = Contribution.objects.get_queryset().published().filter(author_id=reach.author)
    return _by_kind(rows.exclude(reach.rule))


def _by_kind(rows: QuerySet[Contribution]) -> tuple[Tally, ...]:
    counts = {f"n_{name}": Count("pk", filter=rule) for name, rule in STANDINGS.items()}
    sorts: QuerySet[Any, Any] = rows.order_by().values("space_id", "openness", "kind")
    found = sorts.annotate(n_=Count("pk"), **counts)
    return tuple(
        Tally(one["space_id"], one["openness"], one["kind"], tuple(one[f"n_{name}"] for name in NAMES))
        for one in found
    )
