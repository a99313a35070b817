"""Choosing what to hear, reading what is new, and the bell that looks again; also without scripts."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NewWindow
from tests.e2e.doing import notices, unread
from tests.e2e.windows import DESKTOP, PHONE, WITHOUT_SCRIPTS, Screen, Window

NOOR, JOOST = "Noor Hofstede", "Joost Hazelaar"
ANSWERS, OFF = "Iemand geeft antwoord op jouw vraag of bijdrage", "Niet"
BACK = "document.body.dispatchEvent(new Event('leerkring:back'))"


@pytest.mark.parametrize("screen", [DESKTOP, WITHOUT_SCRIPTS], ids=["scripts", "no scripts"])
def test_what_is_chosen_is_kept_and_can_be_taken_back(window: NewWindow, screen: Screen) -> None:
    joost = window(screen, person=JOOST)
    page = joost.page
    joost.go("/berichten/voorkeuren/")
    choice = page.get_by_label(ANSWERS)
    before = choice.input_value()
    choice.select_option(label=OFF)
    if screen.scripts:
        expect(page.get_by_role("status").filter(has_text="Je keuze is bewaard")).to_be_visible()
        page.reload()
        expect(choice).to_have_value("off")
        choice.select_option(before)
        page.get_by_role("button", name="Maak ongedaan").click()
        expect(choice).to_have_value("off")
        choice.select_option(before)
        expect(page.get_by_role("button", name="Maak ongedaan")).to_be_visible()
    else:
        page.get_by_role("button", name="Bewaar").first.click()
        expect(choice).to_have_value("off")
        choice.select_option(before)
        page.get_by_role("button", name="Bewaar").first.click()
    expect(choice).to_have_value(before)


@pytest.mark.parametrize("screen", [DESKTOP, PHONE, WITHOUT_SCRIPTS], ids=["desktop", "phone", "no scripts"])
def test_one_line_or_all_of_them_seen_and_new_again(window: NewWindow, screen: Screen) -> None:
    noor = window(screen, person=NOOR)
    noor.go("/berichten/")
    new = unread(noor)
    assert new > 0
    _press(noor, "Zet op gezien")
    assert unread(noor) == new - 1
    _press(noor, "Zet weer op nieuw")
    assert unread(noor) == new
    noor.page.get_by_role("button", name="Zet alles op gezien").click()
    expect(noor.page.get_by_role("status").filter(has_text="staan op gezien")).to_be_visible()
    assert unread(noor) == 0
    noor.page.get_by_role("button", name="Maak ongedaan").click()
    expect(noor.page.get_by_role("button", name="Zet alles op gezien")).to_be_visible()
    assert unread(noor) == new


def _press(window: Window, words: str) -> None:
    """In the menu of the first line that offers it; other journeys may have seen some already."""
    offer = window.page.get_by_role("button", name=words, include_hidden=True)
    line = notices(window).filter(has=offer).first
    line.locator("summary").click()
    with window.page.expect_navigation():
        line.get_by_role("button", name=words).click()


def test_the_bell_looks_again_when_the_page_comes_back(window: NewWindow) -> None:
    noor = window(DESKTOP, person=NOOR)
    noor.go("/berichten/")
    before = unread(noor)
    other = noor.page.context.new_page()
    other.goto("/berichten/")
    other.get_by_role("button", name="Zet alles op gezien").click()
    expect(other.get_by_role("button", name="Maak ongedaan")).to_be_visible()
    assert unread(noor) == before > 0
    noor.page.evaluate(BACK)
    expect(noor.page.get_by_role("link", name="Berichten", exact=True).first).to_be_visible()
    other.get_by_role("button", name="Maak ongedaan").click()
