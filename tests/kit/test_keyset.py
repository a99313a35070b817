"""Walking the pages gives every row exactly once, forwards and back, whatever the ties."""

import json
from base64 import urlsafe_b64encode
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.utils.timezone import now
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from leerkring.core.entries.models import Entry
from leerkring.kit.keyset import Page, paginate
from tests.world import World

quick = settings(
    max_examples=30,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
START = now()


def _entry(world: World, hour: int) -> Entry:
    moment = START - timedelta(hours=hour)
    return Entry(
        kind="question",
        title="t",
        author=world.member,
        space=world.platform,
        state="published",
        openness="public",
        published_at=moment,
        bumped_at=moment,
        recognition_count=hour,
    )


def _page(query: str, order: tuple[str, str], size: int) -> Page[Entry]:
    return paginate(Entry.objects.all(), QueryDict(query.lstrip("?")), order=order, size=size)


def _walk(order: tuple[str, str], size: int) -> list[Page[Entry]]:
    pages = [_page("", order, size)]
    while pages[-1].next_url:
        pages.append(_page(pages[-1].next_url, order, size))
    return pages


@quick
@given(
    hours=st.lists(st.integers(0, 4), max_size=17),
    size=st.integers(1, 6),
    order=st.sampled_from([("bumped_at", "id"), ("recognition_count", "id")]),
)
@example(hours=[1] * 12, size=4, order=("bumped_at", "id"))
def test_every_row_once(world: World, hours: list[int], size: int, order: tuple[str, str]) -> None:
    with transaction.atomic():
        Entry.objects.bulk_create(_entry(world, hour) for hour in hours)
        pages = _walk(order, size)
        rows = [row.pk for page in pages for row in page.items]
        expected = list(Entry.objects.order_by(*(f"-{name}" for name in order)).values_list("pk", flat=True))
        assert rows == expected
        assert pages[0].previous_url == ""
        _check_backwards(pages, order, size)
        transaction.set_rollback(True)


def _check_backwards(pages: list[Page[Entry]], order: tuple[str, str], size: int) -> None:
    for before, page in pairwise(pages):
        assert page.previous_url
        back = _page(page.previous_url, order, size)
        assert back.items == before.items
        assert bool(back.previous_url) is bool(before.previous_url)
        assert back.next_url


@quick
@given(
    hours=st.lists(st.integers(0, 3), min_size=6, max_size=14), new=st.lists(st.integers(0, 3), max_size=6)
)
def test_rows_that_come_meanwhile_move_nothing(world: World, hours: list[int], new: list[int]) -> None:
    order = ("bumped_at", "id")
    with transaction.atomic():
        old = {row.pk for row in Entry.objects.bulk_create(_entry(world, hour) for hour in hours)}
        first = _page("", order, 3)
        Entry.objects.bulk_create(_entry(world, hour) for hour in new)
        rows = [row.pk for row in first.items]
        query = first.next_url
        while query:
            page = _page(query, order, 3)
            rows += [row.pk for row in page.items]
            query = page.next_url
        assert len(rows) == len(set(rows))
        assert old <= set(rows)
        transaction.set_rollback(True)


def _cursor(values: object) -> str:
    return urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


RUBBISH = [
    "x",
    "é",
    "=",
    "%00",
    "A" * 9000,
    "W10",
    _cursor([]),
    _cursor(None),
    _cursor("ab"),
    _cursor({"a": 1}),
    _cursor(["2020-01-01", 1]),
    _cursor(["2020-01-01T00:00:00", 1]),
    _cursor(["0001-01-01T00:00:00+14:00", 1]),
    _cursor(["9999-12-31T23:59:59-14:00", 1]),
    _cursor(["2020-13-45T00:00:00Z", 1]),
    _cursor([None, None]),
    _cursor(["2026-01-01T00:00:00Z", 10**30]),
    _cursor(["2026-01-01T00:00:00Z", -(10**30)]),
    _cursor(["2026-01-01T00:00:00Z", "1e400"]),
    _cursor(["2026-01-01T00:00:00Z", float("inf")]),
    _cursor(["2026-01-01T00:00:00Z", [1]]),
    _cursor(["2026-01-01T00:00:00Z", True]),
    _cursor(["\x00", "\x00"]),
    _cursor([1, 2, 3]),
    urlsafe_b64encode(b"[" * 5000).decode(),
    urlsafe_b64encode(b"\xff\xfe").decode(),
    urlsafe_b64encode(b'["2026-01-01T00:00:00Z", ' + b"9" * 5000 + b"]").decode(),
]


@pytest.mark.parametrize("way", ["na", "voor"])
def test_a_rubbish_place_breaks_nothing(world: World, client: Client, way: str) -> None:
    _entry(world, 1).save()
    for cursor in RUBBISH:
        assert client.get("/vragen/", {way: cursor}).status_code == 200, cursor[:60]
    unreadable = client.get("/vragen/", {way: RUBBISH[0]})
    assert len(unreadable.context["page"]) == 1, "an unreadable place is the first page"


@quick
@given(
    values=st.lists(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.booleans()), max_size=3)
)
def test_no_place_breaks_the_list(world: World, values: list[object]) -> None:
    page = _page(f"?na={_cursor(values)}", ("bumped_at", "id"), 3)
    assert page.items == []


def test_other_parts_of_the_query_stay(world: World) -> None:
    Entry.objects.bulk_create(_entry(world, hour) for hour in range(5))
    page = _page("?soort=question&thema=a&na=x", ("bumped_at", "id"), 2)
    assert page.next_url.startswith("?soort=question&thema=a&na=")
    assert page.next_url.count("na=") == 1
