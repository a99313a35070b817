"""What a visitor gets when something breaks: 503 while the database is away, else 500.

Django's handler for errors is the one place that sees them all, those in middleware too.
"""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from leerkring.kit.given_back import give_back, was_typed

RETRY_AFTER = "15"
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def server_error(_request: HttpRequest) -> HttpResponse:
    """handler500. Both pages are made without the request: nothing on them needs the database."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError) and _is_away(error):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": RETRY_AFTER})
    return HttpResponse(render_to_string("500.html"), status=500)


def bad_request(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400. Made without the request: what it holds could not be read."""
    if isinstance(exception, TOO_MUCH):
        return HttpResponse(render_to_string("413.html"), status=413)
    return HttpResponse(render_to_string("400.html"), status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The page was open too long, or somebody signed in meanwhile: what was typed is given back."""
    if was_typed(request):
        return give_back(request, 403)
    return render(request, "403_csrf.html", status=403)


def _is_away(error: OperationalError | InterfaceError) -> bool:
    """No connection at all, as against a lock that took too long: that has an SQLSTATE of its own.

    Class 08 is a lost connection; 57P01 to 57P03 a server that stops or starts.
    """
    state: str | None = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith("08") or state in {"57P01", "57P02", "57P03"}
