"""J1, the guard: what could lead to a person is shown while typing, and nothing goes out unseen."""

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.e2e.conftest import NewWindow
from tests.e2e.doing import chip, some_word
from tests.e2e.looking import spill, violations
from tests.e2e.windows import DESKTOP, PHONE, WITHOUT_SCRIPTS, Screen, Window

NOOR = "Noor Hofstede"
THEME = "Kwetsbare gezinnen"
TITLE, TEXT = "Je vraag in één zin", "Vertel kort wat er speelt"
STORY = "Een moeder vertelt dat haar zoon Sjoerd niet naar school gaat. Haar nummer is 06 12 34 56 78."


def begin(window: Window) -> str:
    """On the page to ask, with a title and a theme; gives the title."""
    # Letters alone: with numbers in it this could be a number plate.
    title = f"Hoe help ik een kind terug naar school, {some_word()}?"
    window.go("/vragen/stel/")
    chip(window.page, THEME).click()
    window.page.get_by_label(TITLE).fill(title)
    return title


def type_in(page: Page, words: str, label: str = TEXT) -> Locator:
    """Type in the text editor; gives it."""
    page.get_by_role("textbox", name=label).focus()
    editor = page.locator(".editor").get_by_role("textbox", name=label)
    expect(editor).to_be_focused()
    page.keyboard.type(words)
    return editor


def found(page: Page) -> Locator:
    """The list below the field: its name says how much there is."""
    return page.get_by_role("group", name="naar iemand leiden")


def reason(page: Page, words: str) -> None:
    page.get_by_role("group", name="Waarom mag dit er staan?").get_by_text(words).click()


def place(page: Page) -> None:
    page.get_by_role("button", name="Plaats je vraag").click()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_name_and_a_number_become_neutral_words_while_typing(window: NewWindow, screen: Screen) -> None:
    asker = window(screen, person=NOOR)
    page = asker.page
    title = begin(asker)
    editor = type_in(page, f"🙂 {STORY}")
    marks = editor.locator("mark")
    expect(marks).to_have_text(["Sjoerd", "06 12 34 56 78"])
    expect(found(page)).to_have_accessible_name("2 dingen kunnen naar iemand leiden")
    expect(page.locator("[data-look] [role=status]")).to_have_text("2 dingen kunnen naar iemand leiden")
    assert violations(asker) == []

    lines = found(page).get_by_role("listitem")
    lines.first.get_by_role("button", name="een jongen van 14").click()
    expect(editor).to_contain_text("haar zoon een jongen van 14 niet naar school")
    expect(lines).to_have_count(1)
    expect(lines.get_by_role("button", name="[telefoonnummer]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(editor).to_be_focused()
    page.keyboard.press("Control+z")
    expect(editor).to_contain_text("haar zoon Sjoerd niet naar school")
    expect(marks).to_have_count(2)

    lines.first.get_by_role("button", name="[naam]").press("Enter")
    lines.first.get_by_role("button", name="[telefoonnummer]").press("Enter")
    expect(found(page)).to_be_hidden()
    expect(editor).to_be_focused()
    place(page)
    expect(asker.says("Het staat online")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(".question")).to_contain_text("haar zoon [naam] niet naar school")


def test_the_line_above_has_its_own_list_and_takes_back(window: NewWindow) -> None:
    page = (asker := window(person=NOOR)).page
    asker.go("/vragen/stel/")
    title = page.get_by_label(TITLE)
    title.press_sequentially("Hoe help ik mijn cliënt Sjoerd de Vries op school?")
    found(page).get_by_role("button", name="[naam]").click()
    expect(title).to_have_value("Hoe help ik mijn cliënt [naam] op school?")
    expect(title).to_be_focused()
    page.keyboard.press("Control+z")
    expect(title).to_have_value("Hoe help ik mijn cliënt Sjoerd de Vries op school?")
    expect(found(page)).to_be_visible()
    assert spill(asker) == []


def test_unchanged_words_are_sent_once_and_without_a_connection_it_is_silent(window: NewWindow) -> None:
    page = (asker := window(person=NOOR)).page
    begin(asker)
    sent: list[Request] = []
    page.on("request", lambda one: sent.append(one) if one.url.endswith("/privacy/kijk/") else None)
    editor = type_in(page, STORY)
    expect(editor.locator("mark")).to_have_count(2)
    before = len(sent)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+b")
    chip(page, "Normaliseren").click()
    page.wait_for_timeout(1000)
    assert len(sent) == before

    page.context.set_offline(True)
    editor.press("Control+End")
    page.keyboard.type(" Haar mail is fam.vanveen@example.org. ")
    page.wait_for_timeout(1000)
    assert len(sent) == before
    page.context.set_offline(False)
    expect(editor.locator("mark")).to_have_count(3)


def test_without_scripts_what_stays_needs_a_reason_and_a_service_number_never_goes_out(
    window: NewWindow,
) -> None:
    asker = window(WITHOUT_SCRIPTS, person=NOOR)
    page = asker.page
    title = begin(asker)
    field = page.get_by_role("textbox", name=TEXT)
    field.fill(f"{STORY} Zijn bsn is 123456782.")
    place(page)
    block = page.locator("[data-guard-findings]")
    expect(block.get_by_role("listitem")).to_have_count(3)
    expect(block).to_contain_text("123456782")
    expect(page.get_by_text("Waarom mag dit er staan?")).to_have_count(0)
    assert asker.path() == "/vragen/stel/"

    field.fill(STORY)
    place(page)
    expect(block.get_by_role("listitem")).to_have_count(2)
    place(page)
    expect(page.get_by_role("alert").first).to_contain_text("Kies waarom dit er mag staan")
    reason(page, "Deze persoon weet dat ik dit schrijf")
    place(page)
    expect(asker.says("Het staat online")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_tips_to_write_more_plainly_are_there_for_who_wants_them(window: NewWindow) -> None:
    page = (asker := window(person=NOOR)).page
    begin(asker)
    words = (
        "Wij praten elke week met ouders over wat er goed gaat. Dat helpt, want zij weten veel van hun kind. "
        "Ten aanzien van de school weten wij niet genoeg. Wie heeft daar een goed gesprek over gehad, en hoe "
        "begon dat gesprek? Wij horen graag wat jullie hebben gedaan."
    )
    editor = type_in(page, words)
    tips = page.locator("details").filter(has_text="makkelijker te lezen")
    tips.locator("summary").click()
    expect(editor.locator(".guard-mark--plain")).to_have_text(["Ten aanzien van"])
    expect(editor.locator("mark")).to_have_count(0)
    tips.get_by_role("button", name="over", exact=False).first.click()
    expect(editor).to_contain_text("Over de school weten wij")
    expect(tips).to_be_hidden()
