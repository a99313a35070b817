"""A whole platform as `leerkring serve` runs it, on a port of its own."""

import http.client
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.site.commands import PYTHON, surroundings

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(true: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Wait until the callable says yes."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if true():
            return True
        time.sleep(0.05)
    return False


@dataclass
class Serving:
    """A running `leerkring serve`; `output` is everything it printed, children included."""

    process: subprocess.Popen[bytes]
    var: Path
    port: int
    printed: Path

    @property
    def output(self) -> str:
        return self.printed.read_text()

    def get(self, path: str = "/") -> http.client.HTTPResponse | None:
        """The answer without its body; None when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        return answer

    def status(self, path: str = "/") -> int:
        answer = self.get(path)
        return answer.status if answer else 0

    def children(self) -> dict[int, str]:
        """Process number and command of each direct child, the database excluded."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        found = {int(pid): _command(int(pid)) for pid in listed.split()}
        return {pid: words for pid, words in found.items() if "python" in words}

    def child(self, words: str) -> int:
        """The number of the child whose command holds `words`; 0 when there is none."""
        return next((pid for pid, command in self.children().items() if words in command), 0)

    def all_processes(self) -> set[int]:
        """Everything that runs for this installation, by its environment or its data folder."""
        mark = f"LEERKRING_VAR={self.var}".encode()
        found = set()
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                if entry.name.isdecimal() and mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.add(int(entry.name))
        return found

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextmanager
def serving(var: Path, static: Path, **settings: str) -> Iterator[Serving]:
    """Serve until the body ends; the database must have its tables."""
    port = free_port()
    var.mkdir(parents=True, exist_ok=True)
    printed = var / "printed.txt"
    with printed.open("wb") as output:
        process = subprocess.Popen(
            [PYTHON, "-m", "leerkring.site.cli", "serve"],
            env=surroundings(
                PORT=str(port), LEERKRING_VAR=str(var), LEERKRING_STATIC=str(static), **settings
            ),
            stdout=output,
            stderr=output,
        )
    running = Serving(process, var, port, printed)
    try:
        ready = until(lambda: "Ctrl-C" in running.output or process.poll() is not None)
        assert ready, running.output
        assert process.poll() is None, running.output
        yield running
    finally:
        if process.poll() is None:
            running.stop()
        for left in running.all_processes():
            with suppress(ProcessLookupError):
                os.kill(left, signal.SIGKILL)


def _command(pid: int) -> str:
    with suppress(OSError):
        return re.sub(r"\0", " ", Path(f"/proc/{pid}/cmdline").read_text())
    return ""
