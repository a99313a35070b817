from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from leerkring.core.entries.queries import all_themes
from leerkring.core.spaces.access import access, signed_in
from leerkring.domains.directory.forms import PeopleForm
from leerkring.domains.directory.queries import organisations, people, requests, words
from leerkring.kit.keyset import paginate

SHOWN = 5
"""How much of what somebody asked and answered stands on the own page."""


@access("member")
def overview(request: HttpRequest) -> HttpResponse:
    viewer = signed_in(request)
    people.require_people(viewer)
    form = PeopleForm(request.GET, choices=people.choices(), themes=list(all_themes()))
    at = organisations.organisation_in(request.GET.get("organisatie", ""))
    filters = form.filters(at, viewer if request.GET.get("dichtbij") else None)
    rows = people.find_people(viewer, filters)
    page = paginate(rows, request.GET, **people.ORDERS[filters.order])
    facts = {
        "form": form,
        "filters": filters,
        "page": page,
        "count": rows.count(),
        "colleagues": people.colleagues(page.items),
    }
    return render(request, "directory/people.html", facts)


@access("member")
def person(request: HttpRequest, person: int) -> HttpResponse:
    viewer = signed_in(request)
    found = people.get_person(viewer, person)
    who = found.person
    is_own = who == viewer
    facts = {
        "colleague": found,
        "is_own": is_own,
        "asked": list(words.asked_by(viewer, who).order_by("-published_at", "-id")[: SHOWN + 1]),
        "answered": list(words.answered_by(viewer, who).order_by("-at", "-id")[: SHOWN + 1]),
        "helped": words.helped(viewer, who),
        "spaces": people.shared_spaces(viewer, who),
        "shown": SHOWN,
        "waiting": None if is_own else requests.waiting_between(viewer, who),
        "may_request": not is_own and viewer.is_known and found.takes_requests,
    }
    return render(request, "directory/person.html", facts)


@access("member")
def asked(request: HttpRequest, person: int) -> HttpResponse:
    viewer = signed_in(request)
    found = people.get_person(viewer, person)
    page = paginate(words.asked_by(viewer, found.person), request.GET, order=("published_at", "id"))
    heading = _("What %(name)s asked and shared") % {"name": found.person.name}
    return _words(request, {"colleague": found, "page": page, "heading": heading, "entries": page.items})


@access("member")
def answered(request: HttpRequest, person: int) -> HttpResponse:
    viewer = signed_in(request)
    found = people.get_person(viewer, person)
    page = paginate(words.answered_by(viewer, found.person), request.GET, order=("at", "id"))
    heading = _("What %(name)s answered") % {"name": found.person.name}
    return _words(request, {"colleague": found, "page": page, "heading": heading, "replies": page.items})


def _words(request: HttpRequest, facts: dict[str, Any]) -> HttpResponse:
    return render(request, "directory/words.html", facts)
