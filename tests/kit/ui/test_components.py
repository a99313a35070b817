"""Every component does what its first line says."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.utils import translation

Render = Callable[..., str]

PEOPLE = [SimpleNamespace(name=f"Persoon {letter}", tone="zon") for letter in "ABCDEFG"]


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def test_a_button_is_a_link_where_it_leads_somewhere(render: Render) -> None:
    assert '<a href="/vragen/"' in render('<c-button href="/vragen/">Vragen</c-button>')
    button = render('<c-button kind="danger" name="weg" value="1" small="1" hx-post="/x/">Weg</c-button>')
    assert '<button type="submit" name="weg" value="1"' in button
    assert "nl-button--danger" in button
    assert "nl-button--small" in button
    assert 'hx-post="/x/"' in button


@pytest.mark.parametrize(
    ("pressed", "says"), [("", None), ("True", 'aria-pressed="true"'), ("False", 'aria-pressed="false"')]
)
def test_an_act_says_whether_it_is_pressed(render: Render, pressed: str, says: str | None) -> None:
    html = render(
        f'<c-act icon="bell" :pressed="{pressed}">Volg</c-act>' if pressed else "<c-act>Volg</c-act>"
    )
    assert ("aria-pressed" in html) == bool(says)
    assert not says or says in html


def test_a_card_with_a_heading_is_a_named_section(render: Render) -> None:
    html = render('<c-card heading="Jouw agenda" heading_id="a" tone="zon">tekst</c-card>')
    assert "<section" in html
    assert 'aria-labelledby="a"' in html
    assert "tone-zon" in html
    assert "card--tint" in render('<c-card tone="tint">tekst</c-card>')


def test_a_card_without_a_heading_is_no_section(render: Render) -> None:
    assert "<section" not in render("<c-card>tekst</c-card>")


def test_a_row_shows_its_ring_and_takes_what_a_person_typed_as_text(render: Render) -> None:
    html = render(
        '<c-row :href="href" :title="title" state="reactions" :count="4" unread="1">'
        '<c-slot name="meta"><span>Gouda</span></c-slot></c-row>',
        href="/vragen/1/",
        title='"<script>alert(1)</script>"',
    )
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "4 answers, the circle is still open." in html
    assert '<div class="meta"><span>Gouda</span></div>' in html
    assert "row--unread" in html


def test_what_is_inside_another_component_does_not_leak_into_it(render: Render) -> None:
    html = render(
        '<c-card heading="Buiten" href="/buiten/"><c-row href="/binnen/" title="Binnen" /></c-card>',
        action="LEK",
        meta="LEK",
        title="LEK",
        text="LEK",
    )
    assert "LEK" not in html
    assert html.count("/buiten/") == 1


def test_avatars_show_five_and_count_the_rest(render: Render) -> None:
    html = render('<c-avatars :people="people" label="Zeven mensen" />', people=PEOPLE)
    assert html.count("avatar--m") == 5
    assert "+2" in html
    assert "Zeven mensen" in html


def test_the_last_crumb_is_this_page(render: Render) -> None:
    html = render('<c-breadcrumb :items="items" />', items=[("Vragen", "/vragen/"), ("Deze", "")])
    assert '<a href="/vragen/">Vragen</a>' in html
    assert '<span aria-current="page">Deze</span>' in html


def test_pages_that_are_not_there_get_no_link(render: Render) -> None:
    page = SimpleNamespace(previous_url="", next_url="?na=x")
    html = render('<c-pagination :page="page" />', page=page)
    assert 'rel="next"' in html
    assert 'rel="prev"' not in html
    assert "<nav" not in render(
        '<c-pagination :page="page" />', page=SimpleNamespace(previous_url="", next_url="")
    )


def test_an_alert_can_be_announced(render: Render) -> None:
    html = render('<c-alert tone="negative" heading="Let op" role="alert">Fout</c-alert>')
    assert 'role="alert"' in html
    assert "alert--negative" in html


def test_a_dialog_is_named_by_its_heading(render: Render) -> None:
    html = render('<c-dialog id="weg" heading="Weet je het zeker?">Ja?</c-dialog>')
    assert 'aria-labelledby="weg-heading"' in html
    assert 'id="weg-heading"' in html


def test_bad_news_stays_and_good_news_goes(render: Render) -> None:
    assert 'data-toast="passing"' in render("<c-toast>Klaar</c-toast>")
    assert 'data-toast="staying"' in render('<c-toast tone="negative">Mis</c-toast>')


def test_the_circle_with_most_questions_is_largest(render: Render) -> None:
    items = [
        {"label": "Weinig", "href": "/w/", "count": 1, "tone": "zon"},
        {"label": "Veel", "href": "/v/", "count": 30, "tone": "zee"},
    ]
    html = render('<c-circles :items="items" label="Thema’s" />', items=items)
    assert 'circles__item--size-1 tone-zon" href="/w/"' in html
    assert 'circles__item--size-4 tone-zee" href="/v/"' in html
    assert "1 open question<" in html
    assert "30 open questions<" in html


def test_steps_say_where_it_stands(render: Render) -> None:
    html = render(
        '<c-steps :steps="steps" />', steps=[("Vraag", "done"), ("Advies", "now"), ("Praktijk", "todo")]
    )
    assert html.count('aria-current="step"') == 1
    assert all(word in html for word in ("done", "busy", "to come"))


@pytest.mark.parametrize(
    "source",
    [
        '<c-badge tone="zon" href="/t/">Thema</c-badge>',
        '<c-chip href="/?open" :pressed="True" count="3">Open</c-chip>',
        '<c-chip-option name="wie" value="1" :checked="True" icon="users">Alle leden</c-chip-option>',
        '<c-date-circle day="12" month="mei" />',
        '<c-empty heading="Niets">Nog niets.<c-slot name="action">Doe iets</c-slot></c-empty>',
        '<c-feature heading="Kop" seed="kop">Tekst</c-feature>',
        '<c-menu label="Meer"><c-slot name="button">…</c-slot><a href="/">Start</a></c-menu>',
        "<c-meta><span>Gouda</span></c-meta>",
        '<c-person name="Noor" facts="jurist" href="/p/">, gast</c-person>',
        '<c-quote source="Een ouder">Zo was het.</c-quote>',
    ],
)
def test_it_renders_with_nothing_left_over(render: Render, source: str) -> None:
    html = render(source)
    assert html.strip()
    assert "<c-" not in html
    assert "{{" not in html
