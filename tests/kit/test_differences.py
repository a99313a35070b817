"""What changed between two versions, in words that people can follow."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerkring.kit.differences import Piece, Version, changes, differences, fingerprint

WORDS = ["Een zin.", "Nog een zin.", "iets\n", "\n\n", "  ", "é👩🏽\u200d🏫"]
lines = st.lists(st.sampled_from(WORDS), max_size=12)


def _pieces(before: str, after: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in differences(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("Wat werkt?", "Wat werkt?", [("same", "Wat werkt?")]),
        ("", "Nieuw", [("added", "Nieuw")]),
        ("Oud", "", [("removed", "Oud")]),
        ("", "", []),
        (
            "Wat werkt hier?",
            "Wat werkt daar?",
            [("same", "Wat werkt "), ("removed", "hier?"), ("added", "daar?")],
        ),
        ("Een.\n\nTwee.", "Een.\n\nDrie.", [("same", "Een.\n\n"), ("removed", "Twee."), ("added", "Drie.")]),
    ],
)
def test_words_that_came_and_went_stand_where_it_happened(
    before: str, after: str, found: list[tuple[str, str]]
) -> None:
    assert _pieces(before, after) == found


@given(lines, lines)
def test_nothing_is_lost(before: list[str], after: list[str]) -> None:
    old, new = "".join(before), "".join(after)
    pieces = differences(old, new)
    assert "".join(one.text for one in pieces if one.kind != "added") == old
    assert "".join(one.text for one in pieces if one.kind != "removed") == new


def test_long_texts_take_no_time() -> None:
    old, new = (" ".join(f"{start}{n % 700}" for n in range(4000)) for start in "ab")
    start = time.perf_counter()
    assert differences(old, new) == [Piece("removed", old), Piece("added", new)]
    differences(old, old.replace("7", "x"))
    assert time.perf_counter() - start < 5


def test_the_latest_change_comes_first() -> None:
    moments = [datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2, 3)]
    versions = [Version(at, "", f"<p>Versie {n}</p>") for n, at in enumerate(moments)]
    found = changes(versions)
    assert [one.at for one in found] == [moments[2], moments[1]]
    assert found[0].text == [Piece("same", "Versie "), Piece("removed", "1"), Piece("added", "2")]
    assert changes(versions[:1]) == []


def test_a_fingerprint_tells_texts_apart() -> None:
    assert fingerprint("a", "b") == fingerprint("a", "b") != fingerprint("ab", "")
