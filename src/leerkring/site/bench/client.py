"""An HTTP client that costs little, so that it measures the server and not itself."""

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Thread
from time import perf_counter
from typing import NamedTuple
from urllib.parse import SplitResult, urlencode

PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Ask:
    """One request; `form` makes it a POST, `part` says that a script asks."""

    path: str
    cookies: Mapping[str, str]
    form: Mapping[str, str] | None = None
    part: bool = False


class Answer(NamedTuple):
    status: int
    head: bytes
    body: bytes


class Line:
    """One connection that stays open. Raises `OSError` when the server goes away."""

    def __init__(self, site: SplitResult) -> None:
        self._site, self._socket = site, self._open(site)
        self._rest = b""

    @staticmethod
    def _open(site: SplitResult) -> socket.socket:
        opened = socket.create_connection((site.hostname or "", site.port or 80), timeout=PATIENCE)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return opened

    def send(self, ask: Ask) -> Answer:
        """One request and its answer; a server may close the line in between, then it is opened anew."""
        words = self._words(ask)
        try:
            self._socket.sendall(words)
            return self._receive()
        except (ConnectionError, EOFError):
            self._socket.close()
            self._socket, self._rest = self._open(self._site), b""
            self._socket.sendall(words)
            return self._receive()

    def close(self) -> None:
        self._socket.close()

    def _words(self, ask: Ask) -> bytes:
        body = urlencode(ask.form).encode() if ask.form is not None else b""
        origin = f"https://{self._site.netloc}"
        lines = [
            f"{'GET' if ask.form is None else 'POST'} {ask.path} HTTP/1.1",
            f"Host: {self._site.netloc}",
            "X-Forwarded-Proto: https",
            "Cookie: " + "; ".join(f"{name}={value}" for name, value in ask.cookies.items()),
        ]
        if ask.part:
            lines.append("HX-Request: true")
        if ask.form is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
            lines += [f"Origin: {origin}", f"Referer: {origin}{ask.path}"]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def _receive(self) -> Answer:
        found = self._rest
        while (end := found.find(b"\r\n\r\n")) < 0:
            found += self._more()
        head = found[:end]
        length, at = 0, head.lower().find(b"\r\ncontent-length:")
        if at >= 0:
            length = int(head[at + 17 :].split(b"\r\n", 1)[0])
        parts, missing = [found[end + 4 :]], length - (len(found) - end - 4)
        while missing > 0:
            part = self._more()
            parts.append(part)
            missing -= len(part)
        body = b"".join(parts)
        self._rest = body[length:]
        return Answer(int(head[9:12]), head, body[:length])

    def _more(self) -> bytes:
        part = self._socket.recv(262_144)
        if not part:
            raise EOFError
        return part


@dataclass(frozen=True, slots=True)
class Timing:
    """One round: requests per second, and milliseconds within which 50, 95 and 99 % were answered."""

    requests: int
    failed: int
    per_second: float
    p50: float
    p95: float
    p99: float


def measure(site: SplitResult, asks: Callable[[int], Ask], count: int, connections: int) -> Timing:
    """Send `count` requests over so many connections at once; `asks(n)` is the n-th."""
    took: list[float] = []
    failed: list[int] = []
    threads = [
        Thread(target=_run, args=(site, asks, range(first, count, connections), took, failed))
        for first in range(connections)
    ]
    start = perf_counter()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    spent = perf_counter() - start
    return Timing(count, len(failed), len(took) / spent, *(_within(took, part) for part in (0.5, 0.95, 0.99)))


def _run(
    site: SplitResult, asks: Callable[[int], Ask], numbers: range, took: list[float], failed: list[int]
) -> None:
    line = Line(site)
    for number in numbers:
        ask = asks(number)
        start = perf_counter()
        try:
            status = line.send(ask).status
        except OSError:
            status = 0
        if status in (200, 302):
            took.append(perf_counter() - start)
        else:
            failed.append(status)
    line.close()


def _within(took: list[float], part: float) -> float:
    """Milliseconds; 0 where nothing was answered."""
    if not took:
        return 0.0
    return sorted(took)[min(len(took) - 1, int(len(took) * part))] * 1000
