"""Short selections of questions for other pages: of one space, and like somebody's own field."""

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from leerkring.core.entries.models import Entry, Theme
from leerkring.core.people.models import Person
from leerkring.core.regions.models import Municipality
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community.models import Contribution, ContributionKind
from leerkring.domains.community.queries import add_themes

RECENT = 400
"""Among how many of the latest open questions we look for what is like somebody's field."""


def latest_in(viewer: Viewer, space: Space, limit: int = 3) -> list[Contribution]:
    """The newest questions of a space that this viewer may see."""
    return _fetch(_questions(viewer).filter(space=space).order_by("-published_at"), limit)


def like_my_field(person: Person, limit: int = 3) -> list[Contribution]:
    """Questions of others that lie nearest to somebody's own work.

    Open and unanswered ones first; among those a theme of one's own counts most, then the
    function of the asker, then the region. Who asks without name is not known by function.
    """
    latest = _questions(person).filter(round_at=None).exclude(author=person).order_by("-published_at")
    candidates = Contribution.objects.get_queryset().filter(
        pk__in=list(latest.values_list("pk", flat=True)[:RECENT])
    )
    rows = candidates.annotate(unanswered=_points(Q(reply_count=0), 1), likeness=_likeness(person))
    return _fetch(rows.order_by("-unanswered", "-likeness", "-published_at"), limit)


def _questions(viewer: Viewer) -> QuerySet[Contribution]:
    rows = Contribution.objects.get_queryset().published().visible_to(viewer)
    return rows.filter(kind=ContributionKind.QUESTION)


def _fetch(rows: QuerySet[Contribution], limit: int) -> list[Contribution]:
    found = list(rows.with_row()[:limit])  # type: ignore[attr-defined]
    add_themes(found)
    return found


def _likeness(person: Person) -> Combinable:
    about = Entry.themes.through.objects.filter(
        entry_id=OuterRef("pk"), theme__in=Theme.objects.filter(followers=person)
    )
    nearby = Municipality.objects.filter(pk=person.municipality_id or 0, region=OuterRef("region"))
    same_work = Q(author__function=person.function_id or 0, is_anonymous=False)
    return _points(Exists(about), 3) + _points(same_work, 2) + _points(Exists(nearby), 1)


def _points(rule: Q | Exists, number: int) -> Combinable:
    return Case(When(rule, then=Value(number)), default=Value(0), output_field=IntegerField())
