"""Keyset pagination: pages that stay right while rows come and go, at any depth."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

Row = TypeVar("Row", bound=Model)

AFTER, BEFORE = "na", "voor"


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`next_url` and `previous_url` are query strings, empty where there is no such page."""

    items: list[Row]
    next_url: str
    previous_url: str

    def __len__(self) -> int:
        return len(self.items)


def paginate(
    rows: QuerySet[Row], query: QueryDict, *, order: Sequence[str], size: int = 20, ascending: bool = False
) -> Page[Row]:
    """One page of `rows` in `order` (fields or annotations, the last one unique), the highest first.

    The place comes from the query string; an unreadable place is the first page.
    """
    backwards, place = _read_place(rows, query, order)
    rising = backwards is not ascending
    if place:
        rows = rows.filter(_beyond(order, place, rising=rising))
    rows = rows.order_by(*(name if rising else f"-{name}" for name in order))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next = bool(found) and (backwards or more)
    has_previous = bool(found) and (more if backwards else bool(place))
    return Page(
        found,
        _url(query, AFTER, found[-1], order) if has_next else "",
        _url(query, BEFORE, found[0], order) if has_previous else "",
    )


def is_first(query: QueryDict) -> bool:
    """Whether no place in the list is asked for."""
    return not (query.get(AFTER) or query.get(BEFORE))


def first_page(rows: Sequence[Row], query: QueryDict, *, order: Sequence[str], size: int = 20) -> Page[Row]:
    """The first page of what `paginate` would find, from rows at hand that stand in its order."""
    found = list(rows[:size])
    return Page(found, _url(query, AFTER, found[-1], order) if len(rows) > size else "", "")


def _beyond(order: Sequence[str], place: Sequence[Any], *, rising: bool) -> Q:
    """Row comparison (a, b) < (x, y), or > when `rising`; an index serves the bounded first column."""
    step = "gt" if rising else "lt"
    rule, equal = Q(), Q()
    for name, value in zip(order, place, strict=True):
        rule |= equal & Q(**{f"{name}__{step}": value})
        equal &= Q(**{name: value})
    return rule & Q(**{f"{order[0]}__{step}e": place[0]})


def _url(query: QueryDict, direction: str, row: Model, order: Sequence[str]) -> str:
    values = [str(getattr(row, name)) for name in order]
    new = query.copy()
    for name in (AFTER, BEFORE):
        new.pop(name, None)
    new[direction] = urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
    return f"?{new.urlencode()}"


def _read_place(rows: QuerySet[Any], query: QueryDict, order: Sequence[str]) -> tuple[bool, list[Any] | None]:
    for direction in (AFTER, BEFORE):
        if raw := query.get(direction):
            return direction == BEFORE, _decode([_field(rows, name) for name in order], raw)
    return False, None


def _field(rows: QuerySet[Any], name: str) -> Any:
    annotation = rows.query.annotations.get(name)
    return annotation.output_field if annotation else rows.model._meta.get_field(name)


def _decode(fields: Sequence[Any], raw: str) -> list[Any] | None:
    try:
        values = json.loads(urlsafe_b64decode(raw + "=" * (-len(raw) % 4)))
        place = [field.to_python(value) for field, value in zip(fields, values, strict=True)]
    except (ValueError, TypeError, ValidationError, OverflowError, RecursionError):
        return None
    return place if all(_storable(value) for value in place) else None


def _storable(value: Any) -> bool:
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    if isinstance(value, str):
        return "\0" not in value and not re.search("[\ud800-\udfff]", value)
    return value is not None and not (hasattr(value, "tzinfo") and timezone.is_naive(value))
