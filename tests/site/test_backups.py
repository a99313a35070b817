"""Backup and restore: what goes in comes out, and nothing is overwritten by accident."""

import io
import json
import shutil
import tarfile
from pathlib import Path

import pytest

from tests.site.commands import leerkring


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with a person, an upload and a backup of both."""
    var = tmp_path_factory.mktemp("eerste")
    assert leerkring("migrate", "-v0", LEERKRING_VAR=str(var)).returncode == 0
    make = (
        "from leerkring.core.people.models import Person;"
        "Person.objects.create(email='noor@voorbeeld.example', name='Noor')"
    )
    done = leerkring("shell", "-v0", "-c", make, LEERKRING_VAR=str(var))
    assert done.returncode == 0, done.stderr
    (var / "uploads").mkdir()
    (var / "uploads" / "foto.txt").write_text("beeld")
    (var / "uploads" / "attachments" / "ab").mkdir(parents=True)
    (var / "uploads" / "attachments" / "ab" / "ab12").write_bytes(b"een bijlage")
    done = leerkring("backup", str(var / "bewaard.tar"), LEERKRING_VAR=str(var))
    assert done.returncode == 0, done.stderr
    return var


def people(var: Path) -> list[str]:
    ask = (
        "from leerkring.core.people.models import Person; print(*(one.name for one in Person.objects.all()))"
    )
    done = leerkring("shell", "-v0", "-c", ask, LEERKRING_VAR=str(var))
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_a_backup_comes_back_in_an_empty_place(first: Path, tmp_path: Path) -> None:
    done = leerkring("restore", str(first / "bewaard.tar"), LEERKRING_VAR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert people(tmp_path) == ["Noor"]
    assert (tmp_path / "uploads" / "foto.txt").read_text() == "beeld"
    attachment = tmp_path / "uploads" / "attachments" / "ab" / "ab12"
    assert attachment.read_bytes() == b"een bijlage"
    assert attachment.stat().st_mode & 0o077 == 0, "only for the platform itself"


def test_a_database_with_people_is_only_replaced_when_asked(first: Path, tmp_path: Path) -> None:
    var = tmp_path / "kopie"
    shutil.copytree(first, var)
    rename = "from leerkring.core.people.models import Person; Person.objects.update(name='Samira')"
    assert leerkring("shell", "-v0", "-c", rename, LEERKRING_VAR=str(var)).returncode == 0

    refused = leerkring("restore", str(first / "bewaard.tar"), LEERKRING_VAR=str(var))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert people(var) == ["Samira"]

    replaced = leerkring("restore", "--replace", str(first / "bewaard.tar"), LEERKRING_VAR=str(var))
    assert replaced.returncode == 0, replaced.stderr
    assert people(var) == ["Noor"]
    assert list(var.glob("uploads-before-*/foto.txt"))


def test_a_backup_of_a_later_version_changes_nothing(first: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.tar"
    about = json.dumps({"format": 1, "leerkring": "999.0", "postgresql": 18, "made": ""}).encode()
    with tarfile.open(first / "bewaard.tar") as source, tarfile.open(later, "w") as target:
        info = tarfile.TarInfo("about.json")
        info.size = len(about)
        target.addfile(info, io.BytesIO(about))
        dump = source.getmember("database.dump")
        target.addfile(dump, source.extractfile(dump))
    done = leerkring("restore", "--replace", str(later), LEERKRING_VAR=str(first))
    assert done.returncode == 1
    assert "999.0" in done.stderr
    assert people(first) == ["Noor"]


def test_a_damaged_backup_changes_nothing(first: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.tar"
    with tarfile.open(first / "bewaard.tar") as source, tarfile.open(damaged, "w") as target:
        about = source.getmember("about.json")
        target.addfile(about, source.extractfile(about))
        dump = source.getmember("database.dump")
        stream = source.extractfile(dump)
        assert stream is not None
        half = stream.read()[: dump.size // 2]
        dump.size = len(half)
        target.addfile(dump, io.BytesIO(half))
    done = leerkring("restore", "--replace", str(damaged), LEERKRING_VAR=str(first))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert people(first) == ["Noor"]


@pytest.mark.parametrize("name", ["nothing.tar", "text.tar"])
def test_what_is_no_backup_is_refused(name: str, own_var: Path, tmp_path: Path) -> None:
    (tmp_path / "text.tar").write_text("no tar at all")
    done = leerkring("restore", str(tmp_path / name), LEERKRING_VAR=str(own_var))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_backup_writes_nothing_outside_its_folder(first: Path, tmp_path: Path) -> None:
    evil = tmp_path / "evil.tar"
    with tarfile.open(first / "bewaard.tar") as source, tarfile.open(evil, "w") as target:
        for name in ("about.json", "database.dump"):
            target.addfile(source.getmember(name), source.extractfile(name))
        target.addfile(tarfile.TarInfo("../../outside.txt"), io.BytesIO())
    var = tmp_path / "a" / "b" / "var"
    done = leerkring("restore", str(evil), LEERKRING_VAR=str(var))
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.rglob("outside.txt"))


def test_a_backup_is_never_overwritten(first: Path) -> None:
    before = (first / "bewaard.tar").read_bytes()
    done = leerkring("backup", str(first / "bewaard.tar"), LEERKRING_VAR=str(first))
    assert done.returncode == 1
    assert "already there" in done.stderr
    assert (first / "bewaard.tar").read_bytes() == before
