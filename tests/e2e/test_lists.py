"""Through the list with the keyboard, and back to where you were."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import NewWindow


def test_keys_move_through_the_list_and_can_be_switched_off(window: NewWindow) -> None:
    noor = window(person="Noor Hofstede")
    noor.go("/vragen/")
    page, rows = noor.page, noor.page.locator("main .row__link")
    page.keyboard.press("j")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Toetsen")
    expect(dialog).to_contain_text("Volgende in de lijst")
    dialog.get_by_label("Gebruik deze toetsen").uncheck()
    dialog.get_by_role("button", name="Sluit").click()
    rows.nth(1).focus()
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(dialog).to_have_count(0)
    expect(rows.nth(1)).to_be_focused()
    page.get_by_role("link", name="Toetsen").click()
    dialog.get_by_label("Gebruik deze toetsen").check()


def test_back_is_where_you_were(window: NewWindow) -> None:
    noor = window(person="Noor Hofstede")
    noor.go("/vragen/")
    page = noor.page
    page.locator("label.chip", has_text="Open vragen").click()
    expect(page).to_have_url(re.compile("stand=open"))
    expect(page.get_by_role("radio", name="Open vragen")).to_be_checked()
    row = page.locator("main .row__link").nth(12)
    href = row.get_attribute("href")
    row.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    row.press("Enter")
    expect(page.locator("main h1")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile("stand=open"))
    expect(page.locator(f"main .row__link[href='{href}']")).to_be_focused()
    assert abs(page.evaluate("scrollY") - before) < 200
