from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerkring.core.spaces.access import access, signed_in
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import get_space, platform
from leerkring.kit.differences import ChangedMeanwhileError
from leerkring.services.privacy.office import actions
from leerkring.services.privacy.office.forms import PolicyForm
from leerkring.services.privacy.office.queries import policy as queries
from leerkring.services.privacy.rules import may_loosen, may_set_policy


@access("administrator", "GET", "POST")
def house(request: HttpRequest) -> HttpResponse:
    own, others, hidden = queries.spaces_with_policy(request.user)
    facts = {"own": own, "others": others, "hidden": hidden}
    return _page(request, platform(), "privacy/office/policy.html", facts)


@access("member", "GET", "POST")
def in_space(request: HttpRequest, space: str) -> HttpResponse:
    """For who facilitates the space, and for administrators where they may know it."""
    found = get_space(request.user, space)
    if not may_set_policy(signed_in(request), found):
        raise Http404
    if found.is_platform:
        return redirect("guard:policy")
    return _page(request, found, "privacy/office/space_policy.html", {"space": found})


def _page(request: HttpRequest, on: Space, template: str, facts: dict[str, Any]) -> HttpResponse:
    by, data = signed_in(request), request.POST if request.method == "POST" else None
    form = PolicyForm(data, lines=queries.policy_of(on), loosens=on.is_platform or may_loosen(by))
    status, now = 422 if form.is_bound else 200, None
    if form.is_valid():
        try:
            _tell(request, form.told(actions.set_policy(by, on, form.wanted, seen=form.seen)))
            return redirect(request.path)
        except ChangedMeanwhileError:
            status, now = 409, queries.policy_of(on)
            form.start_from(queries.mark_of(now))
    facts |= {"form": form, "rows": form.rows(now), "clash": now, "changes": queries.changes_of(on)}
    return render(request, template, facts, status=status)


def _tell(request: HttpRequest, changed: str) -> None:
    if changed:
        messages.success(request, _("It is saved, and counts from now on. %(each)s.") % {"each": changed})
    else:
        messages.info(request, _("Nothing was changed."))
