"""What the documents tell people to type is there: commands, settings, addresses; and code can be read."""

import re
import textwrap

import pytest
from django.core.management import get_commands
from django.urls import resolve

from leerkring.site import cli, env

PAGES = sorted([*env.ROOT.glob("*.md"), *(env.ROOT / "docs").rglob("*.md")])
TEXT = {str(page.relative_to(env.ROOT)): page.read_text() for page in PAGES}
each_page = pytest.mark.parametrize("name", TEXT)

_COMMAND = re.compile(r"(?:^\s*|[`/]|=1 |&& )leerkring ([a-z_]+)\b", re.MULTILINE)
_TARGET = re.compile(r"(?:^\s*|`|&& |RUN )make (\w+)", re.MULTILINE)
_SETTING = re.compile(r"\b(LEERKRING_[A-Z_]+)\b")
_ADDRESS = re.compile(r"`(?:GET )?(/[\w./-]*/)`|http://127\.0\.0\.1:8000(/[\w./-]*/)")
_PYTHON = re.compile(r"^( *)```python\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


@each_page
def test_commands_exist(name: str) -> None:
    known = set(cli.OURS) | set(get_commands()) | {"help"}
    assert not set(_COMMAND.findall(TEXT[name])) - known


@each_page
def test_make_targets_exist(name: str) -> None:
    makefile = (env.ROOT / "Makefile").read_text()
    known = {word for line in re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE) for word in line.split()}
    assert not set(_TARGET.findall(TEXT[name])) - known


@each_page
def test_settings_exist(name: str) -> None:
    assert not set(_SETTING.findall(TEXT[name])) - {one.name for one in env.TABLE}


@each_page
def test_addresses_exist(name: str) -> None:
    for pair in _ADDRESS.findall(TEXT[name]):
        address = "".join(pair)
        if not address.startswith(("/srv/", "/var/", "/etc/", "/static/")):
            resolve(address)


@each_page
def test_python_can_be_read(name: str) -> None:
    for _indent, code in _PYTHON.findall(TEXT[name]):
        sample = textwrap.dedent(code).strip("\n")
        if sample.rstrip().endswith(","):
            sample = f"[\n{sample}\n]"
        compile(sample, name, "exec")


def test_finds_what_people_type() -> None:
    assert _COMMAND.findall("`leerkring nope`\n\nleerkring serve\n") == ["nope", "serve"]
    assert _TARGET.findall("RUN make setup\nplease make it so") == ["setup"]
    assert _ADDRESS.findall("see `/galerij/` and http://127.0.0.1:8000/demo/") == [
        ("/galerij/", ""),
        ("", "/demo/"),
    ]
