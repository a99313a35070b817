"""Where somebody is signed in, for the list that they see: device and when, nothing else."""

from collections.abc import Callable
from datetime import timedelta
from time import time
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

NOTED = "seen_at"
INTERVAL = timedelta(hours=1).total_seconds()
NOWHERE = "0.0.0.0"  # noqa: S104  # nosec B104 (no network address, but the lack of one)
LONGEST = 500


def activity_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Stands after authentication. Once an hour it costs two statements, else nothing."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and time() - request.session.get(NOTED, 0) > INTERVAL:
            _note(request)
        return get_response(request)

    return respond


@receiver(user_logged_in)
def on_signed_in(request: HttpRequest, user: Any, **_rest: Any) -> None:
    if request.session.session_key is None:
        request.session.save()
    request.user = user
    _note(request)


@receiver(pre_save, sender=UserSession)
def forget_the_address(instance: UserSession, **_rest: Any) -> None:
    """The library has a column for the network address. Nobody needs it, so it stays empty."""
    instance.ip = NOWHERE


def _note(request: HttpRequest) -> None:
    request.session[NOTED] = int(time())
    device = request.META.get("HTTP_USER_AGENT", "")[:LONGEST].replace("\x00", "")
    UserSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={"user": request.user, "user_agent": device, "last_seen_at": now(), "ip": NOWHERE},
    )
