"""Looking for something, by whoever looks: with the mouse, by keyboard, on a phone and without scripts."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import NewWindow
from tests.e2e.windows import PHONE, WITHOUT_SCRIPTS, Window

NOOR, JOOST, ROOS = "Noor Hofstede", "Joost Hazelaar", "Roos"


def box(page: Page) -> Locator:
    return page.locator("main").get_by_label("Waar zoek je naar?")


def search(window: Window, text: str) -> None:
    window.go("/zoeken/")
    box(window.page).fill(text)
    with window.page.expect_navigation():
        box(window.page).press("Enter")


def count(page: Page) -> int:
    found = re.search(r"\d+", page.locator("main h2.count").inner_text())
    assert found
    return int(found[0])


def test_other_forms_are_found_and_filters_go_on_and_off(window: NewWindow) -> None:
    noor = window(person=NOOR)
    page = noor.page
    search(noor, "vechtscheidingen")
    first = page.locator("main .row").first
    expect(first.locator("mark.found").first).to_be_visible()
    expect(
        page.locator("main .row", has_text=re.compile("vechtscheiding", re.IGNORECASE)).first
    ).to_be_visible()
    everything = count(page)
    page.locator(".facets").get_by_text("Soort", exact=True).click()
    link = page.locator(".facets__list a").filter(visible=True).first
    promised = int(re.search(r"\d+", link.locator(".facets__count").inner_text())[0])  # type: ignore[index]
    label = link.locator(".facets__label").inner_text()
    link.click()
    chip = page.locator(".facets .chip--on")
    expect(chip).to_contain_text(label)
    assert count(page) == promised < everything
    page.go_back()
    expect(chip).to_have_count(0)
    assert count(page) == everything
    page.go_forward()
    expect(chip).to_contain_text(label)
    chip.click()
    expect(chip).to_have_count(0)
    assert count(page) == everything
    expect(box(page)).to_have_value("vechtscheidingen")


def test_a_result_leads_to_the_answer_with_the_words_and_back_is_where_one_was(window: NewWindow) -> None:
    noor = window(person=NOOR)
    page = noor.page
    search(noor, "uithuisplaatsing gezin")
    row = page.locator("main .row", has_text="antwoordde:").first
    href = row.locator(".row__link").get_attribute("href")
    assert href
    assert "#antwoord-" in href
    row.locator(".row__link").click()
    expect(page.locator(f"#{href.split('#')[1]}")).to_be_in_viewport()
    page.go_back()
    expect(page.locator(f"main .row__link[href='{href}']")).to_be_focused()


def test_what_stands_in_a_closed_space_is_found_only_inside(window: NewWindow) -> None:
    joost = window(person=JOOST)
    joost.go("/vragen/?ruimte=terugkijken")
    title = joost.page.locator("main .row__title").first.inner_text()
    search(joost, f'"{title}"')
    expect(joost.page.locator("main .row__title").first).to_have_text(title)
    for person in ("", NOOR):
        other = window(person=person)
        search(other, f'"{title}"')
        expect(other.page.locator("main .row__title", has_text=title)).to_have_count(0)


def test_a_typing_error_is_mended_unless_one_means_it(window: NewWindow) -> None:
    noor = window(person=NOOR)
    page = noor.page
    search(noor, "uithuisplaatsnig")
    expect(page.locator("main")).to_contain_text("We zochten naar “uithuisplaatsing”")
    page.get_by_role("link", name="Zoek toch naar").click()
    expect(page.get_by_role("link", name="Bedoelde je “uithuisplaatsing”?")).to_be_visible()
    search(noor, "samira")
    expect(page.get_by_role("complementary", name="Mensen en organisaties")).to_contain_text(
        "Samira Benhaddi"
    )
    expect(page.locator("main")).not_to_contain_text("We zochten naar")


def test_the_slash_the_arrows_and_escape(window: NewWindow) -> None:
    noor = window(person=NOOR)
    page = noor.page
    noor.go("/ruimtes/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Toetsen")).to_contain_text("Zoeken")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    top = page.get_by_role("combobox", name="Waar zoek je naar?")
    expect(top).to_be_focused()
    page.keyboard.type("wacht")
    options = page.get_by_role("listbox", name="Voorstellen").get_by_role("option")
    expect(options.first).to_be_visible()
    expect(top).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(top).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(top).to_be_focused()
    expect(top).to_have_attribute("aria-expanded", "false")
    expect(top).to_have_value("wacht")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    title = options.first.locator("span").last.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    search(noor, "caseload")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()


def test_what_was_searched_stays_on_this_device_until_it_is_forgotten(window: NewWindow) -> None:
    noor = window(person=NOOR)
    page = noor.page
    search(noor, "caseload")
    noor.go("/zoeken/")
    recent = page.locator("[data-recent]")
    expect(recent.get_by_role("link", name="caseload")).to_be_visible()
    box(page).focus()
    expect(box(page)).to_have_role("combobox")  # the script for it comes when somebody begins
    page.keyboard.press("ArrowDown")
    expect(
        page.get_by_role("listbox", name="Je zocht eerder").get_by_role("option", name="caseload")
    ).to_be_visible()
    page.keyboard.press("Escape")
    other = window()
    other.go("/zoeken/")
    expect(other.page.locator("[data-recent]")).to_be_hidden()
    recent.get_by_role("button", name="Wis wat je zocht").click()
    expect(recent).to_be_hidden()
    page.reload()
    expect(recent).to_be_hidden()


def test_nothing_found_becomes_a_question(window: NewWindow) -> None:
    noor = window(person=NOOR)
    search(noor, "zeepkistenrace")
    expect(noor.page.locator("main")).to_contain_text("Hierover schreef nog niemand")
    noor.page.get_by_role("link", name="Stel deze vraag").click()
    expect(noor.page.get_by_label("Je vraag in één zin")).to_have_value("zeepkistenrace")


def test_on_a_phone_the_glass_is_at_the_top_of_every_page(window: NewWindow) -> None:
    roos = window(PHONE, person=ROOS)
    page = roos.page
    roos.go("/vragen/")
    glass = page.locator("[data-head-search] > summary")
    size = glass.bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 44
    glass.click()
    page.get_by_role("combobox", name="Waar zoek je naar?").fill("gezinnen")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert count(page) > 3
    page.locator(".facets").get_by_text("Thema", exact=True).click()
    page.locator(".facets__list a").filter(visible=True).first.click()
    expect(page.locator(".facets .chip--on")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_everything_is_a_link_or_a_form(window: NewWindow) -> None:
    visitor = window(WITHOUT_SCRIPTS)
    page = visitor.page
    visitor.go("/")
    page.locator("[data-head-search] > summary").click()
    page.locator("#zoek-overal").fill("wachtlijsten")
    with page.expect_navigation():
        page.locator("#zoek-overal").press("Enter")
    everything = count(page)
    page.locator(".facets").get_by_text("Thema", exact=True).click()
    page.locator(".facets__list a").filter(visible=True).first.click()
    assert count(page) < everything
    box(page).fill("caseload")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.locator(".facets .chip--on")).to_have_count(1)
    page.locator(".facets .chip--on").click()
    expect(page.locator("main .row").first).to_be_visible()


def test_what_looks_alike_stands_right_after_the_title_and_beside_a_thread(window: NewWindow) -> None:
    noor = window(PHONE, person=NOOR)
    page = noor.page
    noor.go("/vragen/stel/")
    title = page.get_by_label("Je vraag in één zin")
    title.fill("Hoe praat je met ouders over de wachtlijst")
    title.press_sequentially("en")
    alike = page.locator("#lijkt-erop .similar__link").filter(visible=True)
    expect(alike.first).to_be_visible()
    expect(page.locator("#lijkt-erop-gezegd")).to_contain_text("lijken op die van jou")
    title.press("Tab")
    expect(alike.first).to_be_focused()
    search(noor, "wachtlijst")
    page.locator("main .row__link").first.click()
    beside = page.get_by_role("heading", name="Lijkt hierop")
    expect(beside).to_be_visible()
