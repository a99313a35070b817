from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerkring.core.people.models import Person
from leerkring.core.spaces import actions, queries, rules
from leerkring.core.spaces.access import access, signed_in
from leerkring.core.spaces.forms import InviteForm, JoinRequestForm


@access("public")
def overview(request: HttpRequest) -> HttpResponse:
    roles = queries.roles_of(request.user)
    spaces = list(queries.spaces_for(request.user))
    mine = [space for space in spaces if space.pk in roles]
    others = [space for space in spaces if space.pk not in roles]
    return render(request, "spaces/list.html", {"mine": mine, "others": others})


@access("public")
def detail(request: HttpRequest, space: str) -> HttpResponse:
    viewer = request.user
    found = queries.get_space(viewer, space)
    facts = {
        "space": found,
        "children": queries.spaces_for(viewer).filter(parent=found),
        "role": queries.roles_of(viewer).get(found.pk),
        "leads": rules.leads(viewer, found),
        "request_made": queries.join_request_of(viewer, found),
        "may_join": isinstance(viewer, Person) and rules.may_join(viewer, found),
        "may_ask_to_join": isinstance(viewer, Person) and rules.may_ask_to_join(viewer, found),
        "may_leave": isinstance(viewer, Person) and rules.may_leave(viewer, found),
        "form": JoinRequestForm(),
        "member_count": queries.members_of(found).count(),
    }
    return render(request, "spaces/detail.html", facts)


@access("space member")
def members(request: HttpRequest, space: str) -> HttpResponse:
    found = queries.get_space(request.user, space)
    facts = {
        "space": found,
        "memberships": queries.members_of(found),
        "leads": rules.leads(request.user, found),
    }
    return render(request, "spaces/members.html", facts)


@access("member", "POST")
def join(request: HttpRequest, space: str) -> HttpResponse:
    by = signed_in(request)
    found = queries.get_space(by, space)
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


@access("space member", "POST")
def leave(request: HttpRequest, space: str) -> HttpResponse:
    by = signed_in(request)
    found = queries.get_space(by, space)
    try:
        actions.leave(by, found)
    except actions.LastFacilitatorError as refused:
        messages.error(request, str(refused.message))
        return redirect(found)
    messages.info(request, _("You left %(space)s.") % {"space": found.name})
    return redirect("spaces:list")


@access("facilitator", "GET", "POST")
def invite(request: HttpRequest, space: str) -> HttpResponse:
    by = signed_in(request)
    found = queries.get_space(by, space)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        if person := queries.find_to_invite(found, facts["email"]):
            actions.invite(by, found, person, facts["role"])
        # The same answer for an unknown address: who has an account is nobody's business.
        messages.success(request, _("If this address belongs to a member, your invitation is on its way."))
        return redirect("spaces:members", space)
    return render(
        request, "spaces/invite.html", {"space": found, "form": form}, status=422 if form.is_bound else 200
    )


@access("facilitator")
def requests(request: HttpRequest, space: str) -> HttpResponse:
    found = queries.get_space(request.user, space)
    waiting = queries.join_requests_of(found).filter(invited_as="")
    return render(request, "spaces/requests.html", {"space": found, "waiting": waiting})


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
