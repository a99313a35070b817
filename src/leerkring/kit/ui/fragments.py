"""Pieces of a page that look the same for the same facts: rendered once, then remembered.

A row of a list is shown to thousands of people and changes now and then. Its template
gets nothing but the facts, so what it prints can depend on nothing else: not on the
request, and not on who looks, unless that is one of the facts.
"""

from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MOST = 8192
"""Rows are one or two kilobytes, so this is some 10 MB in each web process."""


def fragment(template: str, facts: "DataclassInstance") -> SafeString:
    """The template rendered with the fields of `facts`, a frozen dataclass of hashable values.

    Raises `TypeError` where a fact is not hashable.
    """
    render = _render if settings.DEBUG else _remembered
    return render(template, get_language(), facts)  # type: ignore[arg-type] # frozen dataclasses are hashable


def _render(template: str, _language: str | None, facts: "DataclassInstance") -> SafeString:
    context: dict[str, Any] = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return SafeString(get_template(template).render(context))  # nosec B703 (a template escaped it)


_remembered = lru_cache(maxsize=MOST)(_render)


def forget() -> None:
    """Render everything anew: the words of the catalogue changed."""
    _remembered.cache_clear()
