from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerkring.core.spaces import actions, queries, rules
from leerkring.core.spaces.access import access, signed_in
from leerkring.core.spaces.forms import MemberFilterForm, RoleForm
from leerkring.kit.keyset import paginate


@access("space member")
def members(request: HttpRequest, space: str) -> HttpResponse:
    by = signed_in(request)
    found = queries.get_space(by, space)
    form = MemberFilterForm(request.GET, space=found)
    rows = queries.find_members(found, *form.wanted)
    leads = rules.leads(by, found)
    facts = {
        "space": found,
        "form": form,
        "page": paginate(rows, request.GET, order=("sorted_name", "id"), size=30, ascending=True),
        "number": rows.count(),
        "leads": leads,
        "waiting": queries.requests_of(found).count() if leads else 0,
    }
    return render(request, "spaces/members.html", facts)


@access("facilitator", "GET", "POST")
def member(request: HttpRequest, space: str, membership: int) -> HttpResponse:
    """What a facilitator does about one member: another role, or out."""
    by = signed_in(request)
    on = queries.get_membership(queries.get_space(by, space), membership)
    form = RoleForm(request.POST or None, membership=on)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_role(by, on, form.cleaned_data["role"])
            messages.success(request, _("The role of %(name)s is changed.") % {"name": on.person.name})
        except actions.LastFacilitatorError as refused:
            messages.error(request, str(refused.of_another))
        return redirect("spaces:members", space)
    may = {"may_change": rules.may_change_role(by, on), "may_remove": rules.may_remove(by, on)}
    facts = {"space": on.space, "membership": on, "form": form, **may}
    return render(request, "spaces/member.html", facts, status=422 if form.is_bound else 200)


@access("facilitator", "POST")
def remove(request: HttpRequest, space: str, membership: int) -> HttpResponse:
    by = signed_in(request)
    on = queries.get_membership(queries.get_space(by, space), membership)
    try:
        actions.remove_member(by, on)
        messages.success(request, _("%(name)s no longer belongs to this space.") % {"name": on.person.name})
    except actions.LastFacilitatorError as refused:
        messages.error(request, str(refused.of_another))
    return redirect("spaces:members", space)
