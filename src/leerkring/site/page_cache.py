"""Pages for visitors, kept in each web process and dropped when what they show changes.

Only a GET without any cookie that says who somebody is; never a page that sets a cookie
(a form with a token does). What happened is read from the event log, which every change
ends with, so it does not matter which process or machine made the change.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from leerkring.core.events.models import Event
from leerkring.kit import manifest

LIFE = 60.0
LOOK_AGAIN = 0.25
"""Seconds: how long a page is kept at most, and how long the event log is not read again."""
MOST = 1000
LATE = 200
"""Events may be committed in another order than they were numbered; so many are read again."""

Response = HttpResponseBase


@dataclass(frozen=True, slots=True)
class Page:
    """What is sent, and the entry it is about (None: a list, or anything else)."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    entry: int | None
    until: float


class Shelf:
    """The kept pages of one process. `now` is a clock in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._known: set[int] = set()
        self._highest: int | None = None
        self._looked = float("-inf")

    def find(self, key: Hashable) -> Page | None:
        """The page, unless it is too old or something happened to what it shows."""
        if self._now() - self._looked > LOOK_AGAIN:
            self.catch_up()
        page = self._pages.get(key)
        return page if page and page.until > self._now() else None

    def keep(self, key: Hashable, page: Page, *, since: int) -> None:
        """Keep a page that was made after event `since`, unless something happened meanwhile."""
        if self.catch_up() != since:
            return
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)

    def catch_up(self) -> int:
        """Drop what the latest events changed; returns the number of the last one."""
        with self._lock:
            self._looked = self._now()
            if self._highest is None:
                self._highest = Event.objects.aggregate(last=Max("pk"))["last"] or 0
            found = list(Event.objects.filter(pk__gt=self._highest - LATE).select_related("target_type"))
            for event in found:
                if self._pages and event.pk not in self._known:
                    self._drop(event)
            self._known = {event.pk for event in found}
            self._highest = max([self._highest, *self._known])
            return self._highest

    def _drop(self, event: Event) -> None:
        verb = manifest.verbs().get(event.verb)
        if verb is None or verb.changes == "every page":
            self._pages.clear()
        elif verb.changes == "its entry":
            about = _entry_of(event)
            gone = [key for key, page in self._pages.items() if about is None or page.entry in (None, about)]
            for key in gone:
                del self._pages[key]


def _entry_of(event: Event) -> int | None:
    entry = getattr(event.target, "entry", None)
    return entry.pk if entry else None


_shelf = Shelf()
Handler = Callable[[HttpRequest], Response]


def page_cache_middleware(get_response: Handler) -> Handler:
    """Stands before sessions. `settings.KEEP_PAGES` switches it on."""

    def respond(request: HttpRequest) -> Response:
        key = _key(request) if settings.KEEP_PAGES else None
        if key is None:
            return get_response(request)
        if page := _shelf.find(key):
            return HttpResponse(page.body, headers=dict(page.headers) | {"X-Kept-Page": "yes"})
        since = _shelf.catch_up()
        response = get_response(request)
        if isinstance(response, HttpResponse) and _may_be_kept(response):
            _shelf.keep(key, _page(request, response), since=since)
        return response

    return respond


def _key(request: HttpRequest) -> Hashable | None:
    """What tells one page from another; None where a cookie may make a difference of its own."""
    language = settings.LANGUAGE_COOKIE_NAME
    if request.method != "GET" or set(request.COOKIES) - {language, settings.CSRF_COOKIE_NAME}:
        return None
    host, path = request.META.get("HTTP_HOST"), request.get_full_path()
    return host, request.scheme, path, request.COOKIES.get(language), "HTTP_HX_REQUEST" in request.META


def _may_be_kept(response: HttpResponse) -> bool:
    rules = response.get("Cache-Control", "")
    html = response.get("Content-Type", "").startswith("text/html")
    personal = bool(response.cookies) or "private" in rules or "no-store" in rules
    return response.status_code == 200 and html and not personal


def _page(request: HttpRequest, response: HttpResponse) -> Page:
    match = request.resolver_match
    about = match.kwargs.get("entry") if match else None
    headers = tuple(response.items())
    return Page(response.content, headers, about, time.monotonic() + LIFE)
