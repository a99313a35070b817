"""Where a request wants to go on to, and the way back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

UNDO = "undo:"


def go_on(request: HttpRequest, otherwise: str = "/") -> HttpResponseRedirect:
    """Redirect to the path in the form's `next`; to `otherwise` where that is none of this site."""
    wanted = request.POST.get("next", "")
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return HttpResponseRedirect(wanted if safe else otherwise)


def forget_copy(response: HttpResponse, *forms: object) -> HttpResponse:
    """Tell the page that comes next that what this form said has arrived.

    The browser then drops the copy that it kept of it (assets/ts/drafts.ts). `forms` are the names
    that it can have there, its `data-draft`: the form's nonce, or what it changes.
    """
    if names := ".".join(str(one) for one in forms if one):
        response.set_cookie("arrived", names, max_age=600, samesite="Lax")
    return response


def with_undo(request: HttpRequest, words: str, url: str) -> None:
    """Say that something was done; the message has a button that posts to `url`, with `next`, to undo it."""
    messages.success(request, words, extra_tags=UNDO + url)
