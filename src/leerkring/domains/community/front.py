"""What moved last, is open, came round or was learned: read once for everybody, until something happens.

Every member looks at the same few hundred contributions. So each process keeps those, closed spaces and
all, and what one viewer may see of them is picked out at every request (`seen_among`). A page on which
people look for what they just did calls `catch_up` first.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass

from django.http import QueryDict

from leerkring.core.entries.visibility import seen_among
from leerkring.core.events.watch import until_something_happens
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community import queries
from leerkring.domains.community.models import Contribution, ContributionKind
from leerkring.domains.community.queries import OPEN, Filters
from leerkring.kit.keyset import Page, first_page, is_first, paginate
from leerkring.services.discussion.reading.queries import News, Reading, markers_of, news_in

SIZE = 400
"""How many are kept; for what lies further the database is asked."""

FEW = 100
"""How many came round or were learned; of those one page shows two, or one."""

ROWS = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the list, and how many of the whole list are new to the viewer: no further than asked."""

    page: Page[Contribution]
    new: int


def find(viewer: Viewer, wanted: Filters, query: QueryDict, reading: Reading | None, most: int) -> Found:
    """The page of the list that stands in `query`, each row with its theme and news; `most` bounds `new`."""
    if is_first(query) and wanted == Filters(standing=wanted.standing):
        at_hand = _at_the_front(viewer, wanted, query, reading, most)
        if at_hand:
            return at_hand
    page = paginate(queries.contributions(viewer, wanted, reading), query, order=wanted.columns, size=ROWS)
    queries.add_themes(page.items)
    queries.add_news(page.items, reading)
    return Found(page, queries.count_new(viewer, wanted, reading, most) if reading else 0)


def open_questions(viewer: Viewer) -> Iterator[Contribution]:
    """The latest open questions that this viewer may see, newest first, to look at only."""
    return seen_among(_latest_open(), viewer)


def moved_last(viewer: Viewer) -> tuple[list[Contribution], bool]:
    """What moved last and this viewer may see, to look at only; and whether that is all there is."""
    kept = _moved_last()
    return list(seen_among(kept, viewer)), len(kept) < SIZE


def came_round(viewer: Viewer) -> Iterator[Contribution]:
    """The questions that came round last, as far as this viewer may see them, to look at only."""
    return seen_among(_came_round(), viewer)


def lessons(viewer: Viewer) -> Iterator[Contribution]:
    """The lessons that most people recognise, as far as this viewer may see them, to look at only."""
    return seen_among(_lessons(), viewer)


@until_something_happens
def _moved_last() -> tuple[Contribution, ...]:
    rows = Contribution.objects.get_queryset().published().with_row()
    return _with_themes(rows.order_by("-bumped_at", "-id")[:SIZE])


@until_something_happens
def _latest_open() -> tuple[Contribution, ...]:
    rows = Contribution.objects.get_queryset().published().filter(OPEN).with_row()
    return _with_themes(rows.order_by("-published_at", "-id")[:SIZE])


@until_something_happens
def _came_round() -> tuple[Contribution, ...]:
    rows = Contribution.objects.get_queryset().published().filter(round_at__isnull=False).with_row()
    return _with_themes(rows.order_by("-round_at", "-id")[:FEW])


@until_something_happens
def _lessons() -> tuple[Contribution, ...]:
    rows = Contribution.objects.get_queryset().published().filter(kind=ContributionKind.LESSON)
    return _with_themes(rows.with_row(text=True).order_by("-recognition_count", "-id")[:FEW])


def _with_themes(rows: Iterable[Contribution]) -> tuple[Contribution, ...]:
    found = list(rows)
    queries.add_themes(found)
    return tuple(found)


def _at_the_front(
    viewer: Viewer, wanted: Filters, query: QueryDict, reading: Reading | None, most: int
) -> Found | None:
    """None where more is needed than is kept."""
    seen, is_all = moved_last(viewer)
    rows = [one for one in seen if queries.stands(one, wanted.standing)]
    if len(rows) <= ROWS and not is_all:
        return None
    news = news_of(rows, reading)
    new = sum(one.is_new for one in news)
    if reading and new < most and not is_all and _may_go_on(seen, reading):
        new = queries.count_new(viewer, wanted, reading, most)
    page = first_page(rows, query, order=wanted.columns, size=ROWS)
    shown = [with_news(*one) for one in zip(page.items, news, strict=False)]
    return Found(Page(shown, page.next_url, ""), min(new, most))


def news_of(rows: list[Contribution], reading: Reading | None) -> list[News]:
    markers = markers_of(reading.person_id, rows) if reading else {}
    return [news_in(one, reading, markers.get(one.pk)) for one in rows]


def _may_go_on(seen: list[Contribution], reading: Reading) -> bool:
    """Whether there can be something new behind the last that is kept."""
    last = seen[-1].bumped_at if seen else None
    return last is None or last > reading.since


def with_news(kept: Contribution, news: News) -> Contribution:
    """A copy: what is kept is everybody's."""
    mine = copy(kept)
    mine.news = news
    return mine
