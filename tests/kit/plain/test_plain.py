"""Suggestions for plainer Dutch: few, in the right place, and none where a text reads well."""

import csv
from importlib.resources import files

import pytest

from leerkring.kit.plain import MOST, SHORTEST_TEXT, Kind, hints, passive
from leerkring.kit.plain.sentences import sentences

EASY = (
    "Een moeder belde ons op vrijdag. Haar zoon gaat al weken niet naar school. Wij gingen die dag langs. "
    "Hij deed zelf open en vroeg of we koffie wilden. Zo begon het gesprek. Nu gaat hij twee dagen per week. "
    "Wie heeft dit ook zo gedaan, en wat hielp toen?"
)
LONG = (
    "Toen wij vorig jaar met alle scholen in onze regio om de tafel zaten bleek dat bijna niemand wist wie "
    "er moest bellen als een kind na drie weken nog steeds niet in de klas verscheen."
)


def said(text: str, kind: Kind) -> list[str]:
    return [text[hint.start : hint.end] for hint in hints(text) if hint.kind == kind]


def test_a_text_that_reads_well_gets_no_advice() -> None:
    assert len(EASY.split()) >= SHORTEST_TEXT
    assert hints(EASY) == []


def test_a_long_sentence_is_shown_whole_and_only_that_one() -> None:
    assert said(f"{EASY} {LONG} Dank je wel.", Kind.LONG) == [LONG]


def test_a_colon_gives_a_rest_and_a_list_is_no_long_sentence() -> None:
    with_rest = LONG.replace(" bleek dat", ": het bleek dat")
    steps = "\n".join(f"- we bellen samen met ouders en school, keer {number}" for number in range(8))
    assert said(f"{EASY} {with_rest}", Kind.LONG) == []
    assert said(f"{EASY}\n{steps}", Kind.LONG) == []


def test_a_short_text_gets_no_advice() -> None:
    assert hints("De jeugdige dient te participeren.") == []


def test_jargon_comes_once_with_what_is_plainer_and_whether_it_fits() -> None:
    text = f"{EASY} De jeugdigen wachten lang. Wij zien jeugdigen met\n betrekking tot hun problematiek."
    found = {text[hint.start : hint.end]: hint for hint in hints(text)}
    assert list(found) == ["jeugdigen", "met\n betrekking tot", "problematiek"]
    assert found["jeugdigen"].plainer == ("kinderen en jongeren",)
    assert found["met\n betrekking tot"].fits
    assert not found["problematiek"].fits


def test_places_are_code_points_also_after_an_emoji() -> None:
    assert said(f"🙂 {EASY} Dat gaat conform het plan.", Kind.JARGON) == ["conform"]


def test_a_word_inside_another_is_not_jargon() -> None:
    assert hints(f"{EASY} De jeugdigenraad en de conformiteit.") == []


def test_one_passive_is_no_trouble_and_many_are() -> None:
    many = (
        "De aanvraag werd afgewezen. Daarna wordt er gewacht op een besluit. Het gezin wordt niet gebeld. "
        "Het plan moet nog worden besproken. De school werd pas later betrokken. Het kan anders. "
        "Ouders vragen ons elke week hoe het ervoor staat en dan hebben wij eigenlijk niets te zeggen."
    )
    assert said(f"{EASY} De aanvraag werd afgewezen.", Kind.PASSIVE) == []
    assert len(said(many, Kind.PASSIVE)) == MOST


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Het gezin wordt door het wijkteam bezocht.", "wordt door het wijkteam bezocht"),
        ("Het plan moet nog worden besproken.", "worden besproken"),
        ("Ik hoor dat het dossier overgedragen wordt.", "overgedragen wordt"),
        ("Jongeren worden niet gehoord.", "worden niet gehoord"),
        ("Hij werd doorverwezen naar de ggz.", "werd doorverwezen"),
        ("Hij werd boos en liep naar zijn kamer.", None),
        ("De kosten worden te hoog voor gemeenten.", None),
        ("Dat wordt een gesprek over geld en gezondheid.", None),
        ("Zij wil juf worden.", None),
    ],
)
def test_what_a_passive_is(text: str, place: str | None) -> None:
    found = passive.find(text, sentences(text)[0])
    assert (text[found[0] : found[1]] if found else None) == place


def test_where_sentences_end() -> None:
    text = (
        "Bel bijv. dhr. De Wit op ma. of di. om half 9. Wat vind jij? “Ga maar.” Dat zei zij o.a. gisteren."
    )
    ends = [text[one.start : one.end] for one in sentences(text)]
    assert ends[1:] == ["Wat vind jij?", "“Ga maar.”", "Dat zei zij o.a. gisteren."]


def test_there_is_never_more_advice_than_somebody_can_use() -> None:
    assert len(hints(" ".join([LONG] * 12))) == MOST


def test_the_list_of_words_is_in_order() -> None:
    listed = (files("leerkring.kit.plain") / "data" / "plainer.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(listed.splitlines()))
    words = [word for row in rows for word in row["says"].split("/")]
    assert len(words) == len(set(words))
    assert all(word == word.lower().strip() for word in words)
    assert {row["fits"] for row in rows} == {"ja", "nee"}
    assert all(row["plainer"] for row in rows)
