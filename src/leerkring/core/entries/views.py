"""Files that come in and go out. None has a public path: each request asks whether its entry may be seen."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from leerkring.core.entries import actions, queries
from leerkring.core.entries.forms import FilesForm
from leerkring.core.spaces.access import access, signed_in
from leerkring.kit.files.kinds import KINDS
from leerkring.kit.files.sending import send


@access("member", "POST")
def bring(request: HttpRequest) -> HttpResponse:
    """For the script: one file of a form that is still being filled in. Its row, or what is wrong."""
    by = signed_in(request)
    form = FilesForm(request, by)
    upload = request.FILES.get("attachments")
    if upload is None:
        return _answer(request, "entries/_file_refused.html", {}, status=422)
    try:
        made = actions.bring_file(by, form.place, upload, removed=form.removed)
    except ValidationError as refused:
        return _answer(request, "entries/_file_refused.html", {"errors": refused.messages}, status=422)
    return _answer(request, "entries/_file_row.html", {"one": made})


def _answer(request: HttpRequest, template: str, facts: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse({"html": render_to_string(template, facts, request)}, status=status)


@access("public")
def file(request: HttpRequest, attachment: int, name: str) -> HttpResponseBase:  # noqa: ARG001
    """The file itself. Its name in the address is for people; the number decides."""
    found = queries.get_attachment(request.user, attachment)
    return send(request, found.file, found.file_kind, found.name, found.sha256)


@access("public")
def small(request: HttpRequest, attachment: int) -> HttpResponseBase:
    """A picture, small."""
    found = queries.get_small(request.user, attachment)
    return send(request, found.small, KINDS["jpeg"], found.name, f"{found.sha256}-small")
