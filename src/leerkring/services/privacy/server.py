"""The guard itself: one process a machine, because what it knows of names takes memory and time to load."""

import json
import os
import socketserver
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event as Signal
from typing import Any

from leerkring.kit import pii

LONGEST_LINE = 8_000_000
REREAD = 60.0


class Guard(socketserver.ThreadingUnixStreamServer):
    """Answers on a socket that only this account can open. `read` gives what is nobody's data."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, path: Path, read: Callable[[], Iterable[str]]) -> None:
        self.read = read
        self.reread()
        pii.load()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        before = os.umask(0o177)
        try:
            super().__init__(str(path), _Line)
        finally:
            os.umask(before)
        self._stopping = Signal()

    def reread(self) -> None:
        """Read anew what is nobody's data."""
        self.allowed = pii.Allowed.of(self.read())

    def answer(self, question: Any) -> dict[str, Any]:
        if question.get("reread"):
            self.reread()
        return {"found": [self._found(str(text)) for text in question.get("texts", ())]}

    def _found(self, text: str) -> list[tuple[str, int, int, float, str]]:
        found = pii.find(text, self.allowed)
        return [(one.kind.value, one.start, one.end, one.confidence, one.reason) for one in found]

    def keep_up(self, tell: Callable[[str], None]) -> None:
        """Reread every minute, until the server closes. Where that fails it goes on with what it knows."""
        while not self._stopping.wait(REREAD):
            try:
                self.reread()
            except Exception as error:  # noqa: BLE001 (whatever ails the database, the guard stands)
                tell(f"The guard could not reread its words: {type(error).__name__}.")

    def server_close(self) -> None:
        self._stopping.set()
        super().server_close()


class _Line(socketserver.StreamRequestHandler):
    """One question. What cannot be read gets no answer, and nothing of it is told anywhere."""

    timeout = 10

    def handle(self) -> None:
        guard = self.server
        assert isinstance(guard, Guard)  # noqa: S101  # nosec B101
        try:
            question = json.loads(self.rfile.readline(LONGEST_LINE))
            self.wfile.write(json.dumps(guard.answer(question)).encode() + b"\n")
        except (OSError, ValueError, AttributeError, TypeError):
            return
