"""Dutch words: spans, forms, parts, names of the field."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerkring.kit import dutch
from leerkring.kit.dutch import forms, synonyms


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("registreren", "registratie"),
        ("rapporteren", "rapportage"),
        ("plaatsen", "plaatsing"),
        ("coachen", "coaching"),
        ("geplaatst", "plaatsingen"),
        ("vapen", "gevapet"),
        ("geïndiceerde", "indicatie"),
        ("opgenomen", "opnemen"),
        ("teruggekoppeld", "terugkoppeling"),
    ],
)
def test_what_somebody_does_meets_what_is_done(one: str, other: str) -> None:
    keys = {lexeme for lexeme in lexemes(one) if lexeme.startswith(dutch.LEMMA)}
    assert keys & lexemes(other)


def test_a_longer_word_is_cut_at_a_name_of_the_field() -> None:
    assert forms.parts("faalangsttraining") == ("faalangst", "training")
    assert forms.parts("schuldhulpverlening") == ("schuld", "hulpverlening")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("weer naar huis", "de terugplaatsing"),
        ("zonder toestemming", "een toestemmingsformulier"),
        ("een niet-pluisgevoel", "ik vond het niet pluis"),
    ],
)
def test_a_name_may_have_words_that_nobody_looks_for(one: str, other: str) -> None:
    senses = {lexeme for lexeme in lexemes(one) if lexeme.startswith(dutch.SENSE)}
    assert senses & lexemes(other)


def test_the_lists_name_each_other_rightly() -> None:
    heads = {"-".join(synonyms._keys(line.split("=")[0])) for line in forms.sense_lines()}
    named = set(synonyms._related()) | {other for found in synonyms._related().values() for other in found}
    assert named <= heads
    assert all(name not in found for name, found in synonyms._related().items())


def test_what_is_related_is_no_more_than_that() -> None:
    (sense,) = (lexeme for lexeme in lexemes("taalbarrière") if lexeme.startswith(dutch.SENSE))
    assert dutch.related(sense)[0] in lexemes("een tolk")
    assert dutch.related(sense)[0] not in lexemes("taalbarrière")
    assert dutch.related("taalbarriere") == []


STRANGE = "ĳ İstanbul ﬁets 🙂 'POH-GGZ' m@zl ge ged geëet en-en 18+ 1G1P ʼs dé A.B. ---"
KNOWN = "uit huis geplaatst UHP o.t.s. wachtlijsten niet pluis naar huis van tafel"
FIELD = st.sampled_from(f"{STRANGE} {KNOWN}".split())
TEXTS = st.lists(FIELD | st.text(max_size=8), max_size=12).map(" ".join) | st.text(max_size=150)


@given(TEXTS)
def test_terms_lie_on_whole_words_in_order(text: str) -> None:
    found, said = dutch.terms(text), dutch.words(text)
    starts, ends = {word.start: at for at, word in enumerate(said)}, {word.end for word in said}
    assert all(term.lexeme and starts[term.start] == term.at and term.end in ends for term in found)
    assert all(term.start < term.end for term in found)
    assert [term.at for term in found] == sorted(term.at for term in found)


@given(TEXTS)
def test_who_asks_for_a_word_as_it_is_written_finds_it(text: str) -> None:
    kept = {term.lexeme for term in dutch.terms(text)}
    for word in dutch.words(text):
        if not word.is_stop:
            assert kept >= set(lexemes_of_word(text[word.start : word.end]))


def lexemes_of_word(text: str) -> set[str]:
    """Without senses: of two names that begin with the same word, the longer text has both."""
    return {lexeme for lexeme in lexemes(text) if not lexeme.startswith(dutch.SENSE)}
