"""The page that asks for proof."""

from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access, signed_in
from leerkring.site.security.forms import CodeForm, PasskeyProofForm, SecondStepProofForm, as_json
from leerkring.site.security.proof import MailedCode, record_code
from leerkring.site.security.queries import has_second_step, passkeys_of

Answer = CodeForm | PasskeyProofForm | SecondStepProofForm


@access("member", "GET", "POST")
@never_cache
def confirm(request: HttpRequest) -> HttpResponse:
    """It is really you: a passkey, the second step, or a code by mail."""
    person = signed_in(request)
    mailed = MailedCode(request, "proof")
    form: Answer | None = None
    if request.method == "POST" and "send" in request.POST:
        if mailed.send(person.email):
            return redirect(request.get_full_path())
        messages.error(request, _("You asked for many codes. Wait a few minutes and try again."))
    elif request.method == "POST":
        form = _answer(request, person)
        if form.is_valid() and _proves(request, person, mailed, form):
            return redirect(_onward(request))
    facts = {"form": form, **_ways(person, mailed, form)}
    return render(request, "security/confirm.html", facts, status=422 if form else 200)


def _answer(request: HttpRequest, person: Person) -> Answer:
    if "credential" in request.POST:
        return PasskeyProofForm(request.POST, user=person)
    if has_second_step(person):
        return SecondStepProofForm(request.POST, user=person)
    return CodeForm(request.POST)


def _proves(request: HttpRequest, person: Person, mailed: MailedCode, form: Answer) -> bool:
    if not isinstance(form, CodeForm):
        form.save()
        return True
    if address := mailed.accepts(form.cleaned_data["code"]):
        record_code(request, person, address)
        return True
    form.add_error("code", mailed.why_not())
    return False


def _ways(person: Person, mailed: MailedCode, form: Form | None) -> dict[str, object]:
    has_passkey = passkeys_of(person).exists()
    return {
        "second_step": has_second_step(person),
        "address": mailed.address,
        "code_form": CodeForm() if form is None or isinstance(form, PasskeyProofForm) else form,
        "passkey_options": as_json(auth.begin_authentication(person)) if has_passkey else "",
    }


def _onward(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if safe else reverse("security:overview")
