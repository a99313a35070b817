"""`make screenshots`: the main pages as pictures in build/screenshots, made from the demo.

<page>-<width>.png, and -donker for the dark; 390 is a phone.
"""

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser  # noqa: E402

from tests.e2e.house import running  # noqa: E402
from tests.e2e.office_places import OFFICE_PLACES  # noqa: E402
from tests.e2e.places import PLACES  # noqa: E402
from tests.e2e.search_places import SEARCH_PLACES  # noqa: E402
from tests.e2e.talk_places import TALK_PLACES  # noqa: E402
from tests.e2e.windows import DESKTOP, PHONE, Screen, Window, launched  # noqa: E402

TARGET = ROOT / "build" / "screenshots"


def main() -> None:
    """Make every picture anew."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    with (
        tempfile.TemporaryDirectory(prefix="leerkring-") as folder,
        running(Path(folder)) as address,
        launched() as browser,
    ):
        take_all(browser, address)
    print(f"{len(list(TARGET.iterdir()))} pictures in {TARGET.relative_to(ROOT)}")


def take_all(browser: Browser, address: str) -> None:
    """Each main page on a desktop and a phone, in light and dark."""
    # Those around one question come last: their walks ask questions, and become somebody else on the way.
    places = [place for place in [*PLACES, *OFFICE_PLACES, *SEARCH_PLACES, *TALK_PLACES] if place.phone]
    for person in dict.fromkeys(place.person for place in places):
        window = Window.open(browser, address, DESKTOP)
        if person:
            window.look_along_as(person)
        for place in (one for one in places if one.person == person):
            place.enter(window)
            for screen in (DESKTOP, PHONE):
                _take(window, place.name, screen)
        window.close()


def _take(window: Window, name: str, screen: Screen) -> None:
    page = window.page
    page.set_viewport_size(screen.size)
    # As high as the page is: what is fixed to the screen then stands at its end.
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": screen.width, "height": height})
    for suffix in ("-donker", ""):
        page.emulate_media(color_scheme="dark" if suffix else "light")
        page.screenshot(path=TARGET / f"{name}-{screen.width}{suffix}.png")


if __name__ == "__main__":
    main()
