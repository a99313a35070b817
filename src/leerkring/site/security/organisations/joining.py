"""Somebody whom a provider vouched for and whom we do not know: new here, or not yet connected.

A verified address that nobody has: a new person. Every other address must first prove to be
theirs with a code; an account that has it already is then signed in to, and never taken over.
"""

from dataclasses import replace

from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.account.models import EmailAddress
from allauth.account.utils import filter_users_by_email, perform_login
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access
from leerkring.kit.openid import Identity
from leerkring.site.security.forms import AddressForm, CodeForm
from leerkring.site.security.organisations import session
from leerkring.site.security.organisations.provider import OrganisationProvider
from leerkring.site.security.proof import MailedCode, record_code
from leerkring.site.security.queries import providers


def is_taken(identity: Identity, person: int) -> bool:
    """Whether this account belongs to somebody else here."""
    rows = SocialAccount.objects.filter(provider=identity.issuer, uid=identity.subject)
    found: bool = rows.exclude(user=person).exists()
    return found


def enter_or_ask(request: HttpRequest, login: SocialLogin, identity: Identity, onward: str) -> HttpResponse:
    address = login.email_addresses[0].email if login.email_addresses else ""
    if identity.is_email_verified and address and not filter_users_by_email(address):
        return _welcome(request, login, onward)
    session.keep_newcomer(request, identity, onward)
    return redirect("socialaccount_signup")


@access("public", "GET", "POST")
def confirm_address(request: HttpRequest) -> HttpResponse:
    """Which mail address is yours, and the code that went there."""
    who = session.newcomer(request)
    found = next((one for one in providers() if who and one.issuer == who.identity.issuer), None)
    if who is None or found is None or request.user.is_authenticated:
        return redirect("account_login")
    mailed = MailedCode(request, "organisation")
    if request.method == "POST" and "code" in request.POST:
        form = CodeForm(request.POST)
        if form.is_valid():
            if address := mailed.accepts(form.cleaned_data["code"]):
                return _confirmed(request, who, address)
            form.add_error("code", mailed.why_not())
        return _page(request, found.name, mailed, form)
    if request.method == "POST":
        return _address_given(request, found.name, mailed)
    return _page(request, found.name, mailed, None, who.identity.email)


def _address_given(request: HttpRequest, name: str, mailed: MailedCode) -> HttpResponse:
    if "other" in request.POST:
        mailed.drop()
        return redirect("socialaccount_signup")
    form = AddressForm(request.POST)
    if form.is_valid() and mailed.send(form.cleaned_data["email"]):
        return redirect("socialaccount_signup")
    if form.is_valid():
        form.add_error("email", _("You asked for many codes. Wait a few minutes and try again."))
    mailed.drop()
    return _page(request, name, mailed, form)


def _page(
    request: HttpRequest,
    name: str,
    mailed: MailedCode,
    form: CodeForm | AddressForm | None,
    email: str = "",
) -> HttpResponse:
    if form is None:
        form = CodeForm() if mailed.address else AddressForm(initial={"email": email})
    asks_code = isinstance(form, CodeForm)
    facts = {"form": form, "name": name, "address": mailed.address, "asks_code": asks_code}
    status = 422 if form.is_bound else 200
    return render(request, "security/organisation_address.html", facts, status=status)


def _confirmed(request: HttpRequest, who: session.Newcomer, address: str) -> HttpResponse:
    """The address is theirs. Somebody has it already: that is them, and they can connect the account now."""
    session.forget_newcomer(request)
    person = _owner_of(address)
    found = next(one for one in providers() if one.issuer == who.identity.issuer)
    if person is None:
        identity = replace(who.identity, email=address, is_email_verified=True)
        login = OrganisationProvider.of(request, found).login_of(request, identity)
        return _welcome(request, login, who.onward)
    record_code(request, person, address)
    verify_email_indirectly(request, person, address)
    messages.info(
        request,
        _("You had an account with this address already. Now connect %(name)s below.") % {"name": found.name},
    )
    response: HttpResponse = perform_login(
        request, person, email=address, redirect_url=reverse("security:overview")
    )
    return response


def _owner_of(address: str) -> Person | None:
    """Who has this address, confirmed or as the one they signed up with.

    Somebody else's unconfirmed extra address is no more than a mistake: its real owner just proved it.
    """
    mine = Q(verified=True) | Q(user__email__iexact=address)
    found = EmailAddress.objects.filter(mine, email__iexact=address).order_by("-verified").first()
    EmailAddress.objects.filter(email__iexact=address, verified=False).exclude(mine).delete()
    if found is not None:
        owner: Person = found.user
        return owner
    return Person.objects.filter(email__iexact=address).first()


def _welcome(request: HttpRequest, login: SocialLogin, onward: str) -> HttpResponse:
    """A new person, with the name filled in: to the profile first (post_login), then onward."""
    login.state["next"] = onward
    response: HttpResponse = complete_social_login(request, login)
    return response
