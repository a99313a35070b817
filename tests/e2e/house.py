"""The whole platform as people meet it: web server, worker and demo, in processes of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO, NamedTuple
from urllib.parse import urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from leerkring.site.database import connection_settings

CLI = [sys.executable, "-m", "leerkring.site.cli"]
PATIENCE = 480.0
"""Seconds: a slow machine that does more makes a house in minutes."""
_WAITS = """
    SELECT count(*) FROM procrastinate_jobs
    WHERE status IN ('todo', 'doing') AND priority >= 0
    AND (scheduled_at IS NULL OR scheduled_at <= now())
"""
"""What the worker is to do now; what it takes in at leisure, for search, is left out."""


class _House(NamedTuple):
    database: str
    guard: Path


_houses: dict[int | None, _House] = {}
"""By port: a platform may be called by more names than one."""


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[str]:
    """Serve the demo, with everything it writes in `folder`; gives the address.

    Fails at the end when the platform itself failed somewhere meanwhile.
    """
    around = _surroundings(folder, **settings)
    subprocess.run([*CLI, "collectstatic", "--no-input", "-v0"], env=around, check=True, timeout=PATIENCE)
    log = folder / "errors.log"
    with log.open("wb") as errors:
        serve = subprocess.Popen(
            [*CLI, "serve", "--prepare"], env=around, stdout=subprocess.PIPE, stderr=errors, text=True
        )
        assert serve.stdout is not None
        try:
            _wait_until_ready(serve, serve.stdout, log)
            _wait_for_guard(folder / "var" / "guard.sock")
            address = f"http://127.0.0.1:{around['PORT']}"
            _houses[urlsplit(address).port] = _House(
                around.get("DATABASE_URL", ""), folder / "var" / "guard.sock"
            )
            yield address
        finally:
            serve.send_signal(signal.SIGINT)
            serve.communicate(timeout=PATIENCE)
    said = log.read_text(errors="replace")
    assert "Traceback" not in said, said


def settle(address: str) -> None:
    """Wait until this platform is at rest: its guard is there, everybody was told what happened."""
    limit = time.monotonic() + PATIENCE
    house = _houses[urlsplit(address).port]
    _wait_for_guard(house.guard)
    with psycopg.connect(house.database, autocommit=True) as database:
        while (waits := database.execute(_WAITS).fetchone()) and waits[0]:
            assert time.monotonic() < limit, f"the worker has {waits[0]} jobs left"
            time.sleep(0.1)


def end_guard(address: str) -> int:
    """Kill the guard of the platform at this address, as a crash would; gives its old number."""
    number = guard_of(address)
    assert number, "there is no guard"
    os.kill(number, signal.SIGKILL)
    return number


def guard_of(address: str) -> int:
    """The number of its guard's process; 0 when there is none."""
    port = f"PORT={urlsplit(address).port}".encode()
    for one in Path("/proc").glob("[0-9]*"):
        try:
            is_guard = (one / "cmdline").read_bytes().endswith(b"\0guard\0")
            if is_guard and port in (one / "environ").read_bytes().split(b"\0"):
                return int(one.name)
        except OSError:
            continue
    return 0


@contextmanager
def own_database(name: str) -> Iterator[str]:
    """A new database on the test server; gives its connection string."""
    known = connection_settings()
    parts = {
        "user": known["USER"],
        "password": known["PASSWORD"],
        "host": known["HOST"],
        "port": known["PORT"],
    }
    given = {key: value for key, value in parts.items() if value}
    with psycopg.connect(**given, dbname="postgres", autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        server.execute(drop)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield make_conninfo(**given, dbname=name)
        server.execute(drop)


def _surroundings(folder: Path, **settings: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "LEERKRING_"))
    }
    return {
        **kept,
        "LEERKRING_DEMO": "1",
        "LEERKRING_GUARD_PATIENCE": "55",
        "LEERKRING_VAR": str(folder / "var"),
        "LEERKRING_STATIC": str(folder / "static"),
        "PORT": str(_free_port()),
        **settings,
    }


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def _wait_for_guard(address: Path) -> None:
    """It listens once it has read its words; before that texts would wait for it."""
    limit = time.monotonic() + PATIENCE
    while True:
        try:
            with socket.socket(socket.AF_UNIX) as line:
                return line.connect(str(address))
        except OSError:
            assert time.monotonic() < limit, "the guard did not start"
            time.sleep(0.1)


def _wait_until_ready(serve: subprocess.Popen[str], says: IO[str], log: Path) -> None:
    limit = Timer(PATIENCE, serve.kill)
    limit.start()
    try:
        for line in says:
            if "is ready" in line:
                return
    finally:
        limit.cancel()
    raise AssertionError(f"The platform did not start:\n{log.read_text(errors='replace')}")
