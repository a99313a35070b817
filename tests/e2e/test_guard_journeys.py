"""J1, the guard: what stays is confirmed, what is stopped is mended, and a guard that dies loses nothing."""

from time import monotonic

from playwright.sync_api import FilePayload, Locator, Page, Request, expect

from tests import uploads
from tests.e2e.conftest import NewWindow
from tests.e2e.house import end_guard, settle
from tests.e2e.looking import violations
from tests.e2e.test_guard import NOOR, STORY, begin, found, place, reason, type_in
from tests.e2e.windows import PATIENCE, PHONE, Window

SAMIRA = "Samira Benhaddi"
BSN = " Zijn bsn is 123456782."
ANSWER = "Wat is jouw ervaring?"
WAITS = "Je tekst wacht"


def sent(page: Page) -> Locator:
    """What the server found in a form that was sent."""
    return page.locator("[data-guard-findings]")


def looked(page: Page) -> list[Request]:
    """What the script asks from now on."""
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one) if one.url.endswith("/privacy/kijk/") else None)
    return asked


def test_what_is_stopped_is_mended_and_what_stays_gets_a_reason(window: NewWindow) -> None:
    page = (asker := window(person=NOOR)).page
    title = begin(asker)
    type_in(page, STORY + BSN)
    place(page)
    expect(sent(page)).to_be_focused()
    expect(sent(page).get_by_role("listitem")).to_have_count(3)
    expect(sent(page)).to_contain_text("Dit moet eruit")

    # On the page that came back the marks live on, and each change is asked once.
    lines = found(page).get_by_role("listitem")
    expect(lines).to_have_count(3)
    asked = looked(page)
    expect(lines.first).to_contain_text("123456782")
    lines.first.get_by_role("button", name="[nummer]").click()
    expect(sent(page).get_by_role("listitem")).to_have_count(2)
    expect(page.locator(".editor [role=textbox]")).to_contain_text("Zijn bsn is [nummer].")
    assert len(asked) == 1

    place(page)
    expect(sent(page)).to_be_focused()
    expect(sent(page).get_by_role("listitem")).to_have_count(2)
    lines.filter(has_text="06 12").get_by_role("button", name="[telefoonnummer]").click()
    expect(sent(page).get_by_role("listitem")).to_have_count(1)
    place(page)
    expect(page.get_by_role("alert").first).to_contain_text("Kies waarom dit er mag staan")
    reason(page, "Deze persoon weet dat ik dit schrijf")
    place(page)
    expect(asker.says("Het staat online")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)

    # What was confirmed is not asked again in this conversation; what is new is.
    page.get_by_role("link", name="Pas aan").first.click()
    editor = page.locator(".editor [role=textbox]")
    editor.press("Control+End")
    page.keyboard.type(" Wietskes broer Anne heet ook zo.")
    expect(found(page)).to_be_visible()
    expect(found(page)).not_to_contain_text("Sjoerd")
    for button in found(page).get_by_role("button", name="Laat staan").all()[::-1]:
        button.click()
    expect(page.get_by_text("Bij het versturen vragen we waarom")).to_be_visible()
    page.get_by_role("button", name="Bewaar de wijziging").click()
    expect(sent(page)).to_be_visible()
    reason(page, "Een andere reden")
    page.get_by_label("Je reden, in een paar woorden").fill("Zij heeft het zelf gevraagd")
    page.get_by_role("button", name="Bewaar de wijziging").click()
    expect(asker.says("Je tekst is aangepast")).to_be_visible()
    # Leaving the page stops the search for questions that look like this one.
    asker.faults[:] = [one for one in asker.faults if "htmx:" not in one]


def open_thread(window: Window) -> None:
    window.go("/vragen/?stand=open")
    window.page.locator("main ul.rows a").first.click()


def test_an_answer_on_a_phone_is_asked_about_on_the_page_itself(window: NewWindow) -> None:
    page = (asker := window(PHONE, person=SAMIRA)).page
    open_thread(asker)
    type_in(page, "Bij ons hielp het om met haar zoon Youssef eerst te wandelen.", ANSWER)
    expect(found(page)).to_be_visible()
    page.get_by_role("button", name="Plaats je antwoord").click()
    expect(sent(page)).to_be_focused()
    asker.faults.clear()  # the refusal that the page itself shows
    expect(found(page).get_by_role("listitem")).to_have_count(1)
    asked = looked(page)
    editor = page.locator(".editor [role=textbox]")
    editor.press("Control+End")
    page.keyboard.type(" Dat gaf rust.")
    page.wait_for_timeout(1500)
    assert len(asked) == 1
    reason(page, "Het gaat niet om een persoon")
    page.get_by_role("button", name="Plaats je antwoord").click()
    expect(asker.says("Je antwoord staat erbij")).to_be_visible()
    expect(page.locator("[data-answers]")).to_contain_text("Dat gaf rust.")


def test_a_name_in_a_file_is_told_with_its_page(window: NewWindow) -> None:
    page = (asker := window(person=NOOR)).page
    title = begin(asker)
    pages = uploads.pdf_saying("Wij spraken elkaar thuis.", "Milan de Wit was het er niet mee eens.")
    report: FilePayload = {"name": "verslag.pdf", "mimeType": "application/pdf", "buffer": pages}
    page.locator("input[type=file]").set_input_files([report])
    expect(page.get_by_role("link", name="verslag.pdf")).to_be_visible()
    settle(asker.address)
    place(page)
    expect(sent(page)).to_be_focused()
    expect(sent(page)).to_contain_text("“verslag.pdf”, bladzijde 2")
    expect(sent(page)).to_contain_text("Milan de Wit")
    asker.faults.clear()  # the refusal that the page itself shows
    assert violations(asker) == []
    reason(page, "Het gaat niet om een persoon")
    place(page)
    expect(asker.says("Het staat online")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_with_the_keyboard_alone(window: NewWindow) -> None:
    page = (asker := window(person=NOOR)).page
    begin(asker)
    editor = type_in(page, "Haar zoon Sjoerd komt niet. Sjoerd slaapt slecht. Bel 06 12 34 56 78.")
    lines = found(page).get_by_role("listitem")
    expect(lines).to_have_count(2)
    expect(lines.first).to_contain_text("2 keer")
    status = page.locator("[data-look] [role=status]")
    expect(status).to_have_text("2 dingen kunnen naar iemand leiden")
    page.keyboard.press("Control+Home")
    for _step in range(12):
        page.keyboard.press("ArrowRight")
    expect(status).to_have_text("Een naam. Met een naam weet iedereen over wie dit gaat.")
    page.keyboard.press("Tab")
    expect(lines.first.get_by_role("button", name="Sjoerd")).to_be_focused()
    expect(lines.first.get_by_role("button", name="Sjoerd")).to_have_accessible_description(
        "Een naam. Met een naam weet iedereen over wie dit gaat."
    )
    page.keyboard.press("Tab")
    expect(lines.first.get_by_role("button", name="een jongen van 14")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(editor).to_contain_text("Haar zoon [naam] komt niet. [naam] slaapt slecht.")
    page.keyboard.press("Escape")
    expect(editor).to_be_focused()
    page.keyboard.press("Control+z")
    expect(editor).to_contain_text("Haar zoon Sjoerd komt niet. Sjoerd slaapt slecht.")
    expect(lines).to_have_count(2)
    lines.first.get_by_role("button", name="Laat staan").press("Enter")
    expect(lines).to_have_count(1)
    expect(lines.get_by_role("button", name="[telefoonnummer]")).to_be_focused()
    page.get_by_role("button", name="Toch aanpassen").press("Enter")
    expect(lines).to_have_count(2)


def wait_until_gone(window: Window, path: str) -> None:
    """Look again until the page of what waits leads to where it came out."""
    limit = monotonic() + 2 * PATIENCE / 1000
    while window.path() == path:
        assert monotonic() < limit, "it did not come out by itself"
        window.page.wait_for_timeout(500)
        window.go(path)


def test_a_guard_that_dies_while_somebody_sends_loses_nothing(window: NewWindow, address: str) -> None:
    page = (asker := window(person=SAMIRA)).page
    open_thread(asker)
    words = "Bij ons hielp een rustige plek op school."
    type_in(page, words, ANSWER)
    end_guard(address)
    page.get_by_role("button", name="Plaats je antwoord").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WAITS)
    path = asker.path()
    expect(page.locator(".editor [role=textbox]")).to_have_text(words)
    wait_until_gone(asker, path)
    expect(page.locator("[data-answers]").get_by_text(words)).to_have_count(1)
    asker.go("/berichten/")
    expect(page.locator("main").get_by_text("Je tekst is geplaatst").first).to_be_visible()
    asker.faults.clear()  # the guard could not look while it was away


def test_what_waits_can_be_thrown_away(window: NewWindow, address: str) -> None:
    page = (asker := window(person=SAMIRA)).page
    open_thread(asker)
    type_in(page, "Dit had ik niet zo bedoeld. Zijn bsn is 123456782.", ANSWER)
    end_guard(address)
    page.get_by_role("button", name="Plaats je antwoord").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WAITS)
    path = asker.path()
    page.get_by_role("button", name="Gooi deze tekst weg").click()
    expect(asker.says("Je tekst is weg")).to_be_visible()
    assert asker.go(path).status == 404
    asker.faults.clear()
