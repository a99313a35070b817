"""How the worth of words, the likeness in meaning and the themes make one order."""

from math import log

from hypothesis import given
from hypothesis import strategies as st

from leerkring.services.discover.fusing import alike, fuse, together

SCORES = st.dictionaries(st.integers(1, 30), st.floats(0, 9))
THEMES = st.dictionaries(st.integers(1, 30), st.lists(st.integers(1, 4), unique=True, max_size=3))


def test_words_come_first_and_meaning_adds() -> None:
    assert [pk for pk, _ in fuse({1: 9.0, 2: 3.0}, {})] == [1, 2]
    assert [pk for pk, _ in fuse({1: 9.0, 2: 8.5}, {2: 0.8, 1: 0.2})] == [2, 1]
    assert [pk for pk, _ in fuse({}, {3: 0.6, 4: 0.1})] == [3]


def test_a_shared_word_that_tells_little_is_chance() -> None:
    chance = log(240)
    assert alike({1: 0.6 * chance, 2: 0.5 * chance}, {1: 0.4, 3: 0.4}, 240) == set()
    assert alike({}, {}, 240) == set()


def test_beside_one_that_is_really_alike_stands_what_is_so_in_part() -> None:
    chance = log(240)
    words = {1: 0.8 * chance, 2: 0.55 * chance, 3: 0.3 * chance, 4: 0.3 * chance}
    assert alike(words, {4: 0.3, 5: 0.3, 6: 0.2}, 240) == {1, 2, 4, 5}
    assert alike(words, {}, 240) == {1, 2}


def test_the_same_in_other_words_is_alike() -> None:
    assert alike({1: 0.2}, {2: 0.6, 3: 0.3, 4: 0.1}, 240) == {2, 3}


def test_more_entries_ask_no_more_than_a_thousand_do() -> None:
    assert alike({1: 5.0}, {}, 1_000) == alike({1: 5.0}, {}, 200_000) == {1}


def test_what_shares_the_themes_of_the_best_moves_up() -> None:
    found = [(1, 1.0), (2, 0.9), (3, 0.4), (4, 0.2)]
    assert together(found, {}) == [1, 2, 3, 4]
    assert together(found, {1: [7], 2: [7], 3: [8], 4: [7]}) == [1, 2, 4, 3]
    assert together(found, {1: [7], 2: [7], 3: [8], 4: [7, 9, 10]}) == [1, 2, 3, 4]


def test_a_theme_does_not_beat_the_words() -> None:
    assert together([(1, 1.0), (2, 0.3)], {1: [7, 8], 2: [7]}) == [1, 2]


@given(SCORES, SCORES, THEMES)
def test_nothing_is_lost_and_nothing_comes_twice(
    words: dict[int, float], meaning: dict[int, float], themes: dict[int, list[int]]
) -> None:
    found = fuse(words, meaning)
    assert set(words) <= {pk for pk, _worth in found} <= set(words) | set(meaning)
    assert sorted(together(found, themes)) == sorted(pk for pk, _worth in found)
