"""The first page is light: people read it on a phone, on the way."""

from playwright.sync_api import Request

from tests.e2e.conftest import NewWindow

MOST = 110_000


def test_style_scripts_and_letters_of_the_first_page(window: NewWindow) -> None:
    visitor = window()
    asked: list[Request] = []

    def remember(request: Request) -> None:
        asked.append(request)

    visitor.page.on("requestfinished", remember)
    visitor.go("/")
    visitor.page.wait_for_load_state("networkidle")
    weights = {
        one.url.rsplit("/", 1)[-1]: one.sizes()["responseBodySize"]
        for one in asked
        if one.resource_type in ("stylesheet", "script", "font")
    }
    assert weights
    assert sum(weights.values()) <= MOST, weights
