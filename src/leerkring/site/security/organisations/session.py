"""What must be remembered between here and the provider, and between a provider and a confirmed address.

Both live in the session: only the browser that started may finish.
"""

from dataclasses import asdict, dataclass
from time import time
from typing import Any

from django.http import HttpRequest

from leerkring.kit.openid import Identity
from leerkring.kit.openid.client import Begun

_STARTED = "openid_started"
_NEWCOMER = "openid_newcomer"
LONGEST = 15 * 60
MOST = 5
"""Tabs in which somebody may be on the way at once."""


@dataclass(frozen=True, slots=True)
class Started:
    """Somebody on the way to a provider. `connects` is the person who wants to connect an account, else 0."""

    issuer: str
    nonce: str
    verifier: str
    onward: str
    connects: int
    at: float


def remember(request: HttpRequest, begun: Begun, *, issuer: str, onward: str, connects: int) -> None:
    started = Started(issuer, begun.nonce, begun.verifier, onward, connects, time())
    latest = sorted(_all_started(request).items(), key=lambda one: one[1]["at"])[-(MOST - 1) :]
    request.session[_STARTED] = {**dict(latest), begun.state: asdict(started)}


def take(request: HttpRequest, state: str, issuer: str) -> Started | None:
    """What was started under this state, once; None when unknown, used, too old or for another issuer."""
    waiting = _all_started(request)
    found = waiting.pop(state, None)
    if found is None:
        return None
    request.session[_STARTED] = waiting
    # Written at once: the same answer in another tab must find nothing.
    request.session.save()
    started = Started(**found)
    return started if started.issuer == issuer and time() - started.at < LONGEST else None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody a provider vouched for, whom we do not know yet and whose mail address must be confirmed."""

    identity: Identity
    onward: str


def keep_newcomer(request: HttpRequest, identity: Identity, onward: str) -> None:
    request.session[_NEWCOMER] = {"identity": asdict(identity), "onward": onward, "at": time()}


def newcomer(request: HttpRequest) -> Newcomer | None:
    kept: dict[str, Any] = request.session.get(_NEWCOMER) or {}
    if not kept or time() - kept["at"] > 2 * LONGEST:
        return None
    return Newcomer(Identity(**kept["identity"]), kept["onward"])


def forget_newcomer(request: HttpRequest) -> None:
    request.session.pop(_NEWCOMER, None)


def _all_started(request: HttpRequest) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = request.session.get(_STARTED) or {}
    return found
