"""The console command `leerkring`, run as its users run it."""

import json
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command, get_commands
from django.urls import reverse

from leerkring.core.people.models import Person
from leerkring.core.spaces.access import LEVELS
from leerkring.core.spaces.models import Role
from leerkring.core.spaces.queries import platform_role
from leerkring.services.notifications.models import OutgoingMail
from leerkring.site.cli import OURS
from leerkring.site.embedded import NAME, Embedded
from tests.site.commands import leerkring
from tests.site.security.people import signed_in_by_code


def test_help_lists_every_command_of_ours() -> None:
    done = leerkring("--help")
    assert done.returncode == 0
    for name, words in OURS.items():
        assert name in done.stdout
        assert words in done.stdout


def test_every_command_in_the_overview_exists() -> None:
    assert set(OURS) <= set(get_commands())


def test_routes_are_complete(own_var: Path) -> None:
    done = leerkring("routes", "--json", LEERKRING_VAR=str(own_var))
    routes = json.loads(done.stdout)
    assert len(routes) > 20
    for one in routes:
        assert set(one) == {"path", "name", "methods", "access"}
        assert one["access"] in LEVELS, one
        assert one["methods"], one
    assert {"path": "/", "name": "home", "methods": ["GET"], "access": "public"} in routes


def test_explain_tells_what_follows_from_a_verb(own_var: Path) -> None:
    told = leerkring("explain", "discussion.replied", LEERKRING_VAR=str(own_var)).stdout
    assert "leerkring.services.discussion.actions." in told
    assert "may: leerkring.services.discussion.rules." in told
    assert "notice   answer:" in told
    assert "discussion/notices/answer.txt" in told
    assert "MISSING" not in told


def test_explain_names_an_unknown_verb(own_var: Path) -> None:
    done = leerkring("explain", "discussion.sang", LEERKRING_VAR=str(own_var))
    assert done.returncode == 1
    assert "no verb discussion.sang" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_demo_is_refused_where_it_is_off(own_var: Path) -> None:
    done = leerkring("demo", LEERKRING_DEMO="0", LEERKRING_DEBUG="1", LEERKRING_VAR=str(own_var))
    assert done.returncode == 1
    assert "LEERKRING_DEMO=1" in done.stderr


def test_a_command_stops_the_database_it_started(private: Embedded) -> None:
    done = leerkring("shell", "-v0", "-c", "print('done')", LEERKRING_VAR=str(private.folder))
    assert done.stdout.strip() == "done"
    assert private.data.exists()
    assert not private.running()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://nobody@127.0.0.1:1/none", "cannot be reached"),
        ("postgresql://nobody@127.0.0.1:1", "names no database"),
        ("mysql://x/y", "cannot be read"),
    ],
)
def test_a_database_url_that_does_not_work_is_told_in_words(url: str, words: str) -> None:
    done = leerkring("migrate", DATABASE_URL=url)
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@contextmanager
def old_server(version: str) -> Iterator[int]:
    """Just enough of PostgreSQL's protocol to say which version it is."""

    def packet(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("!I", len(body) + 4) + body

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            while len(start := self.request.recv(1024)) == 8:
                self.request.sendall(b"N")  # no TLS, no GSSAPI
            if start:
                said = packet(b"R", struct.pack("!I", 0))
                said += packet(b"S", f"server_version\0{version}\0".encode())
                said += packet(b"S", b"client_encoding\0UTF8\0") + packet(b"Z", b"I")
                self.request.sendall(said)
                self.request.recv(1024)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_a_server_that_is_too_old_is_refused() -> None:
    with old_server("14.9") as port:
        done = leerkring("migrate", DATABASE_URL=f"postgresql://someone@127.0.0.1:{port}/leerkring")
    assert done.returncode == 1
    assert "is PostgreSQL 14; 15 or later is needed" in done.stderr


def test_another_postgresql_is_used_when_it_is_given(private: Embedded, tmp_path: Path) -> None:
    var = tmp_path / "unused"
    with private.held():
        url = f"postgresql://{NAME}@/{NAME}?host={private.socket}"
        done = leerkring("migrate", "-v0", DATABASE_URL=url, LEERKRING_VAR=str(var))
        assert done.returncode == 0, done.stderr
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM people_person").fetchone() == (0,)
    assert not (var / "postgres").exists()


@pytest.mark.django_db
def test_the_first_administrator_is_made_by_a_command() -> None:
    for _ in range(2):
        call_command("administrator", "Baas@Example.org")
    person = Person.objects.get(email="baas@example.org")
    assert platform_role(person) == Role.ADMINISTRATOR
    browser = signed_in_by_code(person)
    assert OutgoingMail.objects.filter(address="baas@example.org").count() == 1
    assert browser.get(reverse("spaces:new")).status_code == 200
    for wrong in ("baas", "a b@example.org", ""):
        with pytest.raises(CommandError):
            call_command("administrator", wrong)
    hidden = Person.objects.create_user("schuil@example.org", is_pseudonymous=True)
    with pytest.raises(CommandError):
        call_command("administrator", hidden.email)
