"""Files that come in and go out. None has a public path: each request asks whether its entry may be seen."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from leerkring.core.entries import actions, queries
from leerkring.core.entries.forms import FilesForm
from leerkring.core.spaces.access import access, signed_in
from leerkring.kit.files.kinds import KINDS
from leerkring.kit.files.sending import send


@access("member", "POST")
def bring(request: HttpRequest) -> HttpResponse:
    """One file of a form that is still being filled in. Answers with its row, or with what is wrong."""
    by = signed_in(request)
    form = FilesForm(request, by)
    upload = request.FILES.get("attachments")
    if upload is None:
        return render(request, "entries/_file_refused.html", {}, status=422)
    try:
        made = actions.bring_file(by, form.place, upload, removed=form.removed)
    except ValidationError as refused:
        return render(request, "entries/_file_refused.html", {"errors": refused.messages}, status=422)
    return render(request, "entries/_file_row.html", {"one": made})


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
