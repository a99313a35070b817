"""What the page around every page needs to know."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from leerkring.kit import manifest
from leerkring.kit.ui.tones import tone_of

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


@dataclass(frozen=True, slots=True)
class Header:
    """What the top of a page shows; without a `name` there is nobody signed in."""

    is_member: bool
    name: str
    tone: str
    unread: int
    menu: tuple[Link, ...]
    office: str
    """Where the viewer looks after the platform; empty for who does not."""


@dataclass(frozen=True, slots=True)
class Tabs:
    """What the bar at the foot of a phone shows."""

    here: str
    is_member: bool
    unread: int


@dataclass(frozen=True, slots=True)
class Foot:
    is_member: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the platform is reached: what other sites show of a page needs whole addresses."""

    address: str


class Around:
    """The facts of what stands around every page, found where they are printed."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._viewer = getattr(request, "user", None)
        self._is_member = bool(self._viewer and self._viewer.is_authenticated)

    @cached_property
    def unread(self) -> int:
        return _unread(self._viewer)

    @cached_property
    def menu(self) -> tuple[Link, ...]:
        return tuple(_menu(self._request))

    @property
    def header(self) -> Header:
        name, tone = (str(self._viewer), tone_of(self._viewer)) if self._is_member else ("", "")
        return Header(self._is_member, name, tone, self.unread, self.menu, self.office)

    @cached_property
    def office(self) -> str:
        return _address("office") if self._is_member and manifest.office(self._viewer) else ""

    @property
    def tabs(self) -> Tabs:
        match = self._request.resolver_match
        return Tabs(match.view_name if match else "", self._is_member, self.unread)

    @property
    def foot(self) -> Foot:
        return Foot(self._is_member)

    @property
    def origin(self) -> Origin:
        return Origin(f"{self._request.scheme}://{self._request.get_host()}")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `viewer`, `menu` and `unread` (counted only where it is shown), `around`."""
    around = Around(request)
    return {
        "viewer": getattr(request, "user", None),
        "menu": SimpleLazyObject(lambda: around.menu),
        "unread": SimpleLazyObject(lambda: around.unread),
        "around": around,
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
        if href := _address(item.url_name):
            links.append(Link(str(item.label), href, item.icon, _is_current(request, item.url_name)))
    return links


@lru_cache(maxsize=64)
def _address(url_name: str) -> str:
    """Empty in a house without that room."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _is_current(request: HttpRequest, url_name: str) -> bool:
    """A menu entry is current on its own page and on every page of its room."""
    match = request.resolver_match
    if match is None:
        return False
    room = url_name.rpartition(":")[0]
    return match.view_name == url_name or (bool(room) and match.namespace == room)
