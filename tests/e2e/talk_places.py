"""Pages around one question: its versions, its name, taking it away; and the filters somebody kept."""

from collections.abc import Callable

from playwright.sync_api import Response

from tests.e2e.doing import chip, some_word
from tests.e2e.places import NOOR, Place
from tests.e2e.windows import Window

HYLKE = "Hylke Wiarda"
TITLE = "Je vraag in één zin"


def _asked(window: Window, *, without_name: bool = False) -> str:
    """Noor asks something; gives its path."""
    page, title = window.page, f"Wie kent een kort gesprek, {some_word()}?"
    window.look_along_as(NOOR)
    window.go("/vragen/stel/")
    page.get_by_label(TITLE).fill(title)
    chip(page, "Kwetsbare gezinnen").click()
    if without_name:
        page.get_by_label("Stel anoniem").check()
    page.get_by_role("button", name="Plaats je vraag").click()
    page.get_by_role("heading", level=1, name=title).wait_for()
    return window.path()


def _around(part: str, *, by: str = NOOR, without_name: bool = False) -> Callable[[Window], Response]:
    """A page below a new question."""

    def walk(window: Window) -> Response:
        path = _asked(window, without_name=without_name)
        window.look_along_as(by)
        return window.go(f"{path}{part}")

    return walk


def _looked_up(reason: str) -> Callable[[Window], Response]:
    def walk(window: Window) -> Response:
        _around("wie-vroeg-dit/", by=HYLKE, without_name=True)(window)
        window.page.locator("main form textarea").fill(reason)
        with window.page.expect_navigation() as leaving:
            window.page.locator("main form").evaluate("it => HTMLFormElement.prototype.submit.call(it)")
        return leaving.value

    return walk


def _changed(window: Window) -> Response:
    """The versions of a question with one change."""
    path = _asked(window)
    window.go(f"{path}wijzigen/")
    window.page.get_by_label(TITLE).fill("Wie kent een kort en warm gesprek?")
    window.page.get_by_role("button", name="Bewaar").first.click()
    window.page.get_by_role("heading", level=1, name="kort en warm").wait_for()
    return window.go(f"{path}eerder/")


def _answer_changed(window: Window) -> Response:
    """The versions of an answer with one change."""
    page = window.page
    window.go(_asked(window))
    page.get_by_role("textbox", name="Wat is jouw ervaring?").fill("Begin met koffie.")
    page.get_by_role("button", name="Plaats je antwoord").click()
    answer = page.locator("article.answer")
    answer.wait_for()
    path = answer.locator("a[href^='/antwoorden/']").first.get_attribute("href")
    window.go(f"{path}wijzigen/")
    page.locator("main form textarea[name=text]").evaluate("it => { it.value = 'Begin met thee.' }")
    with page.expect_navigation():
        page.locator("main form").first.evaluate("it => HTMLFormElement.prototype.submit.call(it)")
    return window.go(f"{path}versies/")


def _kept(window: Window) -> Response:
    """The page of kept filters, with one."""
    window.go("/vragen/?stand=open")
    form = window.page.locator("form.list-head__save")
    with window.page.expect_navigation():
        form.evaluate("it => { it.elements.naam.value = 'Open'; HTMLFormElement.prototype.submit.call(it) }")
    return window.go("/vragen/filters/")


TALK_PLACES = [
    Place("filters-leeg", "/vragen/filters/", HYLKE),
    Place("filters", _kept, NOOR, phone=True),
    Place("wie-vroeg-dit", _around("wie-vroeg-dit/", by=HYLKE, without_name=True), HYLKE, phone=True),
    Place("wie-vroeg-dit-fout", _looked_up(""), HYLKE, 422),
    Place("wie-vroeg-dit-gezien", _looked_up("De vraag bevat namen van kinderen."), HYLKE),
    Place("naam-laten-zien", _around("naam-laten-zien/", without_name=True), NOOR),
    Place("zonder-naam", _around("", without_name=True), NOOR, phone=True),
    Place("weghalen", _around("weghalen/"), NOOR),
    Place("afdrukken", _around("afdrukken/"), NOOR),
    Place("eerder", _changed, NOOR, phone=True),
    Place("antwoord-versies", _answer_changed, NOOR, phone=True),
]
