"""The console command as its users run it: in a process of its own."""

import os
import subprocess
import sys

PYTHON = sys.executable


def surroundings(**settings: str) -> dict[str, str]:
    """The test's environment without a database of another test, with `settings` on top."""
    left_out = ("PYTEST_", "DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return {**kept, **settings}


def leerkring(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `leerkring <words>` to its end."""
    return subprocess.run(
        [PYTHON, "-m", "leerkring.site.cli", *words],
        env=surroundings(**settings),
        capture_output=True,
        text=True,
        timeout=480,
    )
