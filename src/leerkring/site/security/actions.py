"""What somebody changes about the own ways in. The caller has asked for proof (see proof.py)."""

from time import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string

from leerkring.core.people.models import Person
from leerkring.services.notifications.outgoing import queue_account_mail
from leerkring.site.security.queries import passkeys_of

MOST_PASSKEYS = 20


@transaction.atomic
def add_passkey(request: HttpRequest, person: Person, name: str, credential: dict[str, Any]) -> bool:
    """False when the person has more than enough already."""
    Person.objects.select_for_update().get(pk=person.pk)
    if passkeys_of(person).count() >= MOST_PASSKEYS:
        return False
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": credential}
    )
    _tell(request, person, "mfa/email/webauthn_added")
    return True


def rename_passkey(passkey: Authenticator, name: str) -> None:
    passkey.data["name"] = name
    passkey.save(update_fields=["data"])


@transaction.atomic
def remove_passkey(request: HttpRequest, person: Person, passkey: Authenticator) -> None:
    passkey.delete()
    _tell(request, person, "mfa/email/webauthn_removed")


@transaction.atomic
def switch_second_step_on(request: HttpRequest, person: Person, secret: str) -> None:
    """With new recovery codes, for who loses the device. Doing it twice changes nothing."""
    Person.objects.select_for_update().get(pk=person.pk)
    if Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        return
    TOTP.activate(person, secret)
    _new_recovery_codes(person)
    _tell(request, person, "mfa/email/totp_activated")


@transaction.atomic
def switch_second_step_off(request: HttpRequest, person: Person) -> None:
    """The recovery codes go too: they have nothing to recover."""
    if _take_second_step(person):
        _tell(request, person, "mfa/email/totp_deactivated")


@transaction.atomic
def forget_second_step(person: Person) -> bool:
    """For an administrator who knows that it is them. False when there was none."""
    gone = _take_second_step(person)
    if gone:
        subject = render_to_string("mfa/email/totp_deactivated_subject.txt").strip()
        text = render_to_string("mfa/email/totp_deactivated_message.txt").strip()
        queue_account_mail(person.email, subject, text)
    return gone


@transaction.atomic
def renew_recovery_codes(request: HttpRequest, person: Person) -> None:
    """The old ones stop working."""
    Person.objects.select_for_update().get(pk=person.pk)
    _new_recovery_codes(person)
    _tell(request, person, "mfa/email/recovery_codes_generated")


def unkept_codes(person: Person) -> list[str]:
    """The codes to show, until their owner says to have kept them; after that, never again."""
    row = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    if row is None or row.data.get("kept_at"):
        return []
    return RecoveryCodes(row).get_unused_codes()


@transaction.atomic
def keep_recovery_codes(person: Person) -> None:
    kinds = Authenticator.Type.RECOVERY_CODES
    for row in Authenticator.objects.select_for_update().filter(user=person, type=kinds):
        row.data.setdefault("kept_at", int(time()))
        row.save(update_fields=["data"])


def end_sessions(person: Person, *, keep: str | None = None, only: int | None = None) -> int:
    """Sign out in one browser (`only`), or in every browser but the one that has session `keep`."""
    rows = UserSession.objects.filter(user=person).exclude(session_key=keep)
    if only is not None:
        rows = rows.filter(pk=only)
    keys = list(rows.values_list("session_key", flat=True))
    ended, _kinds = Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return ended


@transaction.atomic
def disconnect(request: HttpRequest, person: Person, connection: int) -> None:
    """The mailed code stays a way in."""
    gone, _kinds = SocialAccount.objects.filter(user=person, pk=connection).delete()
    if gone:
        _tell(request, person, "socialaccount/email/account_disconnected")


def _take_second_step(person: Person) -> bool:
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    gone, _kinds = Authenticator.objects.filter(user=person, type__in=kinds).delete()
    return bool(gone)


def _new_recovery_codes(person: Person) -> None:
    Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(person)


def _tell(request: HttpRequest, person: Person, letter: str) -> None:
    """A mail to the owner: if it was somebody else, they must know."""
    get_adapter(request).send_notification_mail(letter, person)
