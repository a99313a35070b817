"""Pages on which the guard says what it found, and what had to wait for it."""

from time import monotonic

from playwright.sync_api import Response

from tests.e2e.house import end_guard, settle
from tests.e2e.places import NOOR, Place, first, sent
from tests.e2e.windows import PATIENCE, Window

_open = first("/vragen/?stand=open")
_NAMED = (
    "it.elements.text.value = 'Haar zoon Youssef belt 06 12 34 56 78.'; it.elements.text_format.value = ''"
)
_NUMBERED = "it.elements.text.value = 'Zijn bsn is 123456782.'; it.elements.text_format.value = ''"


def _asking(window: Window) -> None:
    window.go("/vragen/stel/")
    window.page.get_by_label("Je vraag in één zin").fill("Hoe helpen jullie?")
    window.page.locator("label.chip").first.click()


def _held(window: Window) -> Response:
    """An answer that had to wait, because the guard was gone for a moment, and was given back then."""
    _open(window)
    end_guard(window.address)
    sent("main form.form--reply", lambda _same: None, _NUMBERED)(window)
    heading = window.page.locator("h1", has_text="nog niet geplaatst")
    limit = monotonic() + 2 * PATIENCE / 1000
    while (response := window.go(window.path())) and not heading.count():
        assert monotonic() < limit, "it was not given back"
        settle(window.address)
    window.faults.clear()  # the guard could not look meanwhile
    return response


GUARD_PLACES = [
    Place("stel-vraag-gevonden", sent("main form", _asking, _NAMED), NOOR, 422, phone=True),
    Place("stel-vraag-mag-niet", sent("main form", _asking, _NUMBERED), NOOR, 422),
    Place("antwoord-gevonden", sent("main form.form--reply", _open, _NAMED), NOOR, 422),
    Place("niet-geplaatst", _held, NOOR, phone=True),
    Place("niet-geplaatst-gevonden", sent("main form.form", _held), NOOR, 422),
]
