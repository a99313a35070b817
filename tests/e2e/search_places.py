"""Every state of the page to search."""

from playwright.sync_api import Response

from tests.e2e.places import NOOR, Place
from tests.e2e.windows import Window


def _filter_open(window: Window) -> Response:
    response = window.go("/zoeken/?q=ouders")
    window.page.locator(".facets").get_by_text("Thema", exact=True).click()
    return response


def _suggested(window: Window) -> Response:
    response = window.go("/zoeken/")
    window.page.locator("main").get_by_label("Waar zoek je naar?").press_sequentially("gezin")
    window.page.get_by_role("option").first.wait_for()
    window.page.keyboard.press("ArrowDown")
    return response


SEARCH_PLACES = [
    Place("zoeken", "/zoeken/", NOOR, phone=True),
    Place("gevonden", "/zoeken/?q=ouders", NOOR, phone=True),
    Place("gevonden-bezoeker", "/zoeken/?q=wachtlijsten"),
    Place("gevonden-filters", "/zoeken/?q=ouders&soort=lesson&periode=jaar", NOOR, phone=True),
    Place("gevonden-filter-open", _filter_open, NOOR, phone=True),
    Place("gevonden-tikfout", "/zoeken/?q=uithuisplaatsnig", NOOR),
    Place("gevonden-letterlijk", "/zoeken/?q=uithuisplaatsnig&letterlijk=1", NOOR),
    Place("gevonden-niets", "/zoeken/?q=zeepkistenrace", NOOR, phone=True),
    Place("gevonden-niets-filters", "/zoeken/?q=zeepkistenrace&soort=lesson", NOOR),
    Place("voorstellen", _suggested, NOOR, phone=True),
]
