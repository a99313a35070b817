"""The embedded PostgreSQL: shared, stopped by the last user, and never at the cost of data."""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from leerkring.site.embedded import MAJOR, NAME, Embedded
from leerkring.site.problem import Problem
from tests.site.commands import PYTHON, surroundings

USE = """
import sys
from pathlib import Path
from leerkring.site.embedded import Embedded
with Embedded(Path(sys.argv[1]), durable=False).held():
    print("up", flush=True)
    sys.stdin.readline()
"""


def user_of(server: Embedded) -> subprocess.Popen[str]:
    """Another process that holds the server until it reads a line."""
    process = subprocess.Popen(
        [PYTHON, "-c", USE, str(server.folder)],
        env=surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    return process


def ask(server: Embedded, question: LiteralString) -> object:
    with psycopg.connect(host=str(server.socket), user=NAME, dbname=NAME) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def postmaster(server: Embedded) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def test_two_processes_share_one_server_and_the_last_stops_it(private: Embedded) -> None:
    with user_of(private) as first, user_of(private) as second:
        pid = postmaster(private)
        first.communicate("\n")
        assert private.running()
        assert postmaster(private) == pid
        second.communicate("\n")
    assert not private.running()
    assert not private.socket.exists()
    assert not (private.data / "postmaster.pid").exists()


def test_a_killed_user_does_not_count(private: Embedded) -> None:
    with user_of(private) as killed:
        killed.kill()
    assert private.running()
    with user_of(private) as other:
        other.communicate("\n")
    assert not private.running()


def test_data_survives_a_crash_of_the_server(private: Embedded) -> None:
    private.durable = True
    with private.held():
        with psycopg.connect(host=str(private.socket), user=NAME, dbname=NAME) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
        os.kill(postmaster(private), signal.SIGKILL)
        private.wait_until_gone()
        private.keep_alive()
        assert ask(private, "SELECT number FROM kept") == 42


def test_a_stale_mark_of_a_living_stranger_does_not_block_the_start(private: Embedded) -> None:
    with private.held():
        left = (private.data / "postmaster.pid").read_text()
    stranger = left.replace(left.split("\n", 1)[0], str(os.getppid()), 1)
    (private.data / "postmaster.pid").write_text(stranger)
    with private.held():
        assert ask(private, "SELECT 1") == 1


def test_a_set_up_that_broke_off_is_done_again(private: Embedded) -> None:
    half = private.folder / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text(f"{MAJOR}\n")
    with private.held():
        assert ask(private, "SELECT 1") == 1
    assert not half.exists()


def test_a_start_that_broke_off_before_the_database_was_made(private: Embedded) -> None:
    with (
        private.held(),
        psycopg.connect(
            host=str(private.socket), user=NAME, dbname="postgres", autocommit=True
        ) as connection,
    ):
        connection.execute(f"DROP DATABASE {NAME}")
    with private.held():
        assert ask(private, "SELECT current_database()") == NAME


def test_data_of_another_major_version_is_left_alone(private: Embedded) -> None:
    private.data.mkdir(parents=True)
    (private.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(Problem, match="made by PostgreSQL 16") as caught:
        private.hold()
    assert f'mv "{private.data}"' in caught.value.way_out
    assert [path.name for path in private.data.iterdir()] == ["PG_VERSION"]


def test_a_folder_that_is_no_database_is_left_alone(private: Embedded) -> None:
    private.data.mkdir(parents=True)
    (private.data / "diary.txt").write_text("dear")
    with pytest.raises(Problem, match="not a PostgreSQL data folder"):
        private.hold()
    assert (private.data / "diary.txt").read_text() == "dear"


def test_a_long_path_with_spaces_and_odd_characters(tmp_path: Path) -> None:
    folder = tmp_path / ("een heel lange map, met $HOME en 'aanhalingstekens' " * 4) / "var"
    server = Embedded(folder, durable=False)
    with server.held():
        assert ask(server, "SELECT 1") == 1
    assert not server.running()


def test_it_cannot_be_reached_over_the_network(private: Embedded) -> None:
    with private.held():
        assert ask(private, "SHOW listen_addresses") == ""
        assert private.socket.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_socket_folder_of_someone_else_is_not_used(private: Embedded) -> None:
    with private.held():
        pass
    private.socket.mkdir()
    (private.socket / "trap").touch()
    os.chown(private.socket, 12345, 12345)
    try:
        with pytest.raises(Problem, match="belongs to someone else"):
            private.hold()
    finally:
        shutil.rmtree(private.socket)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can take a folder")
def test_data_that_root_copied_is_given_back(private: Embedded) -> None:
    with private.held():
        pass
    moved = private.data.with_name("moved")
    private.data.rename(moved)
    shutil.copytree(moved, private.data)
    assert private.data.stat().st_uid == 0
    with private.held():
        assert ask(private, "SELECT 1") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has a folder that others may not enter")
def test_root_needs_no_open_folders(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    server = Embedded(closed / "var", durable=False)
    with server.held():
        assert ask(server, "SELECT 1") == 1
        assert server.data.stat().st_uid != 0
    assert closed.stat().st_mode & 0o777 == 0o700
