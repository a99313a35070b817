"""`leerkring serve`: one command keeps everything going, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from leerkring.services.discover.meaning import has_meaning
from leerkring.site import env
from leerkring.site.embedded import NAME, Embedded
from leerkring.site.management.commands.serve import words_alone
from tests.site.commands import PYTHON, leerkring, surroundings
from tests.site.serving import Serving, free_port, serving, until


@pytest.fixture(scope="session")
def static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collected static files."""
    folder = tmp_path_factory.mktemp("static")
    done = leerkring("collectstatic", "--no-input", LEERKRING_STATIC=str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database has its tables."""
    var = tmp_path_factory.mktemp("met tabellen")
    done = leerkring("migrate", "-v0", LEERKRING_VAR=str(var))
    assert done.returncode == 0, done.stderr
    return var


@pytest.fixture
def platform(filled: Path, static: Path) -> Iterator[Serving]:
    with serving(filled, static) as running:
        yield running


def gone(running: Serving) -> bool:
    return not running.all_processes() and not Embedded(running.var).running()


def at_work(server: Embedded) -> bool:
    """A worker waits for jobs, so it holds the database too."""
    with psycopg.connect(host=str(server.socket), user=NAME, dbname=NAME) as connection:
        row = connection.execute("SELECT count(*) FROM procrastinate_workers").fetchone()
    return row is not None and row[0] > 0


def test_it_serves_pages_and_tells_where(platform: Serving) -> None:
    assert platform.status() == 200
    assert f"http://127.0.0.1:{platform.port}" in platform.output
    assert "Ctrl-C" in platform.output
    assert "Noor Hofstede" in platform.output


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopping_leaves_nothing_behind(platform: Serving, number: signal.Signals) -> None:
    assert len(platform.all_processes()) >= 4
    assert platform.stop(number) == 0
    assert gone(platform)
    assert platform.status() == 0
    assert not Embedded(platform.var).socket.exists()
    assert not (platform.var / "serve.address").exists()
    assert "Traceback" not in platform.output


def test_a_killed_supervisor_takes_everything_with_it(platform: Serving) -> None:
    assert until(lambda: at_work(Embedded(platform.var)))
    platform.process.kill()
    platform.process.wait()
    assert until(lambda: gone(platform)), platform.all_processes()


@pytest.mark.parametrize("words", ["gunicorn", "worker"])
def test_a_killed_child_comes_back(platform: Serving, words: str) -> None:
    assert until(lambda: platform.child(words))
    killed = platform.child(words)
    os.kill(killed, signal.SIGKILL)
    assert until(lambda: platform.child(words) not in {0, killed})
    assert until(lambda: platform.status() == 200)
    assert "signal SIGKILL" in platform.output


def test_a_killed_database_comes_back(platform: Serving) -> None:
    server = Embedded(platform.var)
    pid = int((server.data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    assert until(lambda: platform.status("/vragen/") == 200)


def test_pages_say_503_while_the_database_is_away_and_return_by_themselves(
    private: Embedded, static: Path, tmp_path: Path
) -> None:
    url = f"postgresql://{NAME}@/{NAME}?host={private.socket}"
    with private.held():
        assert leerkring("migrate", "-v0", DATABASE_URL=url).returncode == 0
        with serving(tmp_path / "served", static, DATABASE_URL=url) as running:
            assert running.status("/vragen/") == 200
            private.stop()
            # Each process may still give a page that it kept, for a quarter of a second;
            # after that, every thread notices that its own connection is gone.
            assert until(lambda: all(running.status("/vragen/") == 503 for _ in range(6)))
            answer = running.get("/vragen/")
            assert answer is not None
            assert answer.headers["Retry-After"]
            private.keep_alive()
            assert running.status("/vragen/") == 200
            assert until(lambda: running.child("worker"))


def test_a_busy_port_is_named_with_a_way_out(filled: Path, static: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = leerkring("serve", LEERKRING_VAR=str(filled), LEERKRING_STATIC=str(static), PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} is in use" in done.stderr
    assert "PORT=" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_same_folder_is_not_served_twice(platform: Serving, static: Path) -> None:
    done = leerkring(
        "serve", LEERKRING_VAR=str(platform.var), LEERKRING_STATIC=str(static), PORT=str(free_port())
    )
    assert done.returncode == 1
    assert f"already runs from this folder, at http://127.0.0.1:{platform.port}" in done.stderr
    assert platform.status() == 200


def test_tables_that_are_not_up_to_date_are_named(own_var: Path, static: Path) -> None:
    done = leerkring("serve", LEERKRING_VAR=str(own_var), LEERKRING_STATIC=str(static), PORT=str(free_port()))
    assert done.returncode == 1
    assert "leerkring migrate" in done.stderr


def test_missing_static_files_are_named(filled: Path, tmp_path: Path) -> None:
    done = leerkring(
        "serve", LEERKRING_VAR=str(filled), LEERKRING_STATIC=str(tmp_path / "none"), PORT=str(free_port())
    )
    assert done.returncode == 1
    assert "collectstatic" in done.stderr


def test_make_run_names_a_busy_port_before_it_sets_anything_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = subprocess.run(
            [PYTHON, env.ROOT / "scripts" / "bootstrap.py", "run"],
            env=surroundings(PORT=port),
            capture_output=True,
            text=True,
        )
    assert done.returncode == 1
    assert f"Port {port} is in use" in done.stderr
    assert "Setting up" not in done.stdout


@pytest.mark.django_db
def test_the_start_says_that_search_goes_by_words_alone_where_the_database_knows_no_meaning() -> None:
    assert ("words alone" in words_alone()) is not has_meaning()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE discover_passage DROP COLUMN vector")
    has_meaning.cache_clear()
    assert "words alone" in words_alone()
    has_meaning.cache_clear()
