"""The second step with an app, and the codes for who loses it."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import clear_totp_secret
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access, signed_in
from leerkring.site.security import actions
from leerkring.site.security.forms import SwitchOnForm
from leerkring.site.security.passkeys import may_add
from leerkring.site.security.proof import needs_proof, record_step
from leerkring.site.security.queries import has_second_step, recovery_of


@access("member", "GET", "POST")
@never_cache
@needs_proof
def switch_on(request: HttpRequest) -> HttpResponse:
    """Scan, and type what the app shows."""
    person = signed_in(request)
    if has_second_step(person):
        return redirect("security:overview")
    form = SwitchOnForm(request.POST or None, user=person)
    if form.is_valid() and may_add(request):
        actions.switch_second_step_on(request, person, form.secret)
        clear_totp_secret(request)
        # This session proved the new step just now.
        record_step(request, person)
        return redirect("security:codes")
    facts = {"form": form, **_to_scan(person, form.secret)}
    return render(request, "security/two_steps_on.html", facts, status=422 if form.is_bound else 200)


def _to_scan(person: Person, secret: str) -> dict[str, str]:
    url = get_adapter().build_totp_url(person, secret)
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return {"qr": get_adapter().build_totp_svg(url), "url": url, "secret": groups}


@access("member", "GET", "POST")
@needs_proof
def switch_off(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    if not has_second_step(person):
        return redirect("security:overview")
    if request.method == "POST":
        actions.switch_second_step_off(request, person)
        messages.success(request, _("The second step is off. You sign in with a code by mail alone."))
        return redirect("security:overview")
    return render(request, "security/two_steps_off.html")


@access("member", "GET", "POST")
@never_cache
@needs_proof
def codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, until you say that you kept them."""
    person = signed_in(request)
    if request.method == "POST":
        actions.keep_recovery_codes(person)
        messages.success(request, _("Good. Keep your recovery codes where you find them without your phone."))
        return redirect("security:overview")
    unkept = actions.unkept_codes(person)
    if not unkept:
        return redirect("security:new_codes" if recovery_of(person) else "security:overview")
    return render(request, "security/codes.html", {"codes": unkept})


@access("member")
@never_cache
@needs_proof
def codes_file(request: HttpRequest) -> HttpResponse:
    """The same codes, to keep as a file."""
    unkept = actions.unkept_codes(signed_in(request))
    if not unkept:
        return redirect("security:codes")
    response = render(
        request, "security/codes.txt", {"codes": unkept}, content_type="text/plain; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="leerkring-herstelcodes.txt"'
    return response


@access("member", "GET", "POST")
@never_cache
@needs_proof
def new_codes(request: HttpRequest) -> HttpResponse:
    """Ten new ones; the old ones stop working."""
    person = signed_in(request)
    found = recovery_of(person)
    if found is None:
        return redirect("security:overview")
    if request.method == "POST":
        actions.renew_recovery_codes(request, person)
        return redirect("security:codes")
    return render(request, "security/codes_new.html", {"left": found.left})
