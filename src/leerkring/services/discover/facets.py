"""To what the results can be narrowed, with how many would be left: counted over what was found."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.queries import all_themes
from leerkring.core.regions.queries import all_regions
from leerkring.kit import manifest
from leerkring.kit.manifest import Text

PERIODS = {"maand": timedelta(days=31), "jaar": timedelta(days=366), "drie-jaar": timedelta(days=3 * 366)}
_PERIOD_LABELS: dict[str, Text] = {
    "maand": _("The last month"),
    "jaar": _("The last year"),
    "drie-jaar": _("The last three years"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one entry that was found: what it can be narrowed by, and what a short line shows.

    `age` is how long ago something was said, in seconds.
    """

    kind: str
    themes: frozenset[int]
    region: int | None
    age: float
    title: str
    replies: int
    round_at: datetime | None

    @classmethod
    def of(cls, kind: str, themes: Iterable[int], *rest: Any) -> "Facts":
        """As the database gives them."""
        return cls(kind, frozenset(themes), *rest)

    def within(self, period: str) -> bool:
        return self.age <= PERIODS[period].total_seconds()


@dataclass(frozen=True, slots=True)
class Facet:
    """`name` is the parameter in the address, `labels` the values that it can have there.

    `has` tells the values of one entry. `by_count`: what most have stands first.
    """

    name: str
    label: Text
    labels: Mapping[str, Text]
    has: Callable[[Facts], Iterable[str]]
    by_count: bool = False


def every() -> tuple[Facet, ...]:
    """With the themes and regions of now."""
    themes = {one.pk: one for one in all_themes()}
    regions = {one.pk: one for one in all_regions()}
    return (
        Facet(
            "soort",
            _("Kind"),
            {name: kind.label for name, kind in manifest.kinds().items()},
            lambda facts: [facts.kind],
        ),
        Facet(
            "thema",
            _("Theme"),
            {one.slug: one.name for one in themes.values()},
            lambda facts: [themes[pk].slug for pk in facts.themes if pk in themes],
            by_count=True,
        ),
        Facet(
            "regio",
            _("Region"),
            {one.code: one.name for one in regions.values()},
            lambda facts: [regions[facts.region].code] if facts.region in regions else [],
            by_count=True,
        ),
        Facet(
            "periode",
            _("Period"),
            _PERIOD_LABELS,
            lambda facts: filter(facts.within, PERIODS),
        ),
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that would narrow further, and how many would be left."""

    value: str
    label: Text
    count: int


@dataclass(frozen=True, slots=True)
class Open:
    """A facet that is not used yet, with what it offers."""

    name: str
    label: Text
    offers: tuple[Offer, ...]


def offered(found: Sequence[Facts], chosen: Iterable[str]) -> list[Open]:
    """The facets that tell these entries apart, but for the `chosen` ones."""
    facets = [(one, Counter(value for facts in found for value in one.has(facts))) for one in every()]
    return [
        Open(facet.name, facet.label, _offers(facet, counts))
        for facet, counts in facets
        if facet.name not in chosen and any(number < len(found) for number in counts.values())
    ]


def _offers(facet: Facet, counts: Mapping[str, int]) -> tuple[Offer, ...]:
    offers = [Offer(value, label, counts[value]) for value, label in facet.labels.items() if counts[value]]
    return tuple(sorted(offers, key=lambda one: -one.count) if facet.by_count else offers)
