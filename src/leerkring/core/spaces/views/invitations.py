"""Inviting by mail address or by a link, and what who follows a link sees."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from leerkring.core.people.models import Person
from leerkring.core.spaces import actions, queries, rules
from leerkring.core.spaces.access import access, signed_in
from leerkring.core.spaces.forms import InviteForm, InviteLinkForm
from leerkring.core.spaces.invitations import (
    LinkOverError,
    get_invite_link,
    invite_links_of,
    path_of,
    read_invitation,
)

BESIDE = "collega_%s"
"""The second form on the page needs ids of its own."""


@access("facilitator", "GET", "POST")
def invite(request: HttpRequest, space: str) -> HttpResponse:
    by = signed_in(request)
    found = queries.get_space(by, space)
    form = InviteForm(request.POST or None, auto_id=BESIDE)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        if person := queries.find_to_invite(found, facts["email"]):
            actions.invite(by, found, person, facts["role"])
        # The same answer for an unknown address: who has an account is nobody's business.
        messages.success(request, _("If this address belongs to a member, your invitation is on its way."))
        return redirect("spaces:invite", space)
    return _invite_page(request, space, form, InviteLinkForm())


@access("facilitator", "POST")
def make_link(request: HttpRequest, space: str) -> HttpResponse:
    by = signed_in(request)
    found = queries.get_space(by, space)
    form = InviteLinkForm(request.POST)
    if not form.is_valid():
        return _invite_page(request, space, InviteForm(auto_id=BESIDE), form)
    link = actions.make_invite_link(by, found, **form.cleaned_data)
    messages.success(request, _("The link is there. Copy it and send it to those whom you invite."))
    return redirect(f"{reverse('spaces:invite', args=[space])}#link-{link.pk}")


def _invite_page(
    request: HttpRequest, space: str, form: InviteForm, link_form: InviteLinkForm
) -> HttpResponse:
    found = queries.get_space(request.user, space)
    links = [(link, request.build_absolute_uri(path_of(link))) for link in invite_links_of(found)[:50]]
    facts = {"space": found, "form": form, "link_form": link_form, "links": links}
    wrong = form.is_bound or link_form.is_bound
    return render(request, "spaces/invite.html", facts, status=422 if wrong else 200)


@access("facilitator", "POST")
def withdraw(request: HttpRequest, space: str, link: int) -> HttpResponse:
    by = signed_in(request)
    actions.withdraw_link(by, get_invite_link(queries.get_space(by, space), link))
    messages.success(request, _("The link opens nothing any more. Who came in by it stays."))
    return redirect("spaces:invite", space)


@access("token")
def invitation(request: HttpRequest, invitation: str) -> HttpResponse:
    """Who has the link may know of the space; nobody joins without saying so."""
    try:
        link = read_invitation(invitation)
    except (Http404, LinkOverError) as gone:
        return _over(request, gone)
    viewer = request.user
    if rules.is_in(viewer, link.space):
        messages.info(request, _("You belong to %(space)s already.") % {"space": link.space.name})
        return redirect(link.space)
    facts = {
        "link": link,
        "space": link.space,
        "token": invitation,
        "fits": not isinstance(viewer, Person) or rules.fits_link(viewer, link),
    }
    return render(request, "spaces/invitation.html", facts)


@access("member", "POST")
def accept(request: HttpRequest, invitation: str) -> HttpResponse:
    by = signed_in(request)
    here = reverse("spaces:invitation", args=[invitation])
    if not by.is_known:
        return redirect(f"{reverse('people:profile')}?{urlencode({'next': here})}")
    try:
        link = read_invitation(invitation)
        if not rules.may_accept(by, link):
            return redirect(here)
        membership = actions.accept_link(by, link)
    except (Http404, LinkOverError) as gone:
        return _over(request, gone)
    messages.success(request, _("You belong to %(space)s now.") % {"space": membership.space.name})
    return redirect(membership.space)


def _over(request: HttpRequest, gone: Exception) -> HttpResponse:
    """One page for every link that opens nothing, without saying where it led; who is in goes there."""
    space = getattr(gone, "space", None)
    if space and rules.is_in(request.user, space):
        return redirect(space)
    return render(request, "spaces/invitation_over.html", status=404 if isinstance(gone, Http404) else 410)
