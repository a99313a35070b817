from collections.abc import Callable
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerkring.core.spaces.access import access, signed_in
from leerkring.domains.directory import actions
from leerkring.domains.directory.forms import AnswerForm, RequestForm
from leerkring.domains.directory.queries import requests
from leerkring.domains.directory.queries.people import require_people
from leerkring.domains.directory.rules import may_request
from leerkring.kit.keyset import paginate


@access("member")
def overview(request: HttpRequest) -> HttpResponse:
    viewer = signed_in(request)
    require_people(viewer)
    sent = request.GET.get("kant") == "verstuurd"
    rows = requests.requests_from(viewer) if sent else requests.requests_to(viewer)
    facts = {
        "sent": sent,
        "page": paginate(rows, request.GET, order=("at", "id")),
        "waiting": requests.waiting_count(viewer),
        "blocked": requests.blocked_by(viewer),
    }
    return render(request, "directory/requests.html", facts)


@access("member", "GET", "POST")
def send(request: HttpRequest, person: int) -> HttpResponse:
    by = signed_in(request)
    to = requests.get_receiver(by, person)
    addresses = requests.addresses_of(by)
    form = RequestForm(
        request.POST if request.method == "POST" else None, addresses=addresses, initial={"nonce": uuid4()}
    )
    if not may_request(by, to):
        messages.info(request, _("%(name)s takes no message requests now.") % {"name": to.name})
        return redirect(to)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.send_request(by, to, **form.cleaned_data)
        except actions.RefusedError as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("Your message request is on its way."))
            return redirect(made)
    facts = {"form": form, "to": to, "addresses": addresses}
    return render(request, "directory/send.html", facts, status=422 if form.is_bound else 200)


@access("member", "GET", "POST")
def message_request(request: HttpRequest, message_request: int) -> HttpResponse:
    """One request with its answer, for its two people; the receiver answers here."""
    by = signed_in(request)
    on = requests.get_message_request(by, message_request)
    mine = on.receiver_id == by.pk
    form = (
        AnswerForm(request.POST if request.method == "POST" else None, addresses=requests.addresses_of(by))
        if mine
        else None
    )
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            told = _("Your answer is sent to %(name)s.") % {"name": on.sender.name}
            _act(request, lambda: form.save(by, on), told)
            return redirect(on)
    facts = {"on": on, "mine": mine, "form": form, "address": requests.address_of(on, by)}
    return render(request, "directory/request.html", facts, status=422 if form and form.is_bound else 200)


def _act(request: HttpRequest, act: Callable[[], object], told: str) -> None:
    """Does it and says so, or says why it cannot be done any more."""
    try:
        act()
    except actions.RefusedError as refused:
        messages.info(request, str(refused.message))
    else:
        messages.success(request, told)


@access("member", "POST")
def decline(request: HttpRequest, message_request: int) -> HttpResponse:
    by = signed_in(request)
    on = requests.get_request_to(by, message_request)
    told = _("The request is gone from your list. %(name)s is not told.") % {"name": on.sender.name}
    _act(request, lambda: actions.decline_request(by, on), told)
    return redirect("directory:requests")


@access("member", "POST")
def block(request: HttpRequest, message_request: int) -> HttpResponse:
    by = signed_in(request)
    on = requests.get_request_to(by, message_request)
    actions.block_sender(by, on)
    told = _("You get no more message requests from %(name)s, who is not told.")
    messages.info(request, told % {"name": on.sender.name})
    return redirect("directory:requests")


@access("member", "POST")
def unblock(request: HttpRequest, person: int) -> HttpResponse:
    by = signed_in(request)
    actions.unblock(by, requests.get_blocked(by, person))
    messages.success(request, _("This colleague can send you message requests again."))
    return redirect("directory:requests")
