"""What each make target does."""

import os
import shutil
import sys

from leerkring.site import env, ports
from leerkring.site.locks import FileLock
from leerkring.site.steps import heading
from scripts import checks, installing
from scripts.installing import BIN, ROOT, surroundings


def run(target: str) -> int:
    """Run one target and return its exit code."""
    targets = {
        "run": _run,
        "setup": _setup,
        "test": _test,
        "check": _check,
        "screenshots": _screenshots,
        "lock": _lock,
    }
    return targets[target]()


def _run() -> int:
    os.environ.setdefault("LEERKRING_DEMO", "1")
    ports.refuse_when_busy(env.LISTEN.value, env.PORT.value)
    _set_up("run")
    heading("Starting")
    sys.stdout.flush()
    os.execve(BIN / "leerkring", ["leerkring", "serve", "--prepare"], surroundings())  # noqa: S606  # nosec B606


def _setup() -> int:
    _set_up("run")
    print("\nSet up. Start with: make run", flush=True)
    return 0


def _check() -> int:
    _set_up("test")
    return checks.run()


def _test() -> int:
    _set_up("test")
    installing.chromium()
    failed = checks.run()
    heading("Tests")
    jobs = ["-n", str(min(2, os.cpu_count() or 1)), "--dist", "loadgroup"]
    done = installing.execute([BIN / "python", "-m", "pytest", *jobs], surroundings())
    return done or failed


def _screenshots() -> int:
    _set_up("test")
    installing.chromium()
    heading("Screenshots")
    return installing.execute([BIN / "python", "scripts/screenshots.py"], surroundings())


def _lock() -> int:
    """Choose the newest fitting versions and write their hashes down; no host name is kept."""
    _set_up("test")
    options = ["--quiet", "--universal", "--python-version=3.11", "--generate-hashes", "--upgrade"]
    options += ["--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]
    for kind in ("run", "test"):
        files = [f"requirements/{kind}.in", "--output-file", f"requirements/{kind}.txt"]
        remark = "--custom-compile-command=make lock"
        if code := installing.execute([BIN / "uv", "pip", "compile", *options, remark, *files]):
            return code
    return 0


def _set_up(kind: str) -> None:
    """Set up for `run` or for `test` (which has more packages), one process at a time."""
    (ROOT / "build").mkdir(exist_ok=True)
    lock = FileLock(ROOT / "build" / "setup.lock")
    if not lock.try_exclusive():
        print("Another set-up is busy in this folder; waiting for it.", flush=True)
    with lock.exclusive():
        heading("Setting up")
        if not (ROOT / "node_modules").exists():
            installing.refuse_full_disk(shutil.disk_usage(ROOT).free)
        installing.everything(kind)
