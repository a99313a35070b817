"""A request that is larger than any form of ours is refused before it is read."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from leerkring.kit.files.kinds import MOST_BYTES

View = Callable[[HttpRequest], HttpResponseBase]

MOST_WITH_FILES = 5 * MOST_BYTES + 5 * 1024 * 1024
"""Five files and a text."""
MOST_WITHOUT = 3 * 1024 * 1024
_PATIENCE, _AT_ONCE = 20, 1 << 20


def limit_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Answers 413 with a page that says what to do."""

    def limited(request: HttpRequest) -> HttpResponseBase:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        with_files = request.content_type == "multipart/form-data"
        if size <= (MOST_WITH_FILES if with_files else MOST_WITHOUT):
            return get_response(request)
        _pour_away(request, size)
        return HttpResponse(render_to_string("413.html"), status=413, headers={"Connection": "close"})

    return limited


def _pour_away(request: HttpRequest, size: int) -> None:
    """Browsers show no answer before all is sent; so read on for a while, and keep nothing."""
    limit, left = time.monotonic() + _PATIENCE, min(size, 4 * MOST_WITH_FILES)
    while left > 0 and time.monotonic() < limit:
        chunk = request.read(min(left, _AT_ONCE))
        if not chunk:
            return
        left -= len(chunk)
