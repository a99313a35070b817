"""Settings: documented, refused when absent in production, strict where it matters."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from leerkring.site import env
from leerkring.site.mail_server import MailServer
from leerkring.site.problem import Problem
from tests.site.commands import PYTHON, leerkring

PAGE = env.ROOT / "docs" / "reference" / "settings.md"
PRODUCTION = {
    "LEERKRING_DEMO": "",
    "LEERKRING_SECRET_KEY": "correct-horse-battery-staple-" * 3,
    "LEERKRING_HOSTS": "leerkring.example.nl",
    "LEERKRING_MAIL_URL": "smtp+starttls://user:p%40ss@mail.example.nl",
}


def test_the_reference_table_is_the_code() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \| (.+?) \| (.+) \|$", PAGE.read_text(), re.MULTILINE)
    ours = [
        (one.name, one.kind, one.shown, one.doc + (" **Needed in production.**" if one.needed else ""))
        for one in env.TABLE
    ]
    assert rows == ours


def test_environment_variables_are_read_in_one_file() -> None:
    source = env.ROOT / "src" / "leerkring"
    readers = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r"os\.environ(\.get|\[)|os\.getenv", path.read_text())
    }
    assert readers == {"site/env.py"}


def test_a_production_start_names_everything_that_is_missing(tmp_path: Path) -> None:
    done = leerkring("serve", LEERKRING_DEMO="", LEERKRING_VAR=str(tmp_path))
    assert done.returncode == 1
    for name in ("LEERKRING_SECRET_KEY", "LEERKRING_HOSTS", "LEERKRING_MAIL_URL"):
        assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_only_what_is_missing_is_named(tmp_path: Path) -> None:
    done = leerkring("serve", **{**PRODUCTION, "LEERKRING_HOSTS": ""}, LEERKRING_VAR=str(tmp_path))
    assert done.returncode == 1
    assert "LEERKRING_HOSTS" in done.stderr
    assert "LEERKRING_MAIL_URL" not in done.stderr


def test_another_server_refuses_as_well() -> None:
    done = subprocess.run(
        [PYTHON, "-c", "import leerkring.site.wsgi"],
        env={**os.environ, "LEERKRING_DEMO": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "LEERKRING_SECRET_KEY" in done.stderr


def test_production_settings_pass_djangos_deployment_check(own_var: Path) -> None:
    done = leerkring("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION, LEERKRING_VAR=str(own_var))
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_the_generated_secret_key_is_kept_and_private(own_var: Path) -> None:
    asked = ("shell", "-v0", "-c", "from django.conf import settings; print(settings.SECRET_KEY)")
    first = leerkring(*asked, LEERKRING_VAR=str(own_var)).stdout
    second = leerkring(*asked, LEERKRING_VAR=str(own_var)).stdout
    assert first == second
    assert len(first.strip()) > 50
    assert (own_var / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        (env.DEBUG, "maybe"),
        (env.PORT, "70000"),
        (env.PORT, "http"),
        (env.MAIL_URL, "mail.example.nl"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(
    setting: env.Setting[object], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting.name, text)
    with pytest.raises(Problem, match=setting.name):
        _ = setting.value


def test_a_mail_url_gives_every_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERKRING_MAIL_URL", PRODUCTION["LEERKRING_MAIL_URL"])
    server = env.MAIL_URL.value
    assert server == MailServer("mail.example.nl", 587, "user", "p@ss", ssl=False, starttls=True)


@pytest.mark.django_db
def test_every_page_forbids_foreign_and_inline_code(client: Client) -> None:
    headers = client.get("/").headers
    policy = {
        name: value.split()
        for name, _, value in (
            part.strip().partition(" ") for part in headers["Content-Security-Policy"].split(";")
        )
    }
    assert policy == {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
