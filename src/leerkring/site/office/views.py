from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from leerkring.core.spaces.access import access
from leerkring.kit import manifest


@access("editor")
def office(request: HttpRequest) -> HttpResponse:
    return render(request, "office/home.html", {"pages": manifest.office(request.user)})
