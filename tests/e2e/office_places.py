"""Pages of who looks after the platform, or after the guard in a space."""

from playwright.sync_api import Response

from tests.e2e.places import CIRCLE, EMMA, JOOST, SUBMIT, Place
from tests.e2e.windows import Window

WORDS, POLICY = "/beheer/woorden/", "/beheer/beleid/"
TRIED = "Ik sprak Milan de Wit over Signs of Safety. Zijn nummer is 111222333."


def _add(window: Window, words: str) -> Response:
    window.go(WORDS)
    form = window.page.locator("main details form")
    form.evaluate("(it, words) => { it.elements.words.value = words }", words)
    with window.page.expect_navigation() as leaving:
        form.evaluate(SUBMIT)
    return leaving.value


def _too_late(window: Window) -> Response:
    """A policy form that was opened before somebody else saved."""
    window.go(POLICY)
    form = window.page.locator("main form.policy")
    form.evaluate("it => { it.elements.mark.value = 'oud'; it.elements.school.value = 'hint' }")
    with window.page.expect_navigation() as leaving:
        form.evaluate(SUBMIT)
    return leaving.value


def _tried(window: Window) -> Response:
    """With something that is marked, and something that passes."""
    response = window.go("/beheer/woorden/proberen/")
    window.page.locator("main textarea").fill(TRIED)
    window.page.get_by_role("button", name="Proberen").click()
    window.page.locator("#uitslag section").first.wait_for()
    return response


OFFICE_PLACES = [
    Place("beheer", "/beheer/", EMMA, phone=True),
    Place("woorden", WORDS, EMMA, phone=True),
    Place("woorden-zoek", f"{WORDS}?zoek=si", EMMA),
    Place("woorden-leeg", f"{WORDS}?zoek=qzqz", EMMA),
    Place("woorden-namen", lambda window: _add(window, "Milan de Wit"), EMMA, 422),
    Place("woorden-fout", lambda window: _add(window, "111222333"), EMMA, 422, phone=True),
    Place("proberen", _tried, EMMA, phone=True),
    Place("beleid", POLICY, EMMA, phone=True),
    Place("beleid-te-laat", _too_late, EMMA, 409),
    Place("cijfers", "/beheer/bevestigingen/", EMMA, phone=True),
    Place("ruimte-wacht", f"{CIRCLE}privacywacht/", JOOST, phone=True),
]
