from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerkring.core.people.models import Organisation, Person
from leerkring.core.spaces.access import access, signed_in
from leerkring.domains.directory import actions
from leerkring.domains.directory.forms import MergeForm, OrganisationsForm
from leerkring.domains.directory.queries import organisations, people, words
from leerkring.domains.directory.rules import may_merge
from leerkring.kit.keyset import paginate

PEOPLE, RECENT = 6, 5


@access("public")
def overview(request: HttpRequest) -> HttpResponse:
    form = OrganisationsForm(request.GET, choices=people.choices())
    filters = form.filters
    rows = organisations.find_organisations(filters)
    page = paginate(rows, request.GET, order=("sort_name", "id"), ascending=True)
    facts = {"form": form, "filters": filters, "page": page, "count": rows.count()}
    facts["sees_people"] = people.sees_people(request.user)
    return render(request, "directory/organisations.html", facts)


@access("public")
def organisation(request: HttpRequest, organisation: int) -> HttpResponse:
    viewer = request.user
    found = organisations.get_organisation(organisation)
    if found.pk != organisation:
        return redirect(found, permanent=True)
    facts = {"organisation": found, "may_merge": False}
    if people.sees_people(viewer):
        facts |= _for_members(signed_in(request), found)
    return render(request, "directory/organisation.html", facts)


def _for_members(viewer: Person, found: Organisation) -> dict[str, Any]:
    staff = organisations.staff_of(found)
    shown = people.people_of(viewer, found, PEOPLE)
    return {
        "sees_people": True,
        "colleagues": people.colleagues(shown),
        "shown": len(shown),
        "regions": staff.regions,
        "asked": words.asked_by(viewer, staff.people).order_by("-published_at", "-id")[:RECENT],
        "answered": words.answered_by(viewer, staff.people).order_by("-at", "-id")[:RECENT],
        "may_merge": may_merge(viewer, found),
    }


@access("administrator", "GET", "POST")
def merge(request: HttpRequest, organisation: int) -> HttpResponse:
    """Merge this organisation into another one that stays."""
    by, old = signed_in(request), organisations.get_organisation(organisation)
    form = MergeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        try:
            actions.merge_organisations(by, into, old=old)
        except actions.RefusedError as refused:
            messages.error(request, str(refused.message))
            return redirect("directory:organisations")
        messages.success(request, _("%(old)s is now part of %(into)s.") % {"old": old, "into": into})
        return redirect(into)
    search = request.GET.get("zoek", old.name)
    found = organisations.candidates(old, search)
    facts = {"organisation": old, "form": form, "search": search, "candidates": found}
    return render(request, "directory/merge.html", facts, status=422 if form.is_bound else 200)
