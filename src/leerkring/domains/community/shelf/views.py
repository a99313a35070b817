from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerkring.core.entries.forms import FilesForm
from leerkring.core.entries.gate import HeldBackError
from leerkring.core.spaces.access import access, signed_in
from leerkring.core.spaces.queries import get_space
from leerkring.core.spaces.rules import is_in
from leerkring.domains.community.shelf import queries
from leerkring.domains.community.shelf.forms import DocumentForm, ShelfForm
from leerkring.domains.community.waiting import ask
from leerkring.kit.keyset import paginate
from leerkring.services.privacy.forms import GuardForm, confirmed_in, still_looking


@access("public")
def files(request: HttpRequest, space: str) -> HttpResponse:
    """The files of a space."""
    found = get_space(request.user, space)
    form = ShelfForm(request.GET)
    shown = queries.files_of(request.user, found, form.wanted)
    page = paginate(shown, request.GET, order=queries.ORDER, size=30)
    rows = [{"file": one, "face": one.face, "place": queries.place_of(one)} for one in page.items]
    facts = {"space": found, "form": form, "wanted": form.wanted, "page": page, "rows": rows}
    return render(request, "community/files.html", facts | {"belongs": is_in(request.user, found)})


def _placed(request: HttpRequest, made: Any) -> HttpResponse:
    if made.is_draft:
        messages.info(request, still_looking())
        return redirect("community:drafts")
    messages.success(request, _("It is there. Members of this space find it among the files."))
    return redirect(made)


@access("space member", "GET", "POST")
def place_file(request: HttpRequest, space: str) -> HttpResponse:
    """Place files by themselves."""
    by = signed_in(request)
    at = get_space(by, space)
    if not by.is_known:
        messages.info(request, _("Tell us who you are first. Then colleagues know who shares this."))
        return redirect(f"{reverse('people:profile')}?{urlencode({'next': request.get_full_path()})}")
    files = FilesForm(request, by, required=True)
    form = DocumentForm(request.POST or None, person=by, at=at, initial={"nonce": uuid4()})
    facts: dict[str, Any] = {"space": at, "form": form, "files": files}
    if request.method == "POST" and all([form.is_valid(), files.is_valid()]):
        nonce, confirmed = form.cleaned_data["nonce"], confirmed_in(request)
        try:
            made = ask(by, form.place, form.wording, files=files.result, nonce=nonce, confirmed=confirmed)
        except HeldBackError as held:
            facts["guard"] = GuardForm(request, held)
        else:
            return _placed(request, made)
    return render(request, "community/place_file.html", facts, status=422 if form.is_bound else 200)
