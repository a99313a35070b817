"""What the page about signing in shows; every row is the viewer's own."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.timezone import now

from leerkring.core.people.models import Person
from leerkring.kit import devices
from leerkring.kit.openid import Provider


@dataclass(frozen=True, slots=True)
class Place:
    """A browser in which somebody is signed in."""

    pk: int
    device: str
    is_phone: bool
    since: datetime
    seen_at: datetime
    is_here: bool


@dataclass(frozen=True, slots=True)
class Connection:
    """An account of an organisation: the way in that it is for, and who it is there."""

    pk: int
    provider: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Recovery:
    """The recovery codes: how many are left of how many, and whether their owner said to have kept them."""

    left: int
    is_kept: bool


def passkeys_of(person: Person) -> QuerySet[Authenticator]:
    return _of(person, Authenticator.Type.WEBAUTHN).order_by("created_at")


def get_passkey(person: Person, passkey: int) -> Authenticator:
    """The person's own passkey, or 404."""
    return get_object_or_404(passkeys_of(person), pk=passkey)


def has_second_step(person: Person) -> bool:
    """Whether a mailed code alone is not enough for this person."""
    return _of(person, Authenticator.Type.TOTP).exists()


def recovery_of(person: Person) -> Recovery | None:
    row = _of(person, Authenticator.Type.RECOVERY_CODES).first()
    if row is None:
        return None
    return Recovery(len(RecoveryCodes(row).get_unused_codes()), bool(row.data.get("kept_at")))


def places_of(person: Person, current: str | None) -> list[Place]:
    """Where somebody is signed in, here first and then the latest."""
    alive = Session.objects.filter(expire_date__gt=now()).values("session_key")
    rows = UserSession.objects.filter(user=person, session_key__in=alive).order_by("-last_seen_at")
    places = [
        Place(
            row.pk,
            devices.in_words(row.user_agent),
            devices.is_phone(row.user_agent),
            row.created_at,
            row.last_seen_at,
            row.session_key == current,
        )
        for row in rows
    ]
    return sorted(places, key=lambda place: not place.is_here)


def connections_of(person: Person) -> list[Connection]:
    """Also those of providers that the administrator took away: their owner may want to disconnect them."""
    names = {one.issuer: one.name for one in settings.OPENID_PROVIDERS}
    return [
        Connection(
            row.pk,
            names.get(row.provider, row.provider.split("//")[-1]),
            row.extra_data.get("email") or row.extra_data.get("name") or "",
            row.date_joined,
        )
        for row in SocialAccount.objects.filter(user=person).order_by("date_joined")
    ]


def get_connection(person: Person, connection: int) -> Connection:
    """The person's own connection, or 404."""
    row = get_object_or_404(SocialAccount, user=person, pk=connection)
    return next(one for one in connections_of(person) if one.pk == row.pk)


def providers() -> tuple[Provider, ...]:
    """Who vouches for people here, from the settings."""
    found: tuple[Provider, ...] = settings.OPENID_PROVIDERS
    return found


def _of(person: Person, kind: str) -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=person, type=kind)
    return found
