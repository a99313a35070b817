"""Keeps the web server, the workers and the embedded database going, and stops them all."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

from leerkring.site.problem import Problem

LOOK = 0.1
LONGEST_PAUSE = 30.0
STEADY = 60.0
GRACE = 15.0
PATIENCE = 10.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Child:
    """One process to keep alive. After each crash in a row the pause before a restart doubles."""

    name: str
    command: Sequence[str]
    crashes: int = 0
    since: float = 0.0
    due: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C reaches the supervisor, which stops it."""
        self.since = time.monotonic()
        self.process = subprocess.Popen(
            [*dies_with_parent(), *self.command],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def look(self, say: Callable[[str], None]) -> None:
        """Notice a crash, and start again when its pause is over."""
        now = time.monotonic()
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return
            self._signal_rest(self.process.pid)
            self.process = None
            self.crashes = 1 if now - self.since > STEADY else self.crashes + 1
            pause = min(LONGEST_PAUSE, 0.5 * 2 ** (self.crashes - 1))
            self.due = now + pause
            say(f"The {self.name} stopped ({_reason(code)}); it starts again in {pause:g} s.")
        elif now >= self.due:
            self.start()

    def ask_to_stop(self) -> None:
        """Tell the process, and those it started, to finish."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)

    def end(self, limit: float) -> None:
        """Wait until it is gone; from `limit` on without patience."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._signal_rest(self.process.pid)

    def _signal_rest(self, group: int) -> None:
        """Processes that a crashed child leaves behind would keep its port or its jobs."""
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


class Supervisor:
    """Runs children until someone asks to stop.

    The first child starts at once; the others wait until it answers, so that the first
    page comes sooner, but no longer than PATIENCE.
    `pulse` is called about once a second (the embedded database is kept alive there);
    `ready` says whether the platform answers, `welcome` is called once when it does.
    """

    def __init__(
        self,
        children: Sequence[Child],
        *,
        pulse: Callable[[], None],
        ready: Callable[[], bool],
        welcome: Callable[[], None],
    ) -> None:
        self.children = children
        self.pulse = pulse
        self.ready = ready
        self.welcome = welcome
        self.stopping = False
        self._welcomed = False

    def run(self) -> None:
        """Start everything, keep it going, and stop it all when asked."""
        before = {number: signal.signal(number, self._stop) for number in STOP_SIGNALS}
        try:
            for child in self.children[1:]:
                child.due = time.monotonic() + PATIENCE
            self._keep()
        finally:
            self._end()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _keep(self) -> None:
        beat = time.monotonic() + 1
        while not self.stopping:
            for child in self.children:
                child.look(_say)
            self._greet()
            if time.monotonic() >= beat:
                self._beat()
                beat = time.monotonic() + 1
            time.sleep(LOOK)

    def _greet(self) -> None:
        if self._welcomed:
            return
        if self.ready():
            self._welcomed = True
            for child in self.children:
                child.due = 0
            self.welcome()
        elif any(child.crashes > 2 for child in self.children):
            raise Problem(
                "A part of Leerkring keeps stopping before the first page.",
                "The lines above say why. Nothing was lost; start again when it is mended.",
            )

    def _beat(self) -> None:
        try:
            self.pulse()
        except Problem as problem:
            _say(str(problem))

    def _end(self) -> None:
        for child in self.children:
            child.ask_to_stop()
        limit = time.monotonic() + GRACE
        for child in self.children:
            child.end(limit)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True


def _say(words: str) -> None:
    try:
        print(words, flush=True)
    except OSError:
        return  # The terminal is gone; stopping in good order matters more.


def _reason(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def dies_with_parent(number: str = "TERM") -> list[str]:
    """What to put before a command that must not live on when its parent is killed outright."""
    return ["setpriv", "--pdeathsig", number, "--"] if shutil.which("setpriv") else []
