"""Pages for visitors, kept in each web process and dropped when what they show changes.

Only a GET without any cookie that says who somebody is; never a page that sets a cookie
(a form with a token does). What happened is read from the event log, which every change
ends with, so it does not matter which process or machine made the change (core/events/watch.py).
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from leerkring.core.events.watch import LIFE, Happened, Watch, watch

MOST = 1000

Response = HttpResponseBase


@dataclass(frozen=True, slots=True)
class Page:
    """What is sent, and the entry it is about (None: a list, or anything else)."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    entry: int | None
    until: float


class Shelf:
    """The kept pages of one process."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._lock = Lock()
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        watch.listen(self._drop)

    def find(self, key: Hashable) -> Page | None:
        """The page, unless it is too old or something happened to what it shows."""
        self._watch.generation()
        page = self._pages.get(key)
        return page if page and page.until > self._watch.now() else None

    def open(self) -> int:
        """Call before making a page; gives what `keep` asks for."""
        return self._watch.look()

    def keep(self, key: Hashable, page: Page, *, since: int) -> None:
        """Keep a page, unless something happened while it was made."""
        if self._watch.look() != since:
            return
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)

    def _drop(self, what: Happened) -> None:
        with self._lock:
            for key, page in list(self._pages.items()):
                if what.entry is None or page.entry in (None, what.entry):
                    del self._pages[key]


_shelf = Shelf(watch)
Handler = Callable[[HttpRequest], Response]


def page_cache_middleware(get_response: Handler) -> Handler:
    """Stands before sessions. `settings.KEEP_PAGES` switches it on."""

    def respond(request: HttpRequest) -> Response:
        key = _key(request) if settings.KEEP_PAGES else None
        if key is None:
            return get_response(request)
        if page := _shelf.find(key):
            return HttpResponse(page.body, headers=dict(page.headers) | {"X-Kept-Page": "yes"})
        since = _shelf.open()
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
    return Page(response.content, headers, about, watch.now() + LIFE)
