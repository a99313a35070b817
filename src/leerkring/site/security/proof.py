"""Before something about signing in changes: proof that its owner sits here, and not just an open browser.

Whoever signed in or confirmed it within a quarter of an hour need not do it again.
With a second step switched on, only that step (or a passkey) is proof.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from time import time
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from leerkring.core.people.models import Person
from leerkring.core.spaces.access import View, signed_in
from leerkring.site.security.queries import has_second_step

FRESH = timedelta(minutes=15).total_seconds()
MOST_TRIES = 3


def needs_proof(view: View) -> View:
    """Stands under @access("member"). A form may be sent until twice as long: filling it in takes time."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        longest = FRESH if request.method in ("GET", "HEAD") else 2 * FRESH
        if not is_proven(request, signed_in(request), longest):
            return to_proof(request.path)
        return view(request, *args, **kwargs)

    return checked


def is_proven(request: HttpRequest, person: Person, longest: float = FRESH) -> bool:
    methods = {"mfa"} if has_second_step(person) else {"mfa", "code", "socialaccount"}
    records = get_authentication_records(request, person)
    return any(one.get("method") in methods and time() - one.get("at", 0) < longest for one in records)


def to_proof(onward: str) -> HttpResponse:
    return redirect(f"{reverse('security:confirm')}?{urlencode({'next': onward})}")


def record_code(request: HttpRequest, person: Person, address: str) -> None:
    """A code that went to this address came back: that is proof."""
    record_authentication(request, person, method="code", email=address, reauthenticated=True)


def record_step(request: HttpRequest, person: Person) -> None:
    """The second step was switched on with a code from the app: that is proof too."""
    record_authentication(request, person, method="mfa", type="totp", reauthenticated=True)


@dataclass(frozen=True, slots=True)
class MailedCode:
    """A code on its way to a mail address, kept in the session under `purpose`."""

    request: HttpRequest
    purpose: str

    @property
    def address(self) -> str:
        """Where a valid code went; "" when there is none."""
        return str(self._state.get("address", ""))

    def send(self, address: str) -> bool:
        """False when codes were asked too often."""
        if not ratelimit.consume(self.request, action="request_login_code", key=address.lower()):
            return False
        code = get_adapter(self.request).generate_login_code()
        self.request.session[self._key] = {"code": code, "address": address, "at": time(), "tries": 0}
        get_adapter(self.request).send_mail("account/email/email_confirmation", address, {"code": code})
        return True

    def accepts(self, code: str) -> str:
        """The address that is proven with this code, or "". Works once; not after three wrong ones."""
        state = self._state
        right = bool(state) and compare_user_code(actual=code, expected=state["code"])
        if right or state.get("tries", 0) + 1 >= MOST_TRIES:
            self.drop()
        elif state:
            self.request.session[self._key] = {**state, "tries": state["tries"] + 1}
        return str(state["address"]) if right else ""

    def why_not(self) -> str:
        """What to say about a code that was refused."""
        if self.address:
            return _("This code is not right. Look at it once more.")
        return _("This code is not right, and no longer valid. Ask for a new one.")

    def drop(self) -> None:
        self.request.session.pop(self._key, None)

    @property
    def _key(self) -> str:
        return f"mailed_code_{self.purpose}"

    @property
    def _state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.request.session.get(self._key) or {}
        return state if time() - state.get("at", 0) < FRESH else {}
