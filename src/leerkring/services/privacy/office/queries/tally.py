"""How often people confirmed what the guard found: counts only, of nobody and of no words."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from leerkring.core.spaces.queries import Viewer, names_of_spaces, platform
from leerkring.services.privacy.models import Confirmation, Does, Reason
from leerkring.services.privacy.queries import policy_in
from leerkring.services.privacy.words import ABOUT, Text

PERIODS: dict[str, tuple[Text, int | None]] = {
    "maand": (_("The last 30 days"), 30),
    "jaar": (_("The last year"), 365),
    "alles": (_("Always"), None),
}
STANDARD = "jaar"
ENOUGH = 5
"""From so many on it says something that most were about nobody."""
MOST_SPACES = 20


@dataclass(frozen=True, slots=True)
class OfKind:
    """One kind: what happens with it now, counts in the order of the reasons, and how long its bar is."""

    label: Text
    does: Text
    counts: list[int]
    total: int
    share: int
    mostly_nobody: bool


@dataclass(frozen=True, slots=True)
class Bar:
    label: str | date
    total: int
    share: int


@dataclass(frozen=True, slots=True)
class Tally:
    total: int
    reasons: list[Text]
    kinds: list[OfKind]
    months: list[Bar]
    spaces: list[Bar]
    hidden: int
    """How many were in spaces that the viewer may not know of."""


def period(wanted: str) -> str:
    return wanted if wanted in PERIODS else STANDARD


def tally_of(viewer: Viewer, wanted: str) -> Tally:
    days = PERIODS[wanted][1]
    rows = Confirmation.objects.all()
    if days is not None:
        rows = rows.filter(at__gte=now() - timedelta(days=days))
    kinds = _kinds(rows)
    spaces, hidden = _spaces(viewer, rows)
    reasons: list[Text] = [one.label for one in Reason]
    return Tally(sum(one.total for one in kinds), reasons, kinds, _months(rows), spaces, hidden)


def _kinds(rows: QuerySet[Confirmation]) -> list[OfKind]:
    counted: dict[str, Counter[str]] = {}
    for kind, reason, count in rows.values_list("kind", "reason").annotate(count=Count("pk")).order_by():
        counted.setdefault(kind, Counter())[reason] = count
    most = max((one.total() for one in counted.values()), default=1)
    policy = policy_in(None)
    every = sorted(counted.items(), key=lambda one: (-one[1].total(), one[0]))
    return [
        OfKind(
            ABOUT[kind].label,
            Does(policy[kind]).label,
            [counts[reason] for reason in Reason.values],
            counts.total(),
            _share(counts.total(), most),
            counts.total() >= ENOUGH and counts[Reason.NOBODY] * 2 > counts.total(),
        )
        for kind, counts in every
        if kind in ABOUT
    ]


def _months(rows: QuerySet[Confirmation]) -> list[Bar]:
    """The last twelve at most, the latest first."""
    months: QuerySet[Confirmation, tuple[datetime, int]] = (
        rows.annotate(month=TruncMonth("at"))
        .values_list("month")
        .annotate(count=Count("pk"))
        .order_by("-month")[:12]
    )
    found = list(months)
    most = max((count for _month, count in found), default=1)
    return [Bar(month.date(), count, _share(count, most)) for month, count in found]


def _spaces(viewer: Viewer, rows: QuerySet[Confirmation]) -> tuple[list[Bar], int]:
    """Those with most first; what happened in a space that the viewer may not know of is only counted."""
    root = platform()
    names = {root.slug: root.name, **dict(names_of_spaces(viewer))}
    counted = Counter(dict(rows.values_list("entry__space__slug").annotate(count=Count("pk")).order_by()))
    known = [(names[slug], count) for slug, count in counted.most_common() if slug in names]
    most = max((count for _name, count in known), default=1)
    bars = [Bar(name, count, _share(count, most)) for name, count in known[:MOST_SPACES]]
    return bars, counted.total() - sum(count for _name, count in known)


def _share(count: int, most: int) -> int:
    return max(round(100 * count / most), 1)
