"""Signing in with an account of another place: OpenID Connect, the client's side."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provider:
    """Somebody who vouches for people. `issuer` is who they are; `id` only names them in our addresses."""

    id: str
    name: str
    issuer: str
    client_id: str
    secret: str
    scopes: tuple[str, ...] = ("openid", "profile", "email")


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a provider vouched for. `issuer` with `subject` is the person; everything else may change."""

    issuer: str
    subject: str
    name: str
    email: str
    is_email_verified: bool


class Unreachable(Exception):
    """The provider does not answer, or answers nothing that makes sense."""


class Refused(Exception):
    """What came back does not prove who somebody is. The text is for the log."""
