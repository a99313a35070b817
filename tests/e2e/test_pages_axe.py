"""Every page, in light and dark, large and small: no rule of accessibility broken, nothing out of sight."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.guard_places import GUARD_PLACES
from tests.e2e.house import settle
from tests.e2e.looking import spill, violations
from tests.e2e.office_places import OFFICE_PLACES
from tests.e2e.places import PLACES, Place
from tests.e2e.search_places import SEARCH_PLACES
from tests.e2e.talk_places import TALK_PLACES
from tests.e2e.windows import DESKTOP, PHONE, Window

Somebody = Callable[[str], Window]


@pytest.fixture(scope="module")
def somebody(browser: Browser, address: str) -> Iterator[Somebody]:
    """One window for each person; they look at all pages in it."""
    windows: dict[str, Window] = {}

    def find(person: str) -> Window:
        if person not in windows:
            windows[person] = Window.open(browser, address, DESKTOP)
            if person:
                windows[person].look_along_as(person)
        return windows[person]

    yield find
    for one in windows.values():
        one.close()


@pytest.mark.parametrize(
    "place",
    [*PLACES, *GUARD_PLACES, *OFFICE_PLACES, *SEARCH_PLACES, *TALK_PLACES],
    ids=lambda place: place.name,
)
def test_page(somebody: Somebody, place: Place) -> None:
    window = somebody(place.person)
    settle(window.address)
    window.faults.clear()
    window.page.set_viewport_size(DESKTOP.size)
    assert place.enter(window).status == place.status
    found = violations(window)
    if place.phone:
        window.page.set_viewport_size(PHONE.size)
        found += violations(window)
    assert found + spill(window) + window.faults == []


def test_a_mail_itself(somebody: Somebody) -> None:
    """It has no landmarks, as no mail has; the law's rules hold."""
    page = somebody("").page
    page.goto("/demo/post/")
    link = page.locator("main ul.rows a").first.get_attribute("href")
    html = page.request.get(f"{link}html/").text()
    page.goto("about:blank")  # the demo's frame lets no script run in a mail, ours neither
    page.set_content(html)
    assert violations(somebody(""), ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]) == []
    assert page.locator("h1").count() == 1
