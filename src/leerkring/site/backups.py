"""One file with everything that cannot be made again: the database and the uploads.

A backup is a tar with `about.json` (format, product version, PostgreSQL version),
`database.dump` (pg_dump's custom format) and `uploads/`.
"""

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from leerkring.site import env
from leerkring.site.account import programs
from leerkring.site.embedded import MAJOR
from leerkring.site.problem import Problem

FORMAT = 1


def write(target: Path) -> None:
    """Write a backup to `target`; the file appears only when it is complete."""
    if target.exists():
        raise Problem(f"{target} is already there.", "Give another name; a backup is never overwritten.")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder, tarfile.open(part, "w") as tar:
            dump = Path(folder) / "database.dump"
            _postgres("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={dump}")
            about = Path(folder) / "about.json"
            about.write_text(json.dumps(_about(), indent=2))
            tar.add(about, "about.json")
            tar.add(dump, "database.dump")
            _add_uploads(tar)
        part.chmod(0o600)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


def _add_uploads(tar: tarfile.TarFile) -> None:
    """After the database: what its rows name is there. A file that goes meanwhile stops nothing."""
    place: Path = settings.MEDIA_ROOT
    for one in sorted(place.rglob("*")):
        with suppress(FileNotFoundError):
            tar.add(one, f"uploads/{one.relative_to(place)}", recursive=False)


def read(source: Path, *, replace: bool) -> None:
    """Put a backup back. Refuses a database with content unless `replace`."""
    with _opened(source) as (folder, about):
        _refuse_newer(about)
        if not _is_empty() and not replace:
            raise Problem(
                "The database already has content; nothing was changed.",
                "To put the backup in its place: leerkring restore --replace FILE "
                "(make a backup of what is there first).",
            )
        _replace_tables(folder)
        _put_uploads(folder / "uploads")


def _about() -> dict[str, Any]:
    with connection.cursor():
        server = connection.connection.info.server_version // 10000
    return {
        "format": FORMAT,
        "leerkring": version("leerkring"),
        "postgresql": server,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
    }


@contextmanager
def _opened(source: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The unpacked backup and what it says about itself."""
    wrong = Problem(f"{source} is not a backup of Leerkring.", "Give a file made by leerkring backup.")
    env.VAR.value.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=env.VAR.value) as name:
        folder = Path(name)
        try:
            with tarfile.open(source) as tar:
                _unpack(tar, folder)
            about = json.loads((folder / "about.json").read_text())
        except FileNotFoundError as error:
            if not source.exists():
                raise Problem(f"There is no file {source}.", "Check the name.") from error
            raise wrong from error
        except (tarfile.TarError, json.JSONDecodeError, IsADirectoryError) as error:
            raise wrong from error
        if not isinstance(about, dict) or "format" not in about:
            raise wrong
        yield folder, about


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Files only, and only inside `folder`. Debian 12's Python has no extraction filters yet."""
    for member in tar:
        place = (folder / member.name).resolve()
        if member.isfile() and place.is_relative_to(folder.resolve()):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.touch(mode=0o600)
            with tar.extractfile(member) or BytesIO() as source, place.open("wb") as target:
                shutil.copyfileobj(source, target)


def _refuse_newer(about: dict[str, Any]) -> None:
    ours = _about()
    for what, name in (("format", "the backup format"), ("postgresql", "PostgreSQL")):
        if int(about[what]) > int(ours[what]):
            raise Problem(
                f"The backup was made with {name} {about[what]}; here it is {ours[what]}.",
                "Restore it with the same or a later version. Nothing was changed.",
            )
    if _numbers(about["leerkring"]) > _numbers(ours["leerkring"]):
        raise Problem(
            f"The backup was made by Leerkring {about['leerkring']}; this is {ours['leerkring']}.",
            "Update Leerkring first. Nothing was changed.",
        )


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in str(text).split(".") if part.isdecimal())


def _is_empty() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('people_person') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return True
        cursor.execute("SELECT NOT EXISTS (SELECT FROM people_person)")
        return bool(cursor.fetchone()[0])


def _replace_tables(folder: Path) -> None:
    """Old tables out and new ones in, in one transaction: a failure leaves the old ones."""
    whole, fitting, first = folder / "whole.sql", folder / "fitting.sql", folder / "first.sql"
    _postgres("pg_restore", "--no-owner", "--no-acl", f"--file={whole}", str(folder / "database.dump"))
    # A setting of PostgreSQL 17 and later, which older servers refuse.
    with whole.open() as lines, fitting.open("w") as kept:
        kept.writelines(line for line in lines if line != "SET transaction_timeout = 0;\n")
    first.write_text("SET lock_timeout = '10s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
    connection.close()
    _postgres(
        "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
        f"--file={first}", f"--file={fitting}",
    )  # fmt: skip


def _put_uploads(found: Path) -> None:
    """Set the present uploads aside before the others take their place."""
    place: Path = settings.MEDIA_ROOT
    if place.exists():
        place.rename(place.with_name(f"{place.name}-before-{datetime.now(UTC):%Y%m%d-%H%M%S}"))
    if found.exists():
        shutil.move(found, place)


def _postgres(program: str, *words: str) -> None:
    """Run one of PostgreSQL's own programs on our database; the password stays off the command line."""
    given = connection.settings_dict
    keys = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    surroundings = {name: str(given[key]) for name, key in keys.items() if given[key]}
    if mode := given["OPTIONS"].get("sslmode"):
        surroundings["PGSSLMODE"] = str(mode)
    done = subprocess.run(
        [programs(MAJOR) / program, *words],
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Problem(
            f"{program} did not succeed: {done.stderr.strip()[-800:]}",
            "The database is as it was. Leerkring itself must be stopped during a restore.",
        )
