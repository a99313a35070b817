"""Browser windows that remember everything that went wrong in them."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypedDict
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

PATIENCE = 180_000
"""Milliseconds: on a slow machine what comes may come late."""
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=PATIENCE)


class Size(TypedDict):
    width: int
    height: int


class Screen(NamedTuple):
    width: int
    height: int
    scripts: bool = True
    colours: Literal["light", "dark"] = "light"

    @property
    def size(self) -> Size:
        return {"width": self.width, "height": self.height}


DESKTOP = Screen(1280, 900)
PHONE = Screen(390, 844)
WITHOUT_SCRIPTS = Screen(1280, 900, scripts=False)


def chromium() -> str:
    """Debian's Chromium. It is needed, not optional: the tests fail without it."""
    program = shutil.which("chromium")
    assert program, "The browser Chromium is missing. Install it: sudo apt-get install chromium"
    return program


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def that_keeps_pages(other: Browser) -> Iterator[Browser]:
    """A browser that brings a page back as it was, as people's do; beside `other`, which does not."""
    browser = other.browser_type.launch(
        executable_path=chromium(), args=ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
    )
    try:
        yield browser
    finally:
        browser.close()


@dataclass
class Window:
    """One person's browser: `page`, and in `faults` what a visitor would never see but we must."""

    page: Page
    address: str
    screen: Screen
    faults: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, browser: Browser, address: str, screen: Screen) -> "Window":
        context: BrowserContext = browser.new_context(
            base_url=address,
            viewport=screen.size,
            java_script_enabled=screen.scripts,
            color_scheme=screen.colours,
            reduced_motion="reduce",
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
        )
        context.set_default_timeout(PATIENCE)
        window = cls(context.new_page(), address, screen)
        window._watch()
        return window

    def close(self) -> None:
        self.page.context.close()

    def go(self, path: str) -> Response:
        response = self.page.goto(path)
        assert response is not None
        return response

    def look_along_as(self, name: str) -> None:
        """Become one of the demo's people (or "Bezoeker") by its panel."""
        self.go("/meer/")
        panel = self.page.get_by_role("complementary", name="Demo")
        panel.locator("summary").click()
        panel.get_by_role("button", name=re.compile(name)).click()
        expect(panel.locator("summary")).to_contain_text(f"als {name}" if name != "Bezoeker" else "bezoeker")

    def says(self, words: str) -> Locator:
        """The message at the side of the page with these words."""
        return self.page.locator("#toasts").get_by_text(words)

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def _watch(self) -> None:
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", self._on_request)
        self.page.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        # A page that is refused (404, 422) is told there too; `_on_response` judges those.
        # And what was still being asked when somebody left the page.
        expected = ("Failed to load resource", "htmx:afterRequest", "htmx:sendError")
        if message.type in ("error", "warning") and not message.text.startswith(expected):
            self.faults.append(f"console on {self.page.url}: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "about:", "blob:")):
            self.faults.append(f"another host: {request.url}")

    def _on_response(self, response: Response) -> None:
        expected = 499 if response.request.resource_type == "document" else 399
        # On a busy machine the guard may have no time for who is typing; sending asks it again.
        busy = response.status == 503 and response.url.endswith("/privacy/kijk/")
        if response.status > expected and not busy:
            self.faults.append(f"{response.status} for {response.url}")
