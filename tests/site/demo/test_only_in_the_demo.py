"""Outside the demo there is no panel, no way in and no mail page; and the demo stays off the internet."""

import os
import subprocess
import sys

import pytest

from leerkring.site import env
from leerkring.site.problem import Problem

OUTSIDE = """
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.core.management import get_commands

assert not apps.is_installed("leerkring.site.demo")
assert "demo" not in get_commands()
assert not any("demo" in name for name in settings.TEMPLATES[0]["OPTIONS"]["context_processors"])
for path in ("/demo/kijk-mee/noor/", "/demo/kijk-mee/bezoeker/", "/demo/post/", "/demo/post/1/"):
    try:
        resolve(path)
    except Resolver404:
        continue
    raise AssertionError(path)
for name in ("look_along", "visitor", "post", "mail", "mail_html"):
    try:
        reverse(f"demo:{name}", args=[1] if name in {"look_along", "mail", "mail_html"} else [])
    except NoReverseMatch:
        continue
    raise AssertionError(name)
try:
    get_template("demo/panel.html")
except TemplateDoesNotExist:
    print("nothing")
"""

PRODUCTION = {
    "LEERKRING_DEBUG": "",
    "LEERKRING_SECRET_KEY": "x9" * 40,
    "LEERKRING_HOSTS": "leerkring.example.nl",
    "LEERKRING_MAIL_URL": "smtp://mail.example.nl",
}


@pytest.mark.parametrize("mode", [{"LEERKRING_DEBUG": "1"}, PRODUCTION], ids=["development", "production"])
def test_outside_the_demo_nothing_of_it_exists(mode: dict[str, str]) -> None:
    # The database is never opened here.
    surroundings = {
        **os.environ,
        "DATABASE_URL": "postgresql://127.0.0.1/none",
        **mode,
        "LEERKRING_DEMO": "0",
    }
    done = subprocess.run(
        [sys.executable, "-c", OUTSIDE], env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.stdout == "nothing\n", done.stderr


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("LEERKRING_HOSTS", "leerkring.example.nl"),
        ("LEERKRING_HOSTS", "localhost,8.8.8.8"),
        ("LEERKRING_HOSTS", "*"),
        ("LEERKRING_MAIL_URL", "smtp://mail.example.nl"),
    ],
)
def test_the_demo_is_refused_where_strangers_or_real_mail_are(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    monkeypatch.setenv(setting, value)
    with pytest.raises(Problem, match=setting):
        env.refuse_open_demo()
    monkeypatch.setenv("LEERKRING_DEMO", "0")
    env.refuse_open_demo()


def test_the_demo_is_allowed_on_this_computer_and_its_own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEERKRING_MAIL_URL", raising=False)
    for hosts in ("", "localhost", "127.0.0.1,[::1]", "192.168.1.20,localhost"):
        monkeypatch.setenv("LEERKRING_HOSTS", hosts)
        env.refuse_open_demo()


def test_a_start_with_those_settings_says_so() -> None:
    surroundings = {**os.environ, **PRODUCTION, "LEERKRING_DEMO": "1"}
    start = [sys.executable, "-m", "leerkring.site.cli", "check"]
    done = subprocess.run(start, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "The demo does not start here" in done.stderr
    assert "Traceback" not in done.stderr
