"""The web server, the guard and the workers as child processes, and the lock that keeps them single."""

import http.client
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from leerkring.site import env
from leerkring.site.locks import FileLock
from leerkring.site.problem import Problem
from leerkring.site.supervisor import Child


def children() -> list[Child]:
    """The web server, the guard, and as many workers as the settings ask."""
    guard, worker = ([sys.executable, "-m", "leerkring.site.cli", name] for name in ("guard", "worker"))
    many = env.WORKERS.value
    names = ["worker"] if many == 1 else [f"worker {number}" for number in range(1, many + 1)]
    first = [Child("web server", web_command()), Child("guard", guard)]
    return [*first, *(Child(name, worker) for name in names)]


def web_command() -> list[str]:
    """The command line of the web server; see docs/decisions/0003-web-server.md."""
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "leerkring.site.wsgi:application",
        f"--bind={_host()}:{env.PORT.value}",
        "--worker-class=gthread",
        f"--workers={env.WEB_PROCESSES.value}",
        f"--threads={env.WEB_THREADS.value}",
        "--timeout=60",
        "--graceful-timeout=10",
        "--log-level=warning",
        "--no-control-socket",
        "--reload" if env.DEBUG.value else "--preload",
    ]


def address() -> str:
    """Where a browser on this machine finds the platform."""
    return f"http://{_host()}:{env.PORT.value}"


def answers() -> bool:
    """True when the home page is served; asking also warms it up for the first visitor."""
    connection = http.client.HTTPConnection(env.LISTEN.value, env.PORT.value, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": (env.HOSTS.value or ["localhost"])[0]})
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@contextmanager
def alone() -> Iterator[None]:
    """Hold this folder's serve lock; raises Problem when another `leerkring serve` has it."""
    var: Path = env.VAR.value
    var.mkdir(parents=True, exist_ok=True)
    lock = FileLock(var / "serve.lock")
    note = var / "serve.address"
    if not lock.try_exclusive():
        where = note.read_text().strip() if note.exists() else "another port"
        raise Problem(
            f"Leerkring already runs from this folder, at {where}.",
            "Use that one, or stop it first (Ctrl-C in its window).",
        )
    note.write_text(address())
    try:
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.give_up()


def _host() -> str:
    return f"[{env.LISTEN.value}]" if ":" in env.LISTEN.value else env.LISTEN.value
