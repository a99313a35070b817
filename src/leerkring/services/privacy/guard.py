"""Asking the guard: one line of JSON there, one back, over a socket of this machine.

{"texts": ["...", "..."]}  ->  {"found": [[["naam", 3, 9, 0.93, "list"], ...], [...]]}
{"reread": true}           ->  {"found": []}
"""

import json
import socket
import time
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from leerkring.core.entries.gate import GuardAwayError
from leerkring.kit.pii.kinds import Finding, Kind

GLANCE = 1.5
"""Seconds that the script on the page waits: it asks again by itself."""


def look(texts: Sequence[str], patience: float | None = None) -> list[list[Finding]]:
    """What stands in each text. Raises `GuardAwayError` when there is no answer within `patience`.

    That is in seconds; without it, as long as somebody who sends a form waits. A guard that is gone is gone
    at once.
    """
    if not any(texts):
        return [[] for _text in texts]
    try:
        found = _ask({"texts": list(texts)}, patience or settings.GUARD_PATIENCE)["found"]
        if len(found) != len(texts):
            raise GuardAwayError
        return [[Finding(Kind(kind), *rest) for kind, *rest in one] for one in found]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GuardAwayError from error


def reread() -> None:
    """Tell the guard that the words that are nobody's data changed. It hears it within a minute anyway."""
    try:
        _ask({"reread": True}, GLANCE)
    except (OSError, ValueError):
        return


def _ask(question: dict[str, Any], patience: float) -> Any:
    limit = time.monotonic() + patience
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(patience)
        line.connect(str(settings.GUARD_SOCKET))
        line.sendall(json.dumps(question).encode() + b"\n")
        return json.loads(_line_from(line, limit))


def _line_from(line: socket.socket, limit: float) -> bytes:
    parts: list[bytes] = []
    while not (parts and parts[-1].endswith(b"\n")):
        left = limit - time.monotonic()
        if left <= 0:
            raise TimeoutError
        line.settimeout(left)
        part = line.recv(65_536)
        if not part:
            raise ConnectionError
        parts.append(part)
    return b"".join(parts)
