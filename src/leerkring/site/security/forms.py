import json
import struct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import get_totp_secret
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from leerkring.core.people.models import Person
from leerkring.kit.forms import OneLineField

LONGEST_CREDENTIAL = 20_000
LONGEST_NAME = 40
VALID = 120
"""Seconds; longer than any code of an app is valid."""
UNUSABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    InvalidSignature,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
)
"""What the libraries raise for an answer that no browser would give."""


def not_right() -> ValidationError:
    return ValidationError(_("That did not work. Try again."), code="incorrect_code")


class CredentialField(forms.JSONField):
    """What a browser answers about a passkey."""

    widget = forms.HiddenInput
    default_error_messages = {"required": _("That did not work. Try again.")}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > LONGEST_CREDENTIAL:
            raise not_right()
        try:
            found = super().to_python(value)
        except (RecursionError, ValidationError) as error:
            raise not_right() from error
        if found is not None and not isinstance(found, dict):
            raise not_right()
        return found

    def bound_data(self, _data: Any, _initial: Any) -> Any:
        """Never shown again, so never read again."""
        return ""


class _ChecksPasskey(forms.Form):
    """Before the library's form: an answer that makes no sense is wrong, not an error of ours."""

    credential = CredentialField()

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError as error:
            raise not_right() from error
        except UNUSABLE as error:
            raise not_right() from error


class PasskeySignInForm(_ChecksPasskey, LoginWebAuthnForm):
    credential = CredentialField()


class PasskeyStepForm(_ChecksPasskey, AuthenticateWebAuthnForm):
    credential = CredentialField()


class PasskeyProofForm(_ChecksPasskey, ReauthenticateWebAuthnForm):
    credential = CredentialField()


class PasskeyNameForm(forms.Form):
    name = OneLineField(
        label=_("Name of this passkey"),
        max_length=LONGEST_NAME,
        help_text=_("So that you recognise it later. For example: my telephone."),
        error_messages={"required": _("Give it a name, so that you recognise it later.")},
    )


class NewPasskeyForm(PasskeyNameForm):
    """`cleaned_data["credential"]` holds only what is needed to recognise the passkey later."""

    credential = CredentialField(error_messages={"required": _("Your browser made no passkey. Try again.")})

    def clean_credential(self) -> dict[str, Any]:
        answer = self.cleaned_data["credential"]
        try:
            kept = self._needed(answer)
            auth.parse_registration_response(kept)
            made = auth.complete_registration(kept)
        except (*UNUSABLE, ValidationError) as error:
            raise not_right() from error
        if not made.is_user_verified():
            raise not_right()
        return kept

    @staticmethod
    def _needed(answer: dict[str, Any]) -> dict[str, Any]:
        response = answer["response"]
        texts = {name: str(response[name]) for name in ("clientDataJSON", "attestationObject")}
        return {
            "id": str(answer["id"]),
            "rawId": str(answer["rawId"]),
            "type": "public-key",
            "response": texts,
            "clientExtensionResults": {},
        }


class CodeForm(forms.Form):
    code = OneLineField(
        label=_("Code"),
        max_length=40,
        error_messages={"required": _("Type the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class _UsedOnce(forms.Form):
    """An app code is valid for three half minutes, for clocks differ; the library notes its use for one."""

    user: Person

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        key = f"second_step_used:{self.user.pk}:{''.join(filter(str.isalnum, code))}"
        if not cache.add(key, "1", timeout=VALID):
            raise get_adapter().validation_error("incorrect_code")
        return code


def _code_field() -> OneLineField:
    return OneLineField(
        label=_("Code"),
        max_length=40,
        error_messages={"required": _("Type the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )


class SecondStepForm(_UsedOnce, AuthenticateForm):
    """While signing in: the app's code, or a recovery code."""

    code = _code_field()


class SecondStepProofForm(_UsedOnce, ReauthenticateForm):
    """The same for somebody who is signed in."""

    code = _code_field()


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("Your mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Fill in your mail address.")},
    )


class SwitchOnForm(ActivateTOTPForm):
    """The secret stays the same until it is used: a second look does not spoil what was scanned."""

    code = OneLineField(
        label=_("Code from the app"),
        max_length=20,
        error_messages={"required": _("Type the six digits that the app shows.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super(ActivateTOTPForm, self).__init__(*args, **kwargs)
        self.user = user
        self.secret = get_totp_secret()

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()
        except ValidationError as error:
            if error.code != "incorrect_code":
                raise
            raise ValidationError(
                _("This code is not right. Type the six digits that the app shows now.")
            ) from error
        return code


def as_json(options: dict[str, Any]) -> str:
    """The library's options for the browser, for a data attribute."""
    return json.dumps(options)
