"""Every check that is no test: lint, format, types, imports, templates, messages, scripts."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

from leerkring.site.steps import heading
from scripts.installing import BIN, ROOT, npm, surroundings

CHECKS = {
    "lint (ruff)": ["ruff", "check", "--quiet"],
    "format (ruff)": ["ruff", "format", "--check", "--quiet"],
    "types (mypy)": ["mypy"],
    "imports (import-linter)": ["lint-imports", "--config", "importlinter.ini"],
    "templates (djlint)": ["djlint", "src", "--lint", "--quiet"],
    "security (bandit)": ["bandit", "--quiet", "--recursive", "src", "scripts", "-c", "pyproject.toml"],
    "message catalogues": ["leerkring", "messages", "check"],
    "scripts (tsc)": ["npm", "run", "--silent", "check"],
    "contrast (palette)": ["npm", "test", "--silent"],
    "migrations": ["leerkring", "makemigrations", "--check", "--dry-run"],
}


@dataclass(frozen=True)
class Outcome:
    name: str
    failed: bool
    seconds: float
    said: str


def run() -> int:
    """Run all checks, two at a time; print what failed. Returns 1 when one did."""
    heading("Checks")
    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        outcomes = []
        for outcome in pool.map(_check, CHECKS):
            mark = "FAILED" if outcome.failed else ""
            print(f"  {outcome.name:<46}{mark:>6}{outcome.seconds:6.1f} s", flush=True)
            outcomes.append(outcome)
    for one in (one for one in outcomes if one.failed):
        print(f"\n--- {one.name}\n{one.said.strip()}", file=sys.stderr, flush=True)
    return int(any(one.failed for one in outcomes))


def _check(name: str) -> Outcome:
    program, *words = CHECKS[name]
    began = monotonic()
    done = subprocess.run(
        [*(npm() if program == "npm" else [BIN / program]), *words],
        cwd=ROOT,
        env={**surroundings(), "LEERKRING_DEMO": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(name, done.returncode != 0, monotonic() - began, done.stdout)
