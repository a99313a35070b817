"""J1: somebody asks, colleagues elsewhere answer, the right people hear of it, the circle is round."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import NewWindow
from tests.e2e.doing import chip, choice, notices, open_mail, sign_up, some_word, unread, write
from tests.e2e.windows import DESKTOP, PHONE, WITHOUT_SCRIPTS, Screen, Window, that_keeps_pages

THEME = "Kwetsbare gezinnen"
NOOR = "noor.hofstede@demo.leerkring.example"
SAMIRA = "samira.benhaddi@demo.leerkring.example"
JOOST = "joost.hazelaar@demo.leerkring.example"
FEMKE = "femke.oosterwold@demo.leerkring.example"


def new_title() -> str:
    return f"Hoe begin je een gesprek over schulden, {some_word()}?"


def ask(window: Window, title: str, audience: str = "Alle leden van Leerkring") -> str:
    """Ask, in rich text where there are scripts; gives the path of the question."""
    page = window.page
    window.go("/vragen/stel/")
    page.get_by_label("Je vraag in één zin").fill(title)
    if window.screen.scripts:
        write(page, "Vertel kort wat er speelt", "Het valt steeds stil.", "we vroegen door", "we gaven tijd")
    else:
        page.get_by_label("Vertel kort wat er speelt").fill("Het valt steeds stil.\n\nWe gaven tijd.")
    chip(page, THEME).click()
    choice(page, audience).click()
    page.get_by_role("button", name="Plaats je vraag").click()
    expect(window.says("Het staat online")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return window.path()


def answer(window: Window, words: str) -> None:
    page = window.page
    if window.screen.scripts:
        write(page, "Wat is jouw ervaring?", words, "vraag eerst wat goed gaat", "kom terug")
    else:
        page.get_by_role("textbox", name="Wat is jouw ervaring?").fill(words)
    page.get_by_role("button", name="Plaats je antwoord").click()
    expect(window.says("Je antwoord staat erbij")).to_be_visible()
    expect(page.locator("article.answer").filter(has_text=words)).to_be_visible()


def recognise(window: Window, path: str) -> None:
    window.go(path)
    window.page.get_by_role("button", name="Dit speelt bij mij ook").click()
    pressed = window.page.get_by_role("button", name="Dit speelt bij mij ook", pressed=True)
    expect(pressed).to_be_visible()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_from_a_newcomers_question_to_a_round_circle(window: NewWindow, screen: Screen) -> None:
    asker = window(screen)
    email = sign_up(asker, "Kim Vermeulen")
    title = new_title()
    path = ask(asker, title)
    expect(asker.page.locator(".question strong")).to_have_text("Het valt steeds stil.")
    expect(asker.page.locator(".question li")).to_have_text(["we vroegen door", "we gaven tijd"])

    noor, femke = window(screen, person="Noor Hofstede"), window(screen, person="Femke Oosterwold")
    before = unread(noor)
    assert before > 0
    expect(notices(noor).first).to_contain_text(title)
    letter = open_mail(noor, NOOR, title)
    assert "Kim Vermeulen" in letter
    assert path in letter
    html = noor.page.frame_locator("iframe").get_by_role("heading", level=1)
    expect(html).to_contain_text(title)

    femke.go(path)
    femke.page.get_by_role("button", name="Houd mij op de hoogte").click()
    expect(femke.page.get_by_role("button", name="Je volgt dit", pressed=True)).to_be_visible()

    notices(noor).first.get_by_role("link").click()
    expect(noor.page.get_by_role("heading", level=1)).to_have_text(title)
    assert unread(noor) == before - 1, "reading it is seeing the message"
    answer(noor, "Begin met koffie.")

    _others_have_it_too(window, path, screen)
    _asker_hears_and_closes(asker, email, title, path)
    _everyone_involved_hears(window, screen, title)
    _what_is_new_stands_out(femke, path)


def _others_have_it_too(window: NewWindow, path: str, screen: Screen) -> None:
    for name in ("Joost Hazelaar", "Samira Benhaddi"):
        other = window(screen, person=name)
        recognise(other, path)
    spread = other.page.locator(".spread")
    expect(spread).to_have_text("Dit speelt ook bij 2 collega’s, uit 2 organisaties, in 2 regio’s")


def _asker_hears_and_closes(asker: Window, email: str, title: str, path: str) -> None:
    page = asker.page
    assert open_mail(asker, email, title)
    assert unread(asker) == 2, "an answer, and one line for the two who have it too"
    expect(notices(asker)).to_have_count(2)
    notices(asker).filter(has_text="Noor Hofstede").get_by_role("link").first.click()
    assert asker.path() == path
    assert page.url.endswith("#antwoord-1")
    expect(page.locator(".spread")).to_contain_text("uit 2 organisaties, in 2 regio’s")
    page.get_by_role("button", name="Hier heb ik wat aan").click()
    expect(page.get_by_role("button", name="Hier heb ik wat aan · 1", pressed=True)).to_be_visible()
    page.get_by_role("button", name="Hiermee is de kring rond").click()
    expect(asker.says("De kring is rond.")).to_be_visible()
    chosen = page.get_by_role("article", name="Gekozen antwoord van Noor Hofstede")
    expect(chosen).to_contain_text("Kim Vermeulen koos dit antwoord")


def _everyone_involved_hears(window: NewWindow, screen: Screen, title: str) -> None:
    reader = window(screen)
    assert "Kim Vermeulen koos jouw antwoord" in open_mail(reader, NOOR, "Jouw antwoord hielp")
    for email in (JOOST, SAMIRA, FEMKE):
        letter = open_mail(reader, email, f"De kring is rond: {title}")
        assert "/berichten/afmelden/" in letter
    samira = window(screen, person="Samira Benhaddi")
    expect(notices(samira).first).to_contain_text(f"De kring is rond: {title}")


def _what_is_new_stands_out(femke: Window, path: str) -> None:
    femke.go(path)
    line = femke.page.get_by_text("Nieuw sinds je vorige bezoek")
    expect(line).to_be_visible()
    femke.page.reload()
    expect(line).to_have_count(0)


def test_all_of_it_without_scripts(window: NewWindow) -> None:
    noor, samira = (window(WITHOUT_SCRIPTS, person=name) for name in ("Noor Hofstede", "Samira Benhaddi"))
    path = ask(noor, new_title())
    expect(noor.page.locator(".question p")).to_have_text(["Het valt steeds stil.", "We gaven tijd."])
    recognise(samira, path)
    samira.page.get_by_role("button", name="Je volgt dit").click()
    expect(samira.page.get_by_role("button", name="Houd mij op de hoogte")).to_be_visible()
    answer(samira, "Begin met koffie.")
    noor.page.reload()
    noor.page.get_by_role("button", name="Hier heb ik wat aan").click()
    expect(noor.page.get_by_role("button", name="Hier heb ik wat aan · 1", pressed=True)).to_be_visible()
    noor.page.get_by_role("button", name="Hiermee is de kring rond").click()
    expect(noor.says("De kring is rond.")).to_be_visible()
    expect(noor.page.get_by_role("article", name="Gekozen antwoord van Samira Benhaddi")).to_be_visible()
    noor.page.get_by_role("button", name="Maak weer open").click()
    expect(noor.page.get_by_role("article", name="Antwoord van Samira Benhaddi")).to_be_visible()


def test_asking_with_the_keyboard_alone(window: NewWindow) -> None:
    noor = window(person="Noor Hofstede")
    page, title = noor.page, new_title()
    noor.go("/vragen/stel/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Je vraag in één zin")).to_be_focused()
    page.keyboard.type(title)
    page.keyboard.press("Tab")
    editor = page.get_by_role("textbox", name="Vertel kort wat er speelt")
    expect(page.locator(".editor")).to_be_visible()
    expect(editor).to_be_focused()
    page.keyboard.type("Het valt stil.")
    page.keyboard.press("Tab")  # out of the editor: no trap
    expect(page.get_by_label("Kies bestanden")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("input[name=themes]").first).to_be_focused()
    page.keyboard.press("Space")
    button = page.get_by_role("button", name="Plaats je vraag")
    for _step in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("it => it === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


@pytest.mark.parametrize("screen", [DESKTOP, WITHOUT_SCRIPTS], ids=["scripts", "no scripts"])
def test_pressing_twice_and_going_back_place_it_once(browser: Browser, address: str, screen: Screen) -> None:
    with that_keeps_pages(browser) as keeper:
        noor = Window.open(keeper, address, screen)
        noor.look_along_as("Noor Hofstede")
        page, title = noor.page, new_title()
        noor.go("/vragen/stel/")
        page.get_by_label("Je vraag in één zin").fill(title)
        chip(page, THEME).click()
        page.get_by_role("button", name="Plaats je vraag").dblclick()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        placed = page.url
        page.go_back(wait_until="commit")
        expect(page.get_by_label("Je vraag in één zin")).to_have_value(title)
        page.get_by_role("button", name="Plaats je vraag").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        assert page.url == placed
        noor.go("/vragen/?sorteer=nieuw")
        expect(page.get_by_role("link", name=title)).to_have_count(1)
        assert noor.faults == []


def test_a_link_to_one_answer_leads_to_it(window: NewWindow) -> None:
    visitor = window()
    visitor.go("/vragen/?sorteer=actief&stand=rond")
    visitor.page.locator("main").get_by_role("listitem").first.get_by_role("link").first.click()
    answers = visitor.page.locator("article.answer")
    link = answers.first.locator("a[href^='/antwoorden/']").first.get_attribute("href")
    assert link
    visitor.go(link)
    number = visitor.page.url.rpartition("#")[2]
    assert re.fullmatch(r"antwoord-\d+", number)
    expect(visitor.page.locator(f"#{number}")).to_be_in_viewport()


def test_a_closed_space_mails_no_content(window: NewWindow) -> None:
    joost, samira = window(person="Joost Hazelaar"), window(person="Samira Benhaddi")
    title = new_title()
    path = ask(joost, title, audience="Terugkijken: wat hielp?")
    samira.go(path)
    answer(samira, "Dat hoort niet in een mail.")
    mail = open_mail(joost, JOOST, "Er is iets nieuws in een besloten ruimte")
    for secret in (title, "Samira", "hoort niet in een mail", "Terugkijken"):
        assert secret not in mail
    for name in ("Femke Oosterwold", "Emma Sinnema"):
        assert window(person=name).go(path).status == 404


def test_a_visitor_reads_what_is_public_and_is_asked_in(window: NewWindow) -> None:
    noor, visitor = window(person="Noor Hofstede"), window()
    public = ask(noor, new_title(), audience="Iedereen, ook zonder account")
    private = ask(noor, new_title())
    assert visitor.go(private).status == 404
    expect(visitor.page.get_by_role("link", name="Log in").first).to_be_visible()
    assert visitor.go(public).status == 200
    expect(visitor.page.get_by_role("heading", name="Weet jij iets?")).to_be_visible()
    visitor.page.locator("main").get_by_role("link", name="Log in").click()
    assert visitor.path() == "/account/inloggen/"
    assert public in visitor.page.url


def test_a_visitor_who_presses_is_asked_in(window: NewWindow) -> None:
    visitor = window()
    visitor.go("/vragen/?stand=open")
    visitor.page.locator("main").get_by_role("listitem").first.get_by_role("link").first.click()
    visitor.page.get_by_role("link", name="Dit speelt bij mij ook").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Log in")
