from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from leerkring.core.events.watch import catch_up
from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access, signed_in
from leerkring.core.spaces.queries import Viewer, names_of_spaces
from leerkring.domains.community import filters, queries
from leerkring.domains.community.front import find
from leerkring.domains.community.lists import actions
from leerkring.domains.community.lists.forms import NameForm
from leerkring.domains.community.lists.queries import get_saved, saved_by
from leerkring.domains.community.models import SavedFilter
from leerkring.domains.community.tallies import count
from leerkring.kit.http import with_undo
from leerkring.services.discussion.reading.queries import reading_of


@access("public")
def overview(request: HttpRequest) -> HttpResponse:
    viewer = request.user
    if isinstance(viewer, Person):
        catch_up()
    spaces = names_of_spaces(viewer)
    wanted = filters.read_filters(request.GET, viewer, spaces)
    reading = reading_of(viewer) if isinstance(viewer, Person) else None
    found = find(viewer, wanted, request.GET, reading, filters.MOST_NEW)
    counts = count(viewer, wanted, reading)
    facts = {
        "filters": wanted,
        "page": found.page,
        "count": counts[wanted.standing],
        "has_new": bool(found.new),
        "now": now(),
        "panel": filters.panel(wanted, viewer, spaces, counts, found.new),
    }
    return render(request, "community/list.html", facts | _saved(viewer, wanted))


def _saved(viewer: Viewer, wanted: queries.Filters) -> dict[str, Any]:
    """The filters that the viewer keeps, and the name under which these can be kept."""
    if not isinstance(viewer, Person):
        return {}
    address, saved = filters.address_of(wanted), list(saved_by(viewer))
    known = any(one.address == address for one in saved)
    name = "" if known or not address else filters.name_of(wanted)
    return {"saved": saved, "address": address, "name_to_save": name}


@access("member", "GET", "POST")
def saved(request: HttpRequest) -> HttpResponse:
    """Keep the filters that stand in `filter`; or a page to rename and remove what is kept."""
    by, facts = signed_in(request), request.GET if "filter" in request.GET else request.POST
    if request.method != "POST":
        return _shown(request, by)
    spaces = names_of_spaces(by)
    wanted = filters.read_filters(QueryDict(facts.get("filter", "")[:1000]), by, spaces)
    form = NameForm({"naam": facts.get("naam") or filters.name_of(wanted)})
    if not form.is_valid():
        return _shown(request, by, form)
    address = filters.address_of(wanted)
    try:
        kept = actions.save_filter(by, address, form.cleaned_data["naam"])
    except actions.EnoughSavedError:
        words = _("You keep %(count)s filters already. Remove one that you no longer use.")
        messages.warning(request, words % {"count": SavedFilter.MOST})
        return redirect("community:saved")
    messages.success(request, _("Kept: %(name)s") % {"name": kept.name})
    return redirect(kept.get_absolute_url())


@access("member", "POST")
def rename(request: HttpRequest, saved: int) -> HttpResponse:
    by = signed_in(request)
    on, form = get_saved(by, saved), NameForm(request.POST)
    if not form.is_valid():
        return _shown(request, by, form, on)
    actions.rename_filter(by, on, form.cleaned_data["naam"])
    messages.success(request, _("The name is changed."))
    return redirect("community:saved")


@access("member", "POST")
def remove(request: HttpRequest, saved: int) -> HttpResponse:
    by = signed_in(request)
    on = get_saved(by, saved)
    back = urlencode({"filter": on.address, "naam": on.name})
    actions.remove_filter(by, on)
    with_undo(request, _("%(name)s is removed.") % {"name": on.name}, f"{reverse('community:saved')}?{back}")
    return redirect("community:saved")


def _shown(
    request: HttpRequest, by: Person, form: NameForm | None = None, on: SavedFilter | None = None
) -> HttpResponse:
    facts = {"saved": saved_by(by), "form": form, "wrong": on}
    return render(request, "community/saved.html", facts, status=422 if form else 200)
