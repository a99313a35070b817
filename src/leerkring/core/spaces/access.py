"""Who may open a URL: declared once on each view, checked before the view runs.

Objects still come through the door of their own queries; this is the first of
the two locks, and the one that a test walks for every URL and every role.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Role
from leerkring.core.spaces.queries import get_space, platform_role
from leerkring.core.spaces.rules import is_in, leads
from leerkring.kit.given_back import give_back, was_typed
from leerkring.kit.htmx import is_htmx

LEVELS = ("public", "member", "space member", "facilitator", "core group", "editor", "administrator", "token")
_PLATFORM_ROLES = {
    "core group": {Role.CORE_GROUP},
    "editor": {Role.EDITOR, Role.ADMINISTRATOR},
    "administrator": {Role.ADMINISTRATOR},
}

View = Callable[..., HttpResponseBase]


def access(level: str, *methods: str) -> Callable[[View], View]:
    """Declare a view's access level and methods (GET when none is named).

    `public` and `token` let everybody through, `member` whoever is signed in.
    `space member` and `facilitator` read the space from the URL's `space`.
    Visitors are sent to sign in; who may not see it gets 404.
    """
    if level not in LEVELS:
        raise ValueError(level)
    allowed = methods or ("GET",)

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in allowed and not (request.method == "HEAD" and "GET" in allowed):
                return HttpResponseNotAllowed(allowed)
            if level not in ("public", "token"):
                if not request.user.is_authenticated:
                    return _to_sign_in(request)
                if not _passes(level, request, kwargs):
                    raise Http404
            return view(request, *args, **kwargs)

        checked.access = level  # type: ignore[attr-defined]
        checked.methods = allowed  # type: ignore[attr-defined]
        return checked

    return decorate


def signed_in(request: HttpRequest) -> Person:
    """The person behind a request to a view that is not open to visitors."""
    if not isinstance(request.user, Person):
        raise TypeError("call only in views that ask for a signed-in person")
    return request.user


def _passes(level: str, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    person = signed_in(request)
    if level == "space member":
        return is_in(person, get_space(person, kwargs["space"]))
    if level == "facilitator":
        return leads(person, get_space(person, kwargs["space"]))
    if roles := _PLATFORM_ROLES.get(level):
        return platform_role(person) in roles
    return True


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """A form that was sent goes back to the page it stood on; htmx follows as a browser would.

    A form with words in it gives them back: the session ended while somebody was writing.
    """
    if not is_htmx(request) and was_typed(request):
        return give_back(request, 401)
    back = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "/")
    response = redirect_to_login(_path_only(request, back))
    return HttpResponseClientRedirect(response.url) if is_htmx(request) else response


def _path_only(request: HttpRequest, url: str) -> str:
    prefix = f"{request.scheme}://{request.get_host()}"
    return (url.removeprefix(prefix) or "/") if url.startswith((prefix, "/")) else "/"
