from allauth.mfa.internal.flows.add import validate_can_add_authenticator
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from leerkring.core.spaces.access import access, signed_in
from leerkring.kit import devices
from leerkring.site.security import actions
from leerkring.site.security.forms import LONGEST_NAME, NewPasskeyForm, PasskeyNameForm, as_json
from leerkring.site.security.proof import needs_proof
from leerkring.site.security.queries import get_passkey


@access("member", "GET", "POST")
@never_cache
@needs_proof
def add(request: HttpRequest) -> HttpResponse:
    """A new passkey on the device in front of you."""
    person = signed_in(request)
    device = devices.in_words(request.META.get("HTTP_USER_AGENT", ""))[:LONGEST_NAME]
    form = NewPasskeyForm(request.POST or None, initial={"name": device})
    if form.is_valid() and may_add(request):
        if actions.add_passkey(request, person, form.cleaned_data["name"], form.cleaned_data["credential"]):
            messages.success(request, _("Your passkey is added. Next time you sign in with it."))
        else:
            messages.error(request, _("You have very many passkeys. Remove one first."))
        return redirect("security:overview")
    options = as_json(auth.begin_registration(person, passwordless=True))
    facts = {"form": form, "options": options}
    return render(request, "security/passkey_add.html", facts, status=422 if form.is_bound else 200)


@access("member", "GET", "POST")
@needs_proof
def rename(request: HttpRequest, passkey: int) -> HttpResponse:
    found = get_passkey(signed_in(request), passkey)
    form = PasskeyNameForm(request.POST or None, initial={"name": found.data["name"]})
    if form.is_valid():
        actions.rename_passkey(found, form.cleaned_data["name"])
        messages.success(request, _("The new name is saved."))
        return redirect("security:overview")
    facts = {"form": form, "passkey": found}
    return render(request, "security/passkey_rename.html", facts, status=422 if form.is_bound else 200)


@access("member", "GET", "POST")
@needs_proof
def remove(request: HttpRequest, passkey: int) -> HttpResponse:
    person = signed_in(request)
    found = get_passkey(person, passkey)
    if request.method == "POST":
        actions.remove_passkey(request, person, found)
        messages.success(request, _("The passkey is removed."))
        return redirect("security:overview")
    return render(request, "security/passkey_remove.html", {"name": found.data["name"]})


def may_add(request: HttpRequest) -> bool:
    """An account whose own mail address is not confirmed could be somebody else's."""
    try:
        validate_can_add_authenticator(signed_in(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    return True
