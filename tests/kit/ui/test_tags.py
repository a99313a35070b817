from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from leerkring.kit.ui import kringbeeld, rings
from leerkring.kit.ui.tones import TONES, initials, tone_of

Render = Callable[..., str]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("state", "count", "says"),
    [
        ("open", 0, "No answer yet."),
        ("reactions", 0, "No answer yet."),
        ("reactions", 1, "1 answer, the circle is still open."),
        ("reactions", "12", "12 answers, the circle is still open."),
        ("round", 3, "The circle is round"),
    ],
)
def test_a_ring_says_its_state_in_words(state: str, count: int | str, says: str) -> None:
    assert says in rings.status(state, count)


def test_an_unknown_state_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        rings.status("half")


@pytest.mark.parametrize(("value", "arcs"), [(0, 0), (-1, 0), (0.5, 1), (1, 1), (7, 1)])
def test_progress_stays_between_nothing_and_all(value: float, arcs: int) -> None:
    html = rings.progress(value, "Halverwege")
    assert html.count('class="ring__arc"') == arcs
    assert "Halverwege" in html


def test_seats_count_what_is_free() -> None:
    html = rings.seats(7, 12)
    assert html.count("ring__seat--taken") == 7
    assert "5 of 12 seats are free." in html
    assert "0 of 12 seats are free." in rings.seats(40, 12)


def test_a_kringbeeld_is_the_same_for_the_same_seed_only() -> None:
    assert kringbeeld.draw("een") == kringbeeld.draw("een")
    assert kringbeeld.draw("een") != kringbeeld.draw("twee")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Noor", "N"),
        ("Jan Willem", "JW"),
        ("Noor de Wit", "NW"),
        ("oud-lid", "O"),
        ("", ""),
        ("!", ""),
        ("An An", "A"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_tone_is_the_things_own_or_always_the_same() -> None:
    class Theme:
        tone = "zee"

    assert tone_of(Theme()) == "zee"
    assert tone_of("koraal") == "koraal"
    assert tone_of("Noor") == tone_of("Noor") in TONES


@pytest.mark.parametrize(
    ("back", "says"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(days=2, hours=5), "2\xa0days ago"),
        (timedelta(weeks=3), "3\xa0weeks ago"),
    ],
)
def test_ago_rounds_and_keeps_the_exact_time(render: Render, back: timedelta, says: str) -> None:
    html = render("{% ago moment %}", moment=timezone.now() - back)
    assert f">{says}</time>" in html
    assert 'datetime="20' in html


def test_an_icon_comes_from_the_sprite(render: Render) -> None:
    html = render('{% icon "plus" %}')
    assert 'href="/static/ui/icons.svg#plus"' in html
    assert 'aria-hidden="true"' in html


def test_what_people_wrote_is_dutch_also_on_an_english_page(render: Render) -> None:
    words = "<h1{% content_lang %}>Hoe dan?</h1>"
    assert render(words) == '<h1 lang="nl">Hoe dan?</h1>'
    with translation.override("nl"):
        assert render(words) == "<h1>Hoe dan?</h1>"
