"""What somebody meant to type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerkring.kit import dutch
from leerkring.kit.dutch.typos import slips

USED = {
    "huisarts": 40,
    "intervisie": 12,
    "leerplichtambtenaar": 8,
    "jeugdhulp": 90,
    "wachtlijst": 20,
    "huis": 70,
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("huisats", "huisarts"),
        ("intervsie", "intervisie"),
        ("leerplichtamtenaar", "leerplichtambtenaar"),
        ("jeugdhlup", "jeugdhulp"),
        ("wachtlyst", "wachtlijst"),
        ("xyzabc", None),
        ("his", None),
    ],
)
def test_a_typo_is_found_back(typed: str, meant: str | None) -> None:
    near = [
        (word, number)
        for word, number in USED.items()
        if set(dutch.deletes(word)) & set(dutch.deletes(typed))
    ]
    assert dutch.nearest(typed, near) == meant


def test_the_most_used_of_two_is_meant() -> None:
    assert dutch.nearest("hulpx", [("hulpa", 3), ("hulpb", 30)]) == "hulpb"
    assert dutch.nearest("hulp", [("hulp", 3)]) is None


@given(st.text("abcde", min_size=4, max_size=9), st.data())
def test_words_one_slip_apart_share_a_shortening(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    wrong = word[:at] + "z" + word[at + 1 :]
    assert slips(word, wrong, 2) == 1
    assert set(dutch.deletes(word)) & set(dutch.deletes(wrong))


@given(st.text(max_size=12), st.text(max_size=12))
def test_slips_are_the_same_both_ways(one: str, other: str) -> None:
    assert slips(one, other, 3) == slips(other, one, 3)
