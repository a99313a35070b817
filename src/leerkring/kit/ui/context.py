"""What the page around every page needs to know."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from leerkring.kit import manifest

UnreadCounter = Callable[[Any], int]

_unread_counters: list[UnreadCounter] = []


def count_unread_with(counter: UnreadCounter) -> None:
    """Register how many messages wait for a person. Called in `ready()`, by who keeps the messages."""
    _unread_counters.append(counter)


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the main menu, for this page."""

    label: str
    href: str
    icon: str
    current: bool


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `viewer`, `menu` and `unread` (counted only where it is shown)."""
    viewer = getattr(request, "user", None)
    return {
        "viewer": viewer,
        "menu": SimpleLazyObject(lambda: _menu(request)),
        "unread": SimpleLazyObject(lambda: _unread(viewer)),
    }


def _unread(viewer: Any) -> int:
    if viewer is None or not viewer.is_authenticated:
        return 0
    return sum(counter(viewer) for counter in _unread_counters)


def _menu(request: HttpRequest) -> list[Link]:
    links = []
    for item in manifest.menu():
        if not item.shown_to(getattr(request, "user", None)):
            continue
        try:
            href = reverse(item.url_name)
        except NoReverseMatch:
            continue
        links.append(Link(str(item.label), href, item.icon, _is_current(request, item.url_name)))
    return links


def _is_current(request: HttpRequest, url_name: str) -> bool:
    """A menu entry is current on its own page and on every page of its room."""
    match = request.resolver_match
    if match is None:
        return False
    room = url_name.rpartition(":")[0]
    return match.view_name == url_name or (bool(room) and match.namespace == room)
