"""What moved last, and the latest open questions: read once for everybody, until something happens.

Every member looks at the same few hundred contributions. So each process keeps those, closed spaces and
all, and what one viewer may see of them is picked out at every request (`seen_among`).
"""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass

from django.http import QueryDict

from leerkring.core.entries.visibility import seen_among
from leerkring.core.events.watch import catch_up, until_something_happens
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community import queries
from leerkring.domains.community.models import Contribution
from leerkring.domains.community.queries import OPEN, Filters
from leerkring.kit.keyset import Page, first_page, is_first, paginate
from leerkring.services.discussion.reading.queries import News, Reading, markers_of, news_in

SIZE = 400
"""How many are kept; for what lies further the database is asked."""

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
    catch_up()
    return seen_among(_latest_open(), viewer)


@until_something_happens
def _moved_last() -> tuple[Contribution, ...]:
    rows = Contribution.objects.get_queryset().published().with_row()
    return _with_themes(rows.order_by("-bumped_at", "-id")[:SIZE])


@until_something_happens
def _latest_open() -> tuple[Contribution, ...]:
    rows = Contribution.objects.get_queryset().published().filter(OPEN).with_row()
    return _with_themes(rows.order_by("-published_at", "-id")[:SIZE])


def _with_themes(rows: Iterable[Contribution]) -> tuple[Contribution, ...]:
    found = list(rows)
    queries.add_themes(found)
    return tuple(found)


def _at_the_front(
    viewer: Viewer, wanted: Filters, query: QueryDict, reading: Reading | None, most: int
) -> Found | None:
    """None where more is needed than is kept."""
    catch_up()
    kept = _moved_last()
    is_all = len(kept) < SIZE
    rows = [one for one in seen_among(kept, viewer) if queries.stands(one, wanted.standing)]
    if len(rows) <= ROWS and not is_all:
        return None
    news = _news(rows, reading)
    new = sum(one.is_new for one in news)
    if reading and new < most and not is_all and _may_go_on(kept[-1], reading):
        new = queries.count_new(viewer, wanted, reading, most)
    page = first_page(rows, query, order=wanted.columns, size=ROWS)
    shown = [_with_news(*one) for one in zip(page.items, news, strict=False)]
    return Found(Page(shown, page.next_url, ""), min(new, most))


def _news(rows: list[Contribution], reading: Reading | None) -> list[News]:
    markers = markers_of(reading.person_id, rows) if reading else {}
    return [news_in(one, reading, markers.get(one.pk)) for one in rows]


def _may_go_on(last: Contribution, reading: Reading) -> bool:
    """Whether there can be something new behind the last that is kept."""
    return bool(last.bumped_at and last.bumped_at > reading.since)


def _with_news(kept: Contribution, news: News) -> Contribution:
    """A copy: what is kept is everybody's."""
    mine = copy(kept)
    mine.news = news
    return mine
