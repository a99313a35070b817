"""The filters of the list: read from the address, and shown as chips and selects.

A value that does not exist narrows nothing, so no address is ever wrong.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from leerkring.core.entries.queries import all_themes
from leerkring.core.people.models import Person
from leerkring.core.people.queries import all_functions
from leerkring.core.regions.queries import all_regions
from leerkring.core.spaces.queries import Viewer, get_space
from leerkring.domains.community.models import ContributionKind
from leerkring.domains.community.queries import ORDERS, STANDINGS, Filters

Choices = tuple[tuple[str, str], ...]

LONGEST_NAME = 60
MOST_NEW = 100


@dataclass(frozen=True, slots=True)
class Select:
    name: str
    label: str
    choices: Choices
    chosen: str


@dataclass(frozen=True, slots=True)
class Chip:
    """`count` is how many things the list has with it; "" is not counted."""

    name: str
    value: str
    label: str
    chosen: bool
    icon: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """What the form above the list shows."""

    standings: tuple[Chip, ...]
    personal: tuple[Chip, ...]
    selects: tuple[Select, ...]
    is_narrow: bool


def panel(filters: Filters, viewer: Viewer, spaces: Choices, counts: Mapping[str, int], new: int) -> Panel:
    """`counts` is by standing; `new` is how many are new to the viewer."""
    return Panel(
        tuple(_standings(filters, counts)),
        tuple(_personal(filters, viewer, new)),
        tuple(_selects(filters, spaces)),
        filters.is_narrow,
    )


def read_filters(query: QueryDict, viewer: Viewer, spaces: Choices) -> Filters:
    """The filters that stand in an address; `spaces` are those that the viewer may know of."""
    slug = query.get("ruimte", "")
    signed_in = isinstance(viewer, Person)
    return Filters(
        kind=_one_of(ContributionKind.values, query.get("soort")),
        theme=next((one for one in all_themes() if one.slug == query.get("thema")), None),
        region=next((one for one in all_regions() if one.code == query.get("regio")), None),
        function=next((one for one in all_functions() if one.slug == query.get("functie")), None),
        space=get_space(viewer, slug) if slug in dict(spaces) else None,
        standing=_one_of(STANDINGS, query.get("stand")),
        followed=signed_in and query.get("gevolgd") == "1",
        mine=signed_in and query.get("mijn") == "1",
        unread=signed_in and query.get("nieuw") == "1",
        order=_one_of(ORDERS, query.get("sorteer")) or next(iter(ORDERS)),
    )


def _one_of(values: Iterable[Any], wanted: str | None) -> str:
    return str(wanted) if wanted in values else ""


def address_of(filters: Filters) -> str:
    """The query string that `read_filters` makes these filters of, always in the same order."""
    parts = {
        "stand": filters.standing,
        "soort": filters.kind,
        "thema": filters.theme.slug if filters.theme else "",
        "regio": filters.region.code if filters.region else "",
        "functie": filters.function.slug if filters.function else "",
        "ruimte": filters.space.slug if filters.space else "",
        "gevolgd": "1" if filters.followed else "",
        "mijn": "1" if filters.mine else "",
        "nieuw": "1" if filters.unread else "",
        "sorteer": "" if filters.order == next(iter(ORDERS)) else filters.order,
    }
    return urlencode({name: value for name, value in parts.items() if value})


def name_of(filters: Filters) -> str:
    """What a list with these filters may be called."""
    parts = [
        _("New for me") if filters.unread else "",
        _("What I follow") if filters.followed else "",
        _("By me") if filters.mine else "",
        _standing_words()[filters.standing] if filters.standing else "",
        str(ContributionKind(filters.kind).label) if filters.kind else "",
        *(str(one) for one in (filters.theme, filters.function, filters.region, filters.space) if one),
    ]
    name = (
        ", ".join(part for part in parts if part) or dict(_orders()).get(filters.order) or _("All questions")
    )
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _selects(filters: Filters, spaces: Choices) -> list[Select]:
    themes = tuple((one.slug, one.name) for one in all_themes())
    regions = tuple((one.code, one.name) for one in all_regions())
    functions = tuple((one.slug, one.name) for one in all_functions())
    return [
        _select("thema", _("Theme"), _("All themes"), themes, getattr(filters.theme, "slug", "")),
        _select("regio", _("Region"), _("The whole country"), regions, getattr(filters.region, "code", "")),
        _select(
            "functie", _("Asked by"), _("All functions"), functions, getattr(filters.function, "slug", "")
        ),
        _select("soort", _("Kind"), _("All kinds"), tuple(_words(ContributionKind.choices)), filters.kind),
        _select(
            "ruimte",
            _("Space"),
            _("All spaces"),
            spaces,
            getattr(filters.space, "slug", ""),
        ),
        Select(
            "sorteer", _("Order"), _orders(), "" if filters.order == next(iter(ORDERS)) else filters.order
        ),
    ]


def _select(name: str, label: str, nothing: str, choices: Choices, chosen: str) -> Select:
    return Select(name, label, (("", nothing), *choices), chosen)


def _words(choices: Iterable[tuple[Any, Any]]) -> Iterable[tuple[str, str]]:
    return ((str(value), str(label)) for value, label in choices)


def _orders() -> Choices:
    words = (_("Latest movement"), _("Newest"), _("Felt by most"))
    return tuple(zip(("", *list(ORDERS)[1:]), words, strict=True))


def _standings(filters: Filters, counts: Mapping[str, int]) -> list[Chip]:
    return [
        Chip("stand", value, label, filters.standing == value, count=str(counts[value]))
        for value, label in _standing_words().items()
    ]


def _standing_words() -> dict[str, str]:
    return {
        "": _("Everything"),
        "open": _("Open questions"),
        "onbeantwoord": _("No answer yet"),
        "rond": _("Round"),
    }


def _personal(filters: Filters, viewer: Viewer, new: int) -> list[Chip]:
    """What only a member can choose."""
    if not isinstance(viewer, Person):
        return []
    return [
        Chip("nieuw", "1", _("New for me"), filters.unread, "circle", _up_to(new)),
        Chip("gevolgd", "1", _("What I follow"), filters.followed, "bell"),
        Chip("mijn", "1", _("By me"), filters.mine, "user"),
    ]


def _up_to(new: int) -> str:
    return f"{MOST_NEW - 1}+" if new >= MOST_NEW else str(new)
