from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import (
    Count,
    F,
    Q,
    QuerySet,
)
from django.http import Http404
from django.utils.timezone import now

from leerkring.core.entries.models import Entry, EntryQuerySet, Theme
from leerkring.core.entries.queries import all_themes
from leerkring.core.entries.states import State
from leerkring.core.entries.visibility import seen_among, visible_or_404
from leerkring.core.people.faces import FACE
from leerkring.core.people.models import Function, Person
from leerkring.core.regions.models import Region
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community.models import Contribution, ContributionKind
from leerkring.domains.community.writing import Place, Wording, mark
from leerkring.kit.columns import Columns
from leerkring.services.discussion.models import UNDO_TIME
from leerkring.services.discussion.queries import followed_by
from leerkring.services.discussion.reading.queries import Reading, news_in, with_markers, with_read_marks

ORDERS = {
    "actief": ("bumped_at", "id"),
    "nieuw": ("published_at", "id"),
    "herkend": ("recognition_count", "id"),
}
"""Sorting, as it stands in the URL: the columns, all descending."""

OPEN = Q(kind=ContributionKind.QUESTION, round_at=None)
STANDINGS = {
    "open": OPEN,
    "onbeantwoord": OPEN & Q(reply_count=0),
    "rond": Q(kind=ContributionKind.QUESTION, round_at__isnull=False),
}
"""How far a question is, as it stands in the URL."""

CIRCLES = 4
"""The first themes are the learning circles that the home page shows."""

UNDO_DAYS = UNDO_TIME.days
"""How long what was withdrawn can be put back."""

SAME_DAY = timedelta(days=1)

_ENTRY = Columns.of(Contribution, "entry")
_AUTHOR = Columns.of(Person, "author", FACE)
_SPACE = Columns.of(Space, "space", frozenset({"id", "parent_id", "slug", "name"}))
_ONE = f"""
    SELECT {_ENTRY}, {_AUTHOR}, {_SPACE},
           ARRAY (SELECT theme_id FROM entries_entry_themes WHERE entry_id = entry.id)
    FROM entries_entry entry
    JOIN people_person author ON author.id = entry.author_id
    JOIN spaces_space space ON space.id = entry.space_id
    WHERE entry.id = %s AND entry.kind = ANY(%s)
"""  # noqa: S608  # nosec B608 (names of columns)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty values narrow nothing."""

    kind: str = ""
    theme: Theme | None = None
    region: Region | None = None
    function: Function | None = None
    space: Space | None = None
    standing: str = ""
    followed: bool = False
    mine: bool = False
    unread: bool = False
    order: str = "actief"

    @property
    def columns(self) -> tuple[str, ...]:
        return ORDERS[self.order]

    @property
    def is_narrow(self) -> bool:
        """Whether one of the filters behind "more" is chosen; a space stands over the page itself."""
        chosen = self.kind or self.theme or self.region or self.function
        return bool(chosen) or self.order != next(iter(ORDERS))


def contributions(viewer: Viewer, filters: Filters, reading: Reading | None = None) -> QuerySet[Contribution]:
    """Published contributions that this viewer may see, narrowed; call `add_themes` on a page of them."""
    rows = _matching(viewer, filters)
    if filters.standing:
        rows = rows.filter(STANDINGS[filters.standing])
    marked = with_read_marks(rows.with_row(), viewer)
    return marked.filter(reading.unread) if reading and filters.unread else marked


def count(viewer: Viewer, filters: Filters, reading: Reading | None = None) -> dict[str, int]:
    """How many there are with each standing ("": with any), the other filters as they are."""
    rows = with_markers(_matching(viewer, filters), viewer)
    if reading and filters.unread:
        rows = rows.filter(reading.unread)
    counts = {name: Count("pk", filter=rule) for name, rule in STANDINGS.items()}
    found = rows.aggregate(every=Count("pk"), **counts)
    return {"": found.pop("every"), **found}


def count_new(viewer: Viewer, filters: Filters, reading: Reading, most: int) -> int:
    """How many of the list are new to the viewer; no further than `most`."""
    rows = with_markers(_matching(viewer, filters), viewer).filter(reading.unread)
    return rows.filter(STANDINGS.get(filters.standing, Q()))[:most].count()


def stands(one: Contribution, standing: str) -> bool:
    """The rule of `STANDINGS` for one contribution."""
    if not standing:
        return True
    if standing == "rond":
        return one.is_question and one.round_at is not None
    is_open = one.is_question and one.round_at is None
    return is_open and (standing == "open" or not one.reply_count)


def _matching(viewer: Viewer, filters: Filters) -> EntryQuerySet[Contribution]:
    """All filters but the standing and what is new."""
    rows = Contribution.objects.get_queryset().published().visible_to(viewer)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.theme:
        rows = rows.filter(pk__in=_about(filters.theme))
    if filters.region:
        rows = rows.filter(region=filters.region)
    if filters.function:
        # Who asks without name is not found by what they do either.
        rows = rows.filter(author__function=filters.function, is_anonymous=False)
    if filters.space:
        rows = rows.filter(space=filters.space)
    if filters.followed and isinstance(viewer, Person):
        rows = rows.filter(followed_by(viewer))
    if filters.mine and isinstance(viewer, Person):
        rows = rows.filter(author=viewer)
    return rows


def _about(theme: Theme) -> QuerySet[Any, Any]:
    return Entry.objects.filter(themes=theme).values("pk")


def get_contribution(viewer: Viewer, pk: int) -> Contribution:
    """With face, space and `theme_ids`. Raises `Http404` for what is not there or not for this viewer."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [pk, ContributionKind.values])
        found = [_contribution(iter(row)) for row in cursor.fetchall()]
    for one in seen_among(found, viewer):
        return one
    raise Http404


def _contribution(values: Iterator[Any]) -> Contribution:
    one = _ENTRY.take(values)
    one.author, one.space, one.theme_ids = _AUTHOR.take(values), _SPACE.take(values), next(values)
    return one


def get_own(person: Person, pk: int) -> Contribution:
    """Raises `Http404` for what somebody else wrote."""
    rows = Contribution.objects.get_queryset().with_card()
    return visible_or_404(rows, person, pk=pk, author=person)


def mark_of(contribution: Contribution) -> str:
    """The mark of what a contribution says now; a form carries it to tell what it started from."""
    place = Place(contribution.space, contribution.openness, contribution.kind, contribution.is_anonymous)
    return mark(place, Wording(contribution.title, contribution.text, contribution.themes.all()))


def said_already(person: Person, place: Place, wording: Wording) -> Contribution | None:
    """What this person placed with exactly these words, for the same readers, less than a day ago."""
    rows = Contribution.objects.get_queryset().published()
    return rows.filter(
        author=person,
        title=wording.title,
        text=wording.text,
        kind=place.kind,
        space=place.space,
        openness=place.openness,
        is_anonymous=place.is_anonymous,
        published_at__gt=now() - SAME_DAY,
    ).first()


def drafts_of(person: Person) -> QuerySet[Contribution]:
    """What somebody has not placed yet, what was written last first."""
    rows = Contribution.objects.filter(author=person, state=State.DRAFT)
    return rows.order_by(F("edited_at").desc(nulls_last=True), "-id")


def discarded_by(person: Person) -> QuerySet[Contribution]:
    """Drafts that somebody threw away and can still put back."""
    return Contribution.objects.filter(author=person, state=State.DISCARDED).order_by("-edited_at")


def latest_followed(person: Person, reading: Reading, limit: int) -> list[Contribution]:
    """What somebody follows, what moved last first, with theme and news."""
    rows = Contribution.objects.get_queryset().published().visible_to(person).filter(followed_by(person))
    found = list(with_read_marks(rows.with_row(), person).order_by("-bumped_at")[:limit])
    add_themes(found)
    add_news(found, reading)
    return found


def add_news(contributions: list[Contribution], reading: Reading | None) -> None:
    """Give each its `news`: what is new to whose reading this is."""
    for one in contributions:
        one.news = news_in(one, reading)


def add_themes(contributions: list[Contribution]) -> None:
    """Give each its first `theme`. Call with contributions `with_row`."""
    known = {theme.pk: theme for theme in all_themes()}
    for one in contributions:
        themes = (known[pk] for pk in one.theme_ids if pk in known)
        one.theme = min(themes, key=lambda theme: theme.position, default=None)
