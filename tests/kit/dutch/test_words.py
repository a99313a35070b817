"""Dutch words: spans, forms, parts, names of the field."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerkring.kit import dutch
from leerkring.kit.dutch import forms


def lexemes(text: str) -> set[str]:
    return {term.lexeme for term in dutch.terms(text)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gezin", "gezinnen"),
        ("kind", "kinderen"),
        ("huisarts", "huisartsen"),
        ("indicatie", "indicaties"),
        ("pleeggezin", "pleeggezinnen"),
        ("crisis", "crises"),
        ("trauma", "trauma's"),
        ("zus", "zusjes"),
        ("netwerkfiguur", "netwerkfiguren"),
        ("uithuisplaatsing", "uithuisplaatsingen"),
        ("jongere", "jongeren"),
        ("cliënt", "clienten"),
        ("verwijzen", "verwijzing"),
        ("liep", "lopen"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    keys = {lexeme for lexeme in lexemes(one) if lexeme.startswith(dutch.LEMMA)}
    assert keys & lexemes(other)


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("vechtscheiding", "scheiding"),
        ("jeugdzorg", "zorg"),
        ("jeugdhulpaanbieder", "aanbieder"),
        ("gezinsplan", "gezin"),
        ("kinderdagverblijf", "kinderen"),
        ("POH-jeugd", "jeugd"),
        ("schuldhulpverlening", "schuld"),
    ],
)
def test_a_part_of_a_word_finds_it(word: str, part: str) -> None:
    assert dutch.PART + forms.key(part) in lexemes(word)


@pytest.mark.parametrize(
    "word", ["verstaan", "gesprekken", "ouders", "beslissing", "gemeenschap", "professional"]
)
def test_what_is_no_compound_stays_whole(word: str) -> None:
    assert not dutch.words(word)[0].parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("uithuisplaatsing", "een UHP"),
        ("uit huis geplaatst", "UHP"),
        ("ondertoezichtstelling", "OTS"),
        ("jeugdbeschermers", "de gezinsvoogd"),
        ("huiselijk geweld", "kindermishandeling"),
        ("LVB", "een licht verstandelijke beperking"),
        ("MDO", "multidisciplinair overleg"),
        ("de POH-GGZ", "praktijkondersteuner"),
        ("o.t.s.", "ots"),
    ],
)
def test_what_the_field_calls_by_two_names_meets(one: str, other: str) -> None:
    senses = {lexeme for lexeme in lexemes(one) if lexeme.startswith(dutch.SENSE)}
    assert (senses & lexemes(other)) or one.replace(".", "") in lexemes(other)


def test_words_that_nobody_looks_for_are_not_kept() -> None:
    assert lexemes("van de en het") == set()
    assert {"17,5", "1.000", "b1", "06"} <= lexemes("17,5 of 1.000 met B1 en 06")


@given(st.text(max_size=200))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = dutch.words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(word.exact for word in found)


@given(st.text(max_size=80))
def test_every_letter_and_digit_is_in_a_word(text: str) -> None:
    inside = {at for word in dutch.words(text) for at in range(word.start, word.end)}
    assert all(at in inside for at, letter in enumerate(text) if letter.isalnum() and letter != "ʼ")


@given(st.text(max_size=80))
def test_case_and_accents_make_no_difference(text: str) -> None:
    for word in dutch.words(text):
        assert dutch.words(word.exact)[0].exact == word.exact
    assert {term.lexeme for term in dutch.terms("CAFÉ cliënt")} >= {"cafe", "client"}
