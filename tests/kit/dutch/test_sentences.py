"""Where sentences begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerkring.kit import dutch

TEXTS = st.text(st.sampled_from("ab AZé1.?!…\n\t-•:;'”)(🙂"), max_size=120) | st.text(max_size=120)


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in dutch.sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ik bel. Jij wacht.", ["Ik bel.", "Jij wacht."]),
        ("Ik bel bijv. Veilig Thuis. Daarna wacht ik.", ["Ik bel bijv. Veilig Thuis.", "Daarna wacht ik."]),
        ("Hij zei: 'nee.' Toen niets.", ["Hij zei: 'nee.'", "Toen niets."]),
        ("Wat doen jullie?! niets", ["Wat doen jullie?! niets"]),
        ("- bellen\n• wachten\n\n...", ["bellen", "wachten"]),
        ("Om 17.30 uur, i.v.m. school. Graag", ["Om 17.30 uur, i.v.m. school.", "Graag"]),
        (" ", []),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert said(text) == sentences


@given(TEXTS)
def test_sentences_stand_in_order_and_lose_no_word(text: str) -> None:
    found = dutch.sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    inside = {at for start, end in found for at in range(start, end)}
    assert all(at in inside for at, letter in enumerate(text) if letter.isalnum())


@given(TEXTS)
def test_a_sentence_has_no_space_around_it(text: str) -> None:
    assert all(one == one.strip() and one for one in said(text))
