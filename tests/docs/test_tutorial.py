"""The tutorial works as it is written: a copy of the source gets every step, and the result runs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection

from leerkring.site import env
from tests.docs.tutorial import Step, steps, write

NEEDED = ("src", "tests", "docs", "pyproject.toml")
SLOW = "python -m pytest tests/architecture\n"
PART_OF_IT = (
    "python -m pytest tests/architecture/test_declarations.py -k 'verb or reference or notice or field'\n"
)


def test_has_steps_to_follow() -> None:
    verbs = [step.verb for step in steps()]
    assert verbs.count("run") >= 5
    assert {"create", "append", "after", "before", "replace", "words", "shows"} <= set(verbs)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The source as it is now, in a folder of its own."""
    for name in NEEDED:
        source = env.ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


@pytest.mark.django_db
def test_every_step_works(copy: Path) -> None:
    for step in steps():
        if step.verb == "run":
            for line in step.text.splitlines(keepends=True):
                _say(PART_OF_IT if line == SLOW else line, copy)
        elif step.verb == "shows":
            assert _say(step.where, copy).strip() == step.text.strip()
        else:
            write(step, copy)
    _nothing_to_tidy(copy)


def _say(line: str, folder: Path) -> str:
    """What a command line says, in the copy and on the database server of these tests."""
    given = connection.settings_dict
    place = urlencode({name: given[name.upper()] for name in ("host", "port", "user", "password")})
    around = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(folder / "src"),
        "DATABASE_URL": f"postgresql:///{given['NAME']}?{place}",
        "LEERKRING_DEMO": "1",
        "LEERKRING_VAR": str(folder / "var"),
    }
    for name in (
        "PYTEST_CURRENT_TEST",
        "PYTEST_XDIST_TESTRUNUID",
        "PYTEST_XDIST_WORKER",
        "PYTEST_XDIST_WORKER_COUNT",
    ):
        around.pop(name, None)
    done = subprocess.run(["sh", "-c", line], cwd=folder, env=around, capture_output=True, text=True)
    assert done.returncode == 0, f"$ {line}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def _nothing_to_tidy(folder: Path) -> None:
    """What the reader has written passes the same lint as everything else."""
    files = sorted({step.where for step in steps() if _is_python(step)})
    _say(f"ruff format --check {' '.join(files)}", folder)
    _say(f"ruff check {' '.join(files)}", folder)


def _is_python(step: Step) -> bool:
    return step.where.endswith(".py")
