from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerkring.core.spaces import actions, queries, rules
from leerkring.core.spaces.access import access, signed_in
from leerkring.core.spaces.forms import JoinRequestForm


@access("member", "POST")
def join(request: HttpRequest, space: str) -> HttpResponse:
    by = signed_in(request)
    found = queries.get_space(by, space)
    if not rules.is_in(by, found):  # Else it is the second click of a double one.
        actions.join(by, found)
        messages.success(request, _("You belong to %(space)s now.") % {"space": found.name})
    return redirect(found)


@access("member", "POST")
def ask_to_join(request: HttpRequest, space: str) -> HttpResponse:
    by = signed_in(request)
    found = queries.get_space(by, space)
    form = JoinRequestForm(request.POST)
    if not form.is_valid():
        return render(request, "spaces/ask_to_join.html", {"space": found, "form": form}, status=422)
    actions.ask_to_join(by, found, form.cleaned_data["message"])
    messages.success(request, _("Your request is with the facilitators. You hear from us when they answer."))
    return redirect(found)


@access("space member", "GET", "POST")
def leave(request: HttpRequest, space: str) -> HttpResponse:
    """Says first what leaving means, and asks."""
    by = signed_in(request)
    found = queries.get_space(by, space)
    if request.method != "POST":
        return render(request, "spaces/leave.html", {"space": found, "may_leave": rules.may_leave(by, found)})
    try:
        actions.leave(by, found)
    except actions.LastFacilitatorError as refused:
        messages.error(request, str(refused.message))
        return redirect("spaces:members", space)
    messages.info(request, _("You left %(space)s.") % {"space": found.name})
    return redirect("spaces:list")


@access("facilitator")
def requests(request: HttpRequest, space: str) -> HttpResponse:
    found = queries.get_space(request.user, space)
    return render(request, "spaces/requests.html", {"space": found, "waiting": queries.requests_of(found)})


@access("facilitator", "POST")
def answer_request(request: HttpRequest, space: str, join_request: int) -> HttpResponse:
    by = signed_in(request)
    on = queries.get_join_request(queries.get_space(by, space), join_request)
    if request.POST.get("antwoord") == "ja":
        actions.let_in(by, on)
        messages.success(request, _("%(name)s belongs to this space now.") % {"name": on.person.name})
    else:
        actions.turn_down(by, on)
        messages.info(request, _("The request is turned down."))
    return redirect("spaces:requests", space)
