"""How questions are read and entries weighed, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerkring.kit import dutch
from leerkring.services.discover.ranking import (
    Query,
    document,
    parse,
    parse_title,
    passages,
)
from leerkring.services.discover.scoring import (
    THOROUGH,
    Counts,
    Scorer,
    candidates_sql,
    probes,
    scores_sql,
)

TOTAL = 100
SEEN = {
    "wachtlijsten": 4,
    "~wachtlijst": 8,
    "=wachtlijst": 20,
    "+lijst": 15,
    "~lijst": 10,
    "~wacht": 12,
    "huisarts": 9,
    "kind": 90,
    "~kind": 95,
}


def worth(query: Query, *there: str) -> float:
    ranks = [0.6 if lexeme in there else 0.0 for lexeme in query.lexemes]
    return Scorer(query, Counts(SEEN, TOTAL, 100.0)).score(ranks, 100)


def test_the_word_itself_counts_most_then_its_forms_its_other_names_its_parts() -> None:
    query = parse("wachtlijsten")
    itself = worth(query, "wachtlijsten", "~wachtlijst", "=wachtlijst")
    form = worth(query, "~wachtlijst", "=wachtlijst")
    name = worth(query, "=wachtlijst")
    part = worth(query, "~lijst")
    assert itself > form > name > part > 0 == worth(query)


def test_a_rare_word_tells_more() -> None:
    query = parse("huisarts kind")
    assert worth(query, "huisarts") > worth(query, "kind")


def test_phrases_must_and_exclusions_must_not_stand_there() -> None:
    query = parse('intake "warme overdracht" -wlz -"twee woorden"')
    assert query.phrases == ("'warme' <1> 'overdracht'",)
    assert query.without == ("'wlz'", "'twee' <1> 'woorden'")
    assert query.required == "('warme' <1> 'overdracht') & !('wlz') & !('twee' <1> 'woorden')"
    assert query.plain == "intake warme overdracht"
    assert "wlz" not in query.lexemes
    assert parse("gz-psycholoog ex-partner").without == ()
    assert parse_title('Is "normaal" -anders-?').phrases == ()


def test_words_that_stand_nowhere_can_be_corrected() -> None:
    query = parse("Huisats over kind, en inspraak")
    assert query.unknown(SEEN) == ("huisats",)
    better = query.corrected({"huisats": "huisarts"})
    assert better.text == "huisarts over kind, en inspraak"
    assert "huisarts" in better.lexemes


def test_two_words_that_are_written_as_one() -> None:
    assert "terugkoppeling" in parse("terug koppeling").lexemes


def test_frequent_words_are_looked_up_in_titles_only_when_the_budget_is_gone() -> None:
    often = {"kind": 150_000, "~kind": 160_000, "huisarts": 90}
    looks = probes(parse("kind huisarts"), Counts(often, 200_000, 100.0), THOROUGH)
    assert ("'huisarts'", "words") in {(look.asked, look.column) for look in looks}
    assert {look.column for look in looks if look.asked == "'~kind'"} == {"title"}
    statement, given_values = candidates_sql("rows", looks)
    assert statement.count("%s") == len(given_values)
    assert sorted(asked for told in given_values[1::4] for asked in told) == sorted(
        look.asked for look in looks
    )


def test_what_was_never_counted_is_looked_up_in_one_go() -> None:
    looks = probes(parse("giraf zebra"), Counts({}, TOTAL, 100.0), THOROUGH)
    assert len(looks) == 1
    assert {"'giraf'", "'zebra'", "'~giraf'"} <= set(looks[0].asked.split(" | "))


def test_scores_have_a_place_for_each_lexeme() -> None:
    query = parse("wachtlijsten huisarts")
    statement, given_values = scores_sql(query)
    assert len(given_values[1]) == len(query.lexemes)
    assert statement.count("%s") == len(given_values)


def test_found_words_are_marked_where_they_stand() -> None:
    text = "De wachtlijst is lang, zegt de dokter."
    spans = dutch.places(text, parse("wachtlijsten huisarts").marked)
    assert [text[start:end] for start, end in spans] == ["wachtlijst", "dokter"]


def test_a_document_keeps_where_each_word_stands() -> None:
    made = document("Wachtlijst", "Een huisarts", ["Bij ons ook een wachtlijst"], ["beleid.pdf"])
    assert "'wachtlijst':1A,16C" in made.words
    assert "'beleid.pdf'" not in made.words
    assert "'beleid':" in made.words
    assert "huisarts" not in made.title
    assert passages("Titel", "") == ["Titel", "Titel. "]


@pytest.mark.parametrize("text", ["", '"', "-", '-"', '""', "' \\ & | !", "-- --", "<-> :*"])
def test_whatever_is_typed_is_read(text: str) -> None:
    query = parse(text)
    assert query.corrected({}).words == query.words


@given(st.text(max_size=80))
def test_question_and_index_use_the_same_words(text: str) -> None:
    kept = document(text, "").words
    asked = parse_title(text)
    for word in asked.words:
        if word.said:
            assert "'" + word.said.replace("\\", "\\\\").replace("'", "''") + "':" in kept
    assert all(0 <= start < end <= len(text) for start, end in dutch.places(text, asked.marked))


@given(st.text(max_size=80))
def test_reading_twice_gives_the_same(text: str) -> None:
    query = parse(text)
    assert parse(query.text) == query
    assert all(strength > 0 for word in query.words for strength in word.lexemes.values())
    assert dutch.strength("x") > 0
