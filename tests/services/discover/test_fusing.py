"""How the worth of words, the likeness in meaning and the themes make one order."""

from hypothesis import given
from hypothesis import strategies as st

from leerkring.services.discover.fusing import fuse, together

SCORES = st.dictionaries(st.integers(1, 30), st.floats(0, 9))
THEMES = st.dictionaries(st.integers(1, 30), st.lists(st.integers(1, 4), unique=True, max_size=3))


def test_words_come_first_and_meaning_adds() -> None:
    assert [pk for pk, _ in fuse({1: 9.0, 2: 3.0}, {})] == [1, 2]
    assert [pk for pk, _ in fuse({1: 9.0, 2: 8.5}, {2: 0.8, 1: 0.2})] == [2, 1]
    assert [pk for pk, _ in fuse({}, {3: 0.6, 4: 0.1})] == [3]


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
