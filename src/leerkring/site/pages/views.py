from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from leerkring.core.spaces.access import access
from leerkring.core.spaces.queries import platform
from leerkring.kit import manifest


@access("public")
def more(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/more.html")


@access("public")
def how(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/how.html")


@access("public")
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html", {"personal_data": list(manifest.personal_data())})


@access("public")
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@access("public")
def source(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/source.html")


@access("public")
def health(_request: HttpRequest) -> HttpResponse:
    """For a load balancer: answers once the database does."""
    platform()
    return HttpResponse("ok", content_type="text/plain")


@access("public")
def robots(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        "User-agent: *\nDisallow: /account/\nDisallow: /berichten/\n", content_type="text/plain"
    )


@access("public")
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116; `Expires` must lie less than a year ahead."""
    expires = (now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    facts = {"expires": expires, "contact": parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}
    return render(request, "pages/security.txt", facts, content_type="text/plain; charset=utf-8")
