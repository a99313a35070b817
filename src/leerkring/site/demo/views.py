from django.contrib.auth import login, logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access
from leerkring.kit.http import go_on
from leerkring.site.demo import queries
from leerkring.site.demo.personas import persona as find_persona

FRAMED = {
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation",
}
"""A mail has its styles in it. Nothing of it runs, sends or fetches; its links open as the whole page."""


@csrf_exempt
@access("public", "POST")
def look_along(request: HttpRequest, persona: str) -> HttpResponse:
    """Sign in as one of the invented people, and go home or on.

    Without a token, so that the panel is the same on every page and pages for visitors
    can be kept; the browser itself says when a form stands on another site.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise PermissionDenied
    found = find_persona(persona)
    person = Person.objects.filter(email=found.email, is_active=True).first() if found else None
    if person is None:
        raise Http404
    logout(request)
    login(request, person)
    return go_on(request)


@csrf_exempt
@access("public", "POST")
def look_along_as_visitor(request: HttpRequest) -> HttpResponse:
    """Sign out, and look as somebody without an account."""
    logout(request)
    return go_on(request)


@access("public")
def post(request: HttpRequest) -> HttpResponse:
    """All outgoing mail, the newest first."""
    page = queries.mails(request.GET)
    return render(request, "demo/post.html", {"page": page, "letters": queries.letters(page)})


@access("public")
def mail(request: HttpRequest, mail: int) -> HttpResponse:
    """One mail, as HTML and as text."""
    return render(request, "demo/mail.html", {"letter": queries.get_letter(mail)})


@access("public")
def mail_html(_request: HttpRequest, mail: int) -> HttpResponse:
    """The HTML of a mail on its own, for the frame."""
    html = queries.get_letter(mail).mail.html
    return HttpResponse(html.replace("<head>", '<head><base target="_top">', 1), headers=FRAMED)
