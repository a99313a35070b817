"""`leerkring bench` against a running platform: what it measures, and that it leaves nothing behind."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import RequestFactory

from leerkring.site.bench.asking import Asking
from leerkring.site.bench.client import Timing
from leerkring.site.bench.floor import ROWS, floor
from leerkring.site.bench.report import Figures, as_table
from tests.conftest import RUN
from tests.e2e.house import own_database, running
from tests.site.commands import leerkring
from tests.world import World, question

READING = {"home", "list", "thread"}
LOOKING = {f"search {way}" for way in ("common", "rare", "compound", "words", "typo", "phrase")}
LOOKING |= {"suggestions", "similar"}


@pytest.fixture
def address(django_db_modify_db_settings: None, tmp_path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """A platform with the demo's content, and the settings that a command needs to reach its database."""
    with own_database(f"bench_leerkring_{RUN}") as url:
        settings = {"DATABASE_URL": url, "LEERKRING_BENCH": "1"}
        with running(tmp_path, **settings) as found:
            yield found, {**settings, **_own(tmp_path)}


def _own(folder: Path) -> dict[str, str]:
    """The folders of that platform, for a command beside it."""
    return {
        "LEERKRING_VAR": str(folder / "var"),
        "LEERKRING_STATIC": str(folder / "static"),
        "LEERKRING_DEMO": "1",
    }


def test_measures_each_page_as_visitor_and_member(address: tuple[str, dict[str, str]]) -> None:
    site, settings = address
    before = _counts(settings)
    done = leerkring("bench", "--url", site, "--json", "--quick", **settings)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    pages = {(one["page"], one["who"]): one for one in found["pages"]}
    assert {("floor", "member"), ("ask", "member"), ("reply", "member")} <= set(pages)
    assert {name for name, who in pages if who == "visitor"} >= READING | LOOKING
    assert {name for name, who in pages if who == "member"} >= READING | LOOKING
    for one in pages.values():
        assert one["one"]["failed"] == one["many"]["failed"] == 0, one
        assert 0 < one["one"]["p50"] <= one["one"]["p95"] <= one["one"]["p99"]
        assert one["database"]["queries"] > 0
    assert {one["name"] for one in found["processes"]} >= {"web server", "worker"}
    assert all(one["own"] > 0 for one in found["processes"])
    assert _counts(settings) == before


def _counts(settings: dict[str, str]) -> str:
    words = (
        "from leerkring.core.people.models import Person;"
        "from leerkring.core.entries.models import Entry;"
        "from leerkring.core.spaces.models import Space;"
        "from django.contrib.sessions.models import Session;"
        "print('there are', *(model.objects.count() for model in (Person, Entry, Space, Session)))"
    )
    done = leerkring("shell", "-c", words, **settings)
    return next(line for line in done.stdout.splitlines() if line.startswith("there are"))


def test_says_what_to_do_without_a_server(world: World) -> None:
    with pytest.raises(CommandError, match="leerkring serve"):
        call_command("bench", url="http://127.0.0.1:9")


def test_says_what_to_do_without_members(db: None) -> None:
    with pytest.raises(CommandError, match="leerkring generate"):
        call_command("bench", url="http://127.0.0.1:9")


def test_the_floor_selects_and_renders_rows(world: World, rf: RequestFactory) -> None:
    for _ in range(ROWS + 2):
        question(world.member, world.platform, openness="public")
    question(world.member, world.platform, title="Alleen voor leden")
    response = floor(rf.get("/"))
    assert isinstance(response, HttpResponse)
    page = response.content.decode()
    assert page.count("<li>") == ROWS
    assert "Alleen voor leden" not in page


def test_the_table_compares_with_the_floor() -> None:
    def figures(page: str, per_second: float) -> Figures:
        timing = Timing(10, 0, per_second, 1.0, 2.0, 3.0)
        return Figures(page, "member", timing, timing, Asking(3, 0.5))

    lines = list(as_table([figures("floor", 100.0), figures("list", 50.0)], [], 16))
    assert " 1.00" in lines[1]
    assert " 0.50" in lines[2]
    without = "\n".join(as_table([figures("list", 50.0)], [], 16))
    assert "LEERKRING_BENCH=1" in without
