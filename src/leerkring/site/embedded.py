"""The embedded PostgreSQL: made, started, shared and stopped without anyone's help.

Several processes may use one server. Each holds a shared lock on `postgres.users` as
long as it needs the database; the last one out stops the server. The kernel drops the
lock of a process that dies, so nothing is counted twice or forgotten.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from leerkring.site import account
from leerkring.site.locks import FileLock
from leerkring.site.problem import Problem

MAJOR = 18
NAME = "leerkring"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Embedded:
    """One PostgreSQL data folder under `folder`, reachable over a socket only.

    `durable=False` is for test data: faster, and lost when the machine loses power.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder
        self.durable = durable
        self.data = folder / "postgres"
        self.log = folder / "postgres.log"
        # Short and without odd characters: a socket path has at most 107 bytes.
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        self.socket = Path("/tmp") / f"leerkring-{digest}"  # noqa: S108  # nosec B108
        self._changing = FileLock(folder / "postgres.lock")
        self._users = FileLock(folder / "postgres.users")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Run the body with the database up; stop it afterwards if nobody else uses it."""
        self.hold()
        try:
            yield
        finally:
            self.release()

    def hold(self) -> None:
        """Start the server when it is not running, and say that this process uses it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._changing.exclusive():
            self._users.take_shared()
            self._start()

    def release(self) -> bool:
        """Say that this process is done; the last one stops the server and gets True."""
        with self._changing.exclusive():
            last = self._users.try_exclusive()
            if last:
                self.stop()
            self._users.give_up()
        return last

    def keep_alive(self) -> None:
        """Start the server again when it died under the process that holds it."""
        if not self.running():
            with self._changing.exclusive():
                self._start()

    def running(self) -> bool:
        """True when a server works on this data folder and can be reached."""
        return self._pid() is not None and (self.socket / ".s.PGSQL.5432").exists()

    def stop(self) -> None:
        """Stop the server: connections are ended, data is written."""
        for number, patience in ((signal.SIGINT, 30.0), (signal.SIGQUIT, 5.0)):
            pid = self._pid()
            if pid is None:
                break
            os.kill(pid, number)
            self.wait_until_gone(patience)
        with suppress(OSError):
            self.socket.rmdir()

    def wait_until_gone(self, seconds: float = 30.0) -> None:
        """Wait for a server that was told to stop, or that was killed."""
        limit = time.monotonic() + seconds
        while (pid := self._pid()) is not None and time.monotonic() < limit:
            with suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
            time.sleep(0.02)

    def tool(self, name: str) -> Path:
        """The path of one of PostgreSQL's own programs."""
        return account.programs(MAJOR) / name

    def _start(self) -> None:
        if self.running():
            return
        self.stop()  # A server whose socket was cleaned away is of no use.
        self._refuse_other_version()
        who = account.for_folder(self.folder, self.data)
        if not self.data.exists():
            self._make(who)
        elif self.data.stat().st_uid != who.uid:
            who.own(self.data)  # Root copied it, so it is root's; nobody could use it like that.
        self._drop_stale_marks()
        self._make_socket_folder(who)
        self._launch(who)

    def _refuse_other_version(self) -> None:
        mark = self.data / "PG_VERSION"
        if not self.data.exists():
            return
        if not mark.exists():
            raise Problem(
                f"{self.data} is there, but it is not a PostgreSQL data folder.",
                "Move it away and start again; a new, empty database is made.",
            )
        found = mark.read_text().strip()
        if found != str(MAJOR):
            raise Problem(
                f"{self.data} was made by PostgreSQL {found}; this Leerkring brings {MAJOR}.",
                f"Nothing was changed. To keep the data: make a backup with the Leerkring that "
                f"made it (leerkring backup), then restore it here. To start afresh: "
                f'mv "{self.data}" "{self.data}-{found}"',
            )

    def _make(self, who: account.Account) -> None:
        """Make the data folder beside its place, then rename: half a folder never stays."""
        fresh = self.data.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        who.own(fresh)
        command: list[str | Path] = [
            self.tool("initdb"),
            f"--pgdata={fresh}",
            f"--username={NAME}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--no-instructions",
            *([] if self.durable else ["--no-sync"]),
        ]
        done = subprocess.run(who.command(command), cwd="/", capture_output=True, text=True, check=False)
        if done.returncode:
            shutil.rmtree(fresh, ignore_errors=True)
            raise self._failure("The embedded PostgreSQL could not be made", done.stderr)
        fresh.rename(self.data)

    def _drop_stale_marks(self) -> None:
        """After a crash another process may have the old server's number; PostgreSQL waits for it."""
        if self._pid() is None:
            for mark in (self.data / "postmaster.pid", self.socket / ".s.PGSQL.5432.lock"):
                mark.unlink(missing_ok=True)

    def _make_socket_folder(self, who: account.Account) -> None:
        with suppress(FileExistsError):
            self.socket.mkdir(mode=0o700)
        state = self.socket.lstat()
        if self.socket.is_symlink() or state.st_uid not in {os.geteuid(), who.uid}:
            raise Problem(
                f"{self.socket} belongs to someone else; the database needs it for its socket.",
                f"Remove it (rm -r {self.socket}) and start again.",
            )
        self.socket.chmod(0o700)
        who.own(self.socket)

    def _launch(self, who: account.Account) -> None:
        options = ["listen_addresses=", "jit=off", *(() if self.durable else QUICK)]
        command: list[str | Path] = [self.tool("postgres"), "-D", self.data, "-k", self.socket]
        for option in options:
            command += ["-c", option]
        with self.log.open("ab") as log:
            began = log.tell()
            process = subprocess.Popen(
                who.command(command),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        limit = time.monotonic() + 120
        while not self._answers():
            if process.poll() is not None or time.monotonic() > limit:
                with self.log.open("rb") as log:
                    log.seek(began)
                    said = log.read().decode(errors="replace")
                raise self._failure("The embedded PostgreSQL did not start", said)
            time.sleep(0.03)
        process.returncode = 0  # It outlives this object: Popen need not wait for it.

    def _answers(self) -> bool:
        try:
            with psycopg.connect(
                host=str(self.socket), user=NAME, dbname="postgres", autocommit=True
            ) as connection:
                if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                    connection.execute(f"CREATE DATABASE {NAME}")
        except psycopg.OperationalError:
            return False
        return True

    def _failure(self, what: str, said: str) -> Problem:
        if "No space left on device" in said:
            return Problem(
                f"{what}: the disk that holds {self.folder} is full.",
                "Make room and start again; nothing is lost.",
            )
        tail = "\n".join(said.strip().splitlines()[-8:])
        return Problem(f"{what}. It said:\n{tail}", f"The whole log is in {self.log}.")

    def _pid(self) -> int | None:
        """The process number of the server on this data folder, if it is alive."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            here = Path(f"/proc/{pid}/cwd").samefile(self.data)
        except (OSError, ValueError):
            return None
        return pid if here else None
