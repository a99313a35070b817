"""Pieces of a page that look the same for the same facts: rendered once, then remembered.

A row of a list is shown to thousands of people and changes now and then. Its template
gets nothing but the facts, so what it prints can depend on nothing else: not on the
request, and not on who looks, unless that is one of the facts.
"""

from collections.abc import Callable
from dataclasses import fields
from functools import _lru_cache_wrapper, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MOST = 8192
"""Rows are one or two kilobytes, so this is some 10 MB in each web process."""

Printed = TypeVar("Printed")
_kept: "list[_lru_cache_wrapper[Any]]" = []


def kept(most: int) -> "Callable[[Callable[..., Printed]], _lru_cache_wrapper[Printed]]":
    """For a function that prints the same for the same arguments: where it has words, the language is one."""

    def remember(print_it: Callable[..., Printed]) -> "_lru_cache_wrapper[Printed]":
        cached = lru_cache(maxsize=most)(print_it)
        _kept.append(cached)
        return cached

    return remember


def fragment(template: str, facts: "DataclassInstance") -> SafeString:
    """The template rendered with the fields of `facts`, a frozen dataclass of hashable values.

    Raises `TypeError` where a fact is not hashable.
    """
    render = _render if settings.DEBUG else _remembered
    return render(template, get_language(), facts)  # type: ignore[arg-type] # frozen dataclasses are hashable


def _render(template: str, _language: str | None, facts: "DataclassInstance") -> SafeString:
    context: dict[str, Any] = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return SafeString(get_template(template).render(context))  # nosec B703 (a template escaped it)


_remembered = kept(MOST)(_render)


def forget() -> None:
    """Print everything anew: the words of the catalogue changed."""
    for one in _kept:
        one.cache_clear()
