from threading import Thread
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from leerkring.services.privacy import queries
from leerkring.services.privacy.server import Guard
from leerkring.services.privacy.tasks import look_now
from leerkring.site import env
from leerkring.site.locks import FileLock
from leerkring.site.problem import Problem

LONGEST_PATH = 100
"""The system takes no longer address of a socket."""


class Command(BaseCommand):
    help = "Run the guard: it finds personal data in texts before they go out."
    requires_system_checks = []

    def handle(self, *_args: str, **_options: Any) -> None:
        path = settings.GUARD_SOCKET
        if len(str(path)) > LONGEST_PATH:
            raise Problem(
                f"The address {path} is too long for a socket.", "Give LEERKRING_VAR a shorter path."
            )
        env.VAR.value.mkdir(parents=True, exist_ok=True)
        if not FileLock(env.VAR.value / "guard.lock").try_exclusive():
            raise Problem("A guard already runs from this folder.", "Use that one, or stop it first.")
        with Guard(path, _read) as guard:
            Thread(target=self._beside, args=[guard], daemon=True).start()
            guard.serve_forever(poll_interval=0.2)

    def _beside(self, guard: Guard) -> None:
        """What waited while there was no guard goes on at once; then keep up with the words."""
        try:
            look_now()
        except Exception as error:  # noqa: BLE001 (the worker looks each minute anyway)
            self.stderr.write(f"The guard could not tell the worker: {type(error).__name__}.")
        finally:
            connections.close_all()
        guard.keep_up(self.stderr.write)


def _read() -> list[str]:
    """Without holding a connection between."""
    try:
        return list(queries.phrases())
    finally:
        connections.close_all()
