"""What is typed survives a lost connection, a crash, a second window and the back button."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewWindow
from tests.e2e.doing import chip, some_word
from tests.e2e.windows import DESKTOP

ASK = "/vragen/stel/"


def _type(page: Page, title: str) -> None:
    page.get_by_label("Je vraag in één zin").fill(title)


def test_a_text_is_kept_put_back_and_placed_once(window: NewWindow) -> None:
    noor = window(DESKTOP, person="Noor Hofstede")
    page, title = noor.page, f"Wat doe je als een school niet meedenkt, {some_word()}?"
    noor.go(ASK)
    _type(page, title)
    expect(page.locator("[data-draft-line]")).to_have_text(re.compile(r"^Bewaard om \d+\.\d\d\.$"))

    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("[data-draft-found]")).to_contain_text(
        re.compile(r"Je tekst van \d+\.\d\d staat er nog")
    )
    other.get_by_role("button", name="Zet terug").click()
    expect(other.get_by_label("Je vraag in één zin")).to_have_value(title)
    chip(other, "Kwetsbare gezinnen").click()
    other.get_by_role("button", name="Plaats je vraag").click()
    expect(other.get_by_role("heading", level=1)).to_have_text(title)
    placed = other.url
    assert other.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:')).length") == 0

    other.go_back()
    expect(other.get_by_label("Je vraag in één zin")).to_have_value(title)
    other.get_by_role("button", name="Plaats je vraag").click()
    expect(other).to_have_url(placed)
    other.close()


def test_without_a_connection_the_text_stays_in_the_browser(window: NewWindow) -> None:
    samira = window(DESKTOP, person="Samira Benhaddi")
    page = samira.page
    samira.go(ASK)
    page.context.set_offline(True)
    _type(page, "Geen bereik in de trein?")
    expect(page.locator("[data-draft-line]")).to_have_text(
        "Geen verbinding. Je tekst blijft in deze browser bewaard."
    )
    page.context.set_offline(False)
    samira.faults.clear()
    samira.go(ASK)
    page.get_by_role("button", name="Zet terug").click()
    expect(page.get_by_label("Je vraag in één zin")).to_have_value("Geen bereik in de trein?")
