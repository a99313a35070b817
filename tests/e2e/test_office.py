"""Looking after the guard in the browser: what an editor and a facilitator choose counts for who writes."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NewWindow
from tests.e2e.doing import chip
from tests.e2e.windows import DESKTOP, WITHOUT_SCRIPTS, Screen, Window

LOTTE, JOOST, NOOR = "Lotte van Beusekom", "Joost Hazelaar", "Noor Hofstede"
CIRCLE = "/ruimtes/kwetsbare-gezinnen/"


def answer(window: Window, text: str, *, where: str = "") -> None:
    """To the first open question of a space, or of all; without scripts."""
    page = window.page
    window.go(f"/vragen/?stand=open&{where}")
    page.locator("main ul.rows a").first.click()
    page.locator("form.form--reply textarea[name=text]").fill(text)
    page.locator("form.form--reply").get_by_role("button", name="Plaats").click()


@pytest.mark.parametrize("screen", [DESKTOP, WITHOUT_SCRIPTS], ids=["scripts", "no-scripts"])
def test_a_word_that_is_nobody_passes_from_the_moment_an_editor_says_so(
    window: NewWindow, screen: Screen
) -> None:
    name = f"Milan {uuid4().hex[:8].translate(str.maketrans('0123456789', 'ghijklmnop')).capitalize()}"
    text = f"Wij spraken daar met {name} over herstel."
    writer, editor = window(WITHOUT_SCRIPTS, person=NOOR), window(screen, person=LOTTE)
    answer(writer, text)
    expect(writer.page.get_by_role("alert")).to_contain_text(name)

    page = editor.page
    editor.go("/beheer/woorden/proberen/")
    page.get_by_label("Een zin of een korte tekst").fill(text)
    page.get_by_role("button", name="Proberen").click()
    page.locator(".tried__item", has_text=name).get_by_role("button", name="geen persoonsgegeven").click()
    page.get_by_label("Ja, dit zijn geen mensen").check()
    page.get_by_role("button", name="Zet op de lijst").click()
    expect(page.locator(".words")).to_contain_text(name)

    answer(writer, text)
    expect(writer.page.locator(".answer", has_text=text)).to_be_visible()

    page.get_by_role("searchbox", name="Zoek een woord").fill(name)
    page.get_by_role("searchbox", name="Zoek een woord").press("Enter")
    expect(page.locator(".words__item")).to_have_count(1)
    page.locator(".words__item").get_by_role("button", name="Haal weg").click()
    expect(page.locator("#lijst")).to_contain_text("Niet op de eigen lijst")
    page.get_by_role("button", name="Maak ongedaan").click()
    expect(page.locator(".words__item")).to_have_count(1)


@pytest.mark.parametrize("screen", [DESKTOP, WITHOUT_SCRIPTS], ids=["scripts", "no-scripts"])
def test_a_space_is_made_stricter_and_set_back(window: NewWindow, screen: Screen) -> None:
    leader, writer = window(screen, person=JOOST), window(WITHOUT_SCRIPTS, person=NOOR)
    text = "Vorige week sprak ik Milan de Wit over zijn plan."
    page = leader.page
    leader.go(f"{CIRCLE}aanpassen/")
    page.get_by_role("link", name="Kies wat de privacywacht in deze ruimte doet").click()
    names = page.get_by_role("group", name="Een naam")
    chip(names, "Nooit plaatsen").click()
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(names).to_contain_text("strenger dan Leerkring")

    answer(writer, text, where="ruimte=kwetsbare-gezinnen")
    expect(writer.page.get_by_role("alert")).to_contain_text("Dit moet eruit")
    answer(writer, text)
    expect(writer.page.get_by_role("group", name="Waarom mag dit er staan?")).to_be_visible()

    names.get_by_role("button", name="Zet terug").click()
    expect(leader.says("Een naam: Alleen met een reden")).to_be_visible()
    expect(names).not_to_contain_text("strenger dan Leerkring")
