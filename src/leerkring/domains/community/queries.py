from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.expressions import Combinable

from leerkring.core.entries.models import Entry, EntryQuerySet, Theme
from leerkring.core.entries.states import State
from leerkring.core.entries.visibility import visible_or_404, visible_to
from leerkring.core.people.models import Person
from leerkring.core.regions.models import Municipality, Region
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community.models import Contribution, ContributionKind
from leerkring.services.discussion.models import Reply
from leerkring.services.discussion.queries import followed_by, with_read_marks

ORDERS = {
    "actief": ("bumped_at", "id"),
    "nieuw": ("published_at", "id"),
    "herkend": ("recognition_count", "id"),
}
"""Sorting, as it stands in the URL: the columns, all descending."""


CIRCLES = 4
"""The first themes are the learning circles that the home page shows."""

HEAD_START = timedelta(weeks=6)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty values narrow nothing."""

    kind: str = ""
    theme: Theme | None = None
    region: Region | None = None
    space: Space | None = None
    standing: str = ""
    followed: bool = False
    order: str = "actief"

    @property
    def columns(self) -> tuple[str, ...]:
        return ORDERS[self.order]


def contributions(viewer: Viewer, filters: Filters) -> QuerySet[Contribution]:
    """Published contributions that this viewer may see, narrowed by the filters."""
    rows = with_read_marks(
        Contribution.objects.get_queryset().published().visible_to(viewer).with_card(), viewer
    )
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.theme:
        rows = rows.filter(pk__in=_about(filters.theme))
    if filters.region:
        rows = rows.filter(region=filters.region)
    if filters.space:
        rows = rows.filter(space=filters.space)
    if filters.standing:
        rows = rows.filter(kind=ContributionKind.QUESTION, round_at__isnull=filters.standing == "open")
    if filters.followed and isinstance(viewer, Person):
        rows = rows.filter(followed_by(viewer))
    return rows


def _about(theme: Theme) -> QuerySet[Any, Any]:
    return Entry.objects.filter(themes=theme).values("pk")


def get_contribution(viewer: Viewer, pk: int) -> Contribution:
    """Raises `Http404` for what is not there or not for this viewer."""
    rows = Contribution.objects.get_queryset().with_card().select_related("author__municipality__region")
    return visible_or_404(rows, viewer, pk=pk)


def get_own(person: Person, pk: int) -> Contribution:
    """Raises `Http404` for what somebody else wrote."""
    rows = Contribution.objects.get_queryset().with_card()
    return visible_or_404(rows, person, pk=pk, author=person)


def drafts_of(person: Person) -> QuerySet[Contribution]:
    return Contribution.objects.filter(author=person, state=State.DRAFT).order_by("-id")


def open_in_same_theme(viewer: Viewer, contribution: Contribution, limit: int = 3) -> list[Contribution]:
    """Open questions about the same thing, newest first."""
    themes = [theme.pk for theme in contribution.themes.all()]
    rows = _open_questions(viewer).exclude(pk=contribution.pk)
    about = Entry.themes.through.objects.filter(theme_id__in=themes).values("entry_id")
    return list(rows.filter(pk__in=about).order_by("-published_at")[:limit])


def _open_questions(viewer: Viewer) -> EntryQuerySet[Contribution]:
    rows = Contribution.objects.get_queryset().published().visible_to(viewer)
    return rows.filter(kind=ContributionKind.QUESTION, round_at=None)


def do_you_know(person: Person, limit: int = 3) -> list[Contribution]:
    """Open questions of others in somebody's themes, newest first.

    One from the own region, and one that nobody answered yet, each count as `HEAD_START` newer.
    """
    mine = Theme.objects.filter(followers=person)
    about = Entry.themes.through.objects.filter(theme__in=mine).values("entry_id")
    answered = Reply.objects.filter(author=person).values("entry_id")
    rows = (
        _open_questions(person)
        .filter(pk__in=about)
        .exclude(author=person)
        .exclude(pk__in=answered)
        .exclude(followed_by(person))
    )
    rows = rows.with_face()
    return list(rows.annotate(freshness=_freshness(person)).order_by("-freshness")[:limit])


def _freshness(person: Person) -> Combinable:
    nearby = Exists(Municipality.objects.filter(pk=person.municipality_id or 0, region=OuterRef("region")))
    start, none = Value(HEAD_START), Value(timedelta())
    return (
        F("published_at")
        + Case(When(nearby, then=start), default=none)
        + Case(When(reply_count=0, then=start), default=none)
    )


def newest_open(viewer: Viewer, limit: int = 3) -> list[Contribution]:
    rows = _open_questions(viewer).with_face()
    return list(rows.order_by("-published_at")[:limit])


def just_round(viewer: Viewer, limit: int = 2) -> list[Contribution]:
    rows = Contribution.objects.get_queryset().published().visible_to(viewer).filter(round_at__isnull=False)
    return list(rows.order_by("-round_at")[:limit])


def followed(person: Person, limit: int = 4) -> list[Contribution]:
    """What somebody follows, the latest movement first; the own questions are among it."""
    rows = Contribution.objects.get_queryset().published().visible_to(person).filter(followed_by(person))
    rows = rows.with_face().order_by("-bumped_at")
    return list(with_read_marks(rows, person)[:limit])


def latest_lesson(viewer: Viewer) -> Contribution | None:
    rows = (
        Contribution.objects.get_queryset()
        .published()
        .visible_to(viewer)
        .filter(kind=ContributionKind.LESSON)
    )
    return rows.with_face().order_by("-recognition_count", "-published_at").first()


def add_themes(contributions: list[Contribution]) -> None:
    """Fetch the themes of several lists at once."""
    prefetch_related_objects(contributions, "themes")


def circles(viewer: Viewer) -> list[Theme]:
    """The four learning circles with `open_count`: open questions that this viewer may see."""
    seen = Q(
        entries__in=Contribution.objects.filter(visible_to(viewer)).filter(
            kind=ContributionKind.QUESTION, round_at=None, state=State.PUBLISHED
        )
    )
    rows = Theme.objects.filter(position__lte=CIRCLES).order_by("position")
    return list(rows.annotate(open_count=Count("entries", filter=seen)))  # type: ignore[no-redef]
