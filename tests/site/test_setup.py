"""The set-up by `make`, on a copy of the checkout that has nothing installed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from leerkring.site import env
from leerkring.site.locks import FileLock
from tests.site.commands import surroundings


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """What a fresh clone holds of the set-up, in a path with spaces."""
    folder = tmp_path / "een verse kloon"
    for name in ("Makefile", "pyproject.toml", "package.json", "package-lock.json"):
        folder.mkdir(exist_ok=True)
        shutil.copy(env.ROOT / name, folder)
    for name in ("scripts", "requirements", "src/leerkring/site"):
        shutil.copytree(env.ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(env.ROOT / "src/leerkring/__init__.py", folder / "src/leerkring")
    shutil.copytree(env.ROOT / "src/leerkring/kit/openid", folder / "src/leerkring/kit/openid")
    shutil.copy(env.ROOT / "src/leerkring/kit/__init__.py", folder / "src/leerkring/kit")
    return folder


def make(folder: Path, target: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", target, f"PYTHON={sys.executable}"],
        cwd=folder,
        env=surroundings(**settings),
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_without_a_registry_it_says_so_and_goes_on_where_it_was(bare: Path) -> None:
    nowhere = {
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_INDEX_URL": "http://127.0.0.1:1/simple",
        "PIP_FIND_LINKS": "",
        "PIP_RETRIES": "0",
    }
    first = make(bare, "setup", **nowhere)
    assert first.returncode != 0
    assert "No package registry could be reached" in first.stderr
    assert "PIP_INDEX_URL" in first.stderr
    assert "Traceback" not in first.stderr
    assert "Virtual environment" in first.stdout

    second = make(bare, "setup", **nowhere)
    assert "Virtual environment" not in second.stdout
    assert "Python packages" in second.stdout


def test_a_half_made_virtual_environment_is_made_again(bare: Path) -> None:
    (bare / ".venv" / "bin").mkdir(parents=True)
    (bare / ".venv" / "bin" / "python").write_text("half")
    done = make(
        bare, "setup", PIP_CONFIG_FILE="/dev/null", PIP_INDEX_URL="http://127.0.0.1:1/", PIP_RETRIES="0"
    )
    assert "Virtual environment" in done.stdout
    assert (bare / ".venv" / "bin" / "python").read_bytes() != b"half"


def test_two_set_ups_in_one_folder_wait_for_each_other(bare: Path) -> None:
    (bare / "build").mkdir()
    lock = FileLock(bare / "build" / "setup.lock")
    assert lock.try_exclusive()
    waiting = subprocess.Popen(
        [sys.executable, "scripts/bootstrap.py", "setup"],
        cwd=bare,
        env=surroundings(),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert waiting.stdout is not None
    assert "waiting for it" in waiting.stdout.readline()
    assert not (bare / ".venv").exists()
    waiting.kill()
    waiting.communicate()
    lock.give_up()
