"""A conversation with scripts: quoting, naming, taking back, and a connection that is gone for a while."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import NewWindow
from tests.e2e.doing import chip, notices, some_word
from tests.e2e.windows import PHONE, WITHOUT_SCRIPTS, Window

FIELD = "Wat is jouw ervaring?"
PLACE = "Plaats je antwoord"


_SOMETHING_COMES_OVER_IT = """it => it.addEventListener("click", () => {
  const link = document.createElement("a");
  const { left, top, width, height } = it.getBoundingClientRect();
  link.textContent = "Elders";
  link.href = "/";
  link.style = "position: fixed; z-index: 99";
  Object.entries({ left, top, width, height }).forEach(([name, size]) => { link.style[name] = `${size}px`; });
  document.body.append(link);
}, { once: true })"""


def ask(asker: Window) -> str:
    """A question of one sentence, for whom the form proposes; gives its path."""
    page, title = asker.page, f"Wie kent een goede opening, {some_word()}?"
    asker.go("/vragen/stel/")
    page.get_by_label("Je vraag in één zin").fill(title)
    chip(page, "Kwetsbare gezinnen").click()
    page.get_by_role("button", name="Plaats je vraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return asker.path()


def test_quoting_naming_and_taking_back(window: NewWindow) -> None:
    noor, samira = window(person="Noor Hofstede"), window(person="Samira Benhaddi")
    path = ask(noor)
    nothing_yet = noor.page.get_by_text("Je hoort van ons zodra iemand antwoord geeft.", exact=True)
    expect(nothing_yet).to_be_visible()
    noor.page.get_by_role("textbox", name=FIELD).fill("Begin met koffie en tijd.")
    noor.page.get_by_role("button", name=PLACE).click()
    expect(noor.says("Je antwoord staat erbij")).to_be_visible()
    expect(nothing_yet).to_be_hidden()

    page = samira.page
    samira.go(path)
    page.get_by_role("article").get_by_role("link", name="Citeer").click()
    editor = page.locator(".editor").get_by_role("textbox", name=FIELD)
    expect(editor.locator("blockquote")).to_contain_text("Begin met koffie en tijd.")
    expect(editor).to_be_focused()
    page.keyboard.type("Dat werkt. Wat vind jij, @joost")
    option = page.get_by_role("option", name=re.compile("Joost Hazelaar"))
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(editor.get_by_role("link", name="@Joost Hazelaar")).to_be_visible()
    page.get_by_role("button", name=PLACE).click()
    own = page.get_by_role("article", name="Antwoord van Samira Benhaddi")
    expect(own.get_by_role("link", name="In antwoord op Noor Hofstede")).to_be_visible()
    expect(page.get_by_role("heading", name="2 antwoorden")).to_be_visible()
    expect(page.get_by_role("button", name="Je volgt dit")).to_be_visible()
    assert samira.path() == path, "without leaving the page"

    joost = window(person="Joost Hazelaar")
    expect(notices(joost).first).to_contain_text("Samira Benhaddi noemt jou")

    own.get_by_role("button", name="Haal weg").click()
    expect(page.get_by_role("heading", name="1 antwoord", exact=True)).to_be_visible()
    message = page.locator("#toasts .toast")
    expect(message).to_have_count(1)
    words, close = (one.bounding_box() for one in (message.locator("p"), message.get_by_role("button").last))
    assert words
    assert close
    assert close["x"] >= words["x"] + words["width"], "in one row"
    expect(page.get_by_text("Begin met koffie en tijd.")).to_be_visible()
    page.locator(".gone").get_by_role("button", name="Zet terug").click()
    expect(page.get_by_role("heading", name="2 antwoorden")).to_be_visible()
    expect(own).to_be_visible()


def test_a_text_survives_a_lost_connection(window: NewWindow) -> None:
    noor, samira = window(person="Noor Hofstede"), window(PHONE, person="Samira Benhaddi")
    path = ask(noor)
    page = samira.page
    samira.go(path)
    page.get_by_role("textbox", name=FIELD).focus()
    editor = page.locator(".editor").get_by_role("textbox", name=FIELD)
    expect(editor).to_be_focused()
    page.keyboard.type("Dit mag niet weg zijn.")
    page.context.set_offline(True)
    page.get_by_role("button", name=PLACE).click()
    expect(page.get_by_role("alert")).to_contain_text("er is geen verbinding")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(editor).to_contain_text("Dit mag niet weg zijn.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Probeer opnieuw").dblclick()
    expect(page.get_by_role("heading", name="1 antwoord", exact=True)).to_be_visible()
    expect(page.locator("article.answer")).to_have_count(1)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_second_click_of_a_double_one_is_not_for_what_came_there_meanwhile(window: NewWindow) -> None:
    samira = window(PHONE, person="Samira Benhaddi")
    page = samira.page
    samira.go("/vragen/")
    toggle = page.get_by_role("button", name="Licht of donker").filter(visible=True).first
    toggle.evaluate(_SOMETHING_COMES_OVER_IT)
    toggle.dblclick()
    over = page.get_by_role("link", name="Elders")
    expect(over).to_be_visible()
    assert samira.path() == "/vragen/"
    over.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Goede")
    assert samira.path() == "/"


def test_pressing_shows_at_once_and_goes_back_when_it_fails(window: NewWindow) -> None:
    noor, samira = window(person="Noor Hofstede"), window(person="Samira Benhaddi")
    path = ask(noor)
    page = samira.page
    samira.go(path)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.get_by_role("button", name="Dit speelt bij mij ook").click()
    expect(samira.says("Dat lukte niet.")).to_be_visible()
    expect(page.get_by_role("button", name="Dit speelt bij mij ook", pressed=False)).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Dit speelt bij mij ook").click()
    expect(page.get_by_role("button", name="Dit speelt bij mij ook · 1", pressed=True)).to_be_visible()


def test_quoting_and_taking_back_without_scripts(window: NewWindow) -> None:
    noor, samira = (window(WITHOUT_SCRIPTS, person=name) for name in ("Noor Hofstede", "Samira Benhaddi"))
    path = ask(noor)
    for who, words in ((noor, "Begin met koffie."), (samira, "Dat werkt.")):
        who.go(path)
        if who is samira:
            who.page.get_by_role("link", name="Citeer").click()
        who.page.get_by_role("textbox", name=FIELD).fill(words)
        who.page.get_by_role("button", name=PLACE).click()
        expect(who.says("Je antwoord staat erbij")).to_be_visible()
    expect(samira.page.get_by_role("link", name="In antwoord op Noor Hofstede")).to_be_visible()
    samira.page.get_by_role("button", name="Haal weg").click()
    samira.page.locator(".gone").get_by_role("button", name="Zet terug").click()
    expect(samira.page.get_by_role("article", name="Antwoord van Samira Benhaddi")).to_be_visible()
