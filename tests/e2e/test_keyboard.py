"""The keyboard goes through the page in the order of reading, and you always see where it is."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NewWindow
from tests.e2e.windows import DESKTOP, PHONE, Screen, Window

FOCUS = """() => {
  const it = document.activeElement;
  const shown = [it, it.closest("label"), it.parentElement].filter(Boolean).some(one => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  });
  const box = (it.closest("label") ?? it).getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const covered = !top || !(it.contains(top) || top.contains(it) || it.closest("label")?.contains(top));
  return { name: `${it.tagName.toLowerCase()} ${it.textContent.trim() || it.ariaLabel || it.name || ""}`, shown, covered };
}"""


def tab(window: Window) -> dict[str, str | bool]:
    window.page.keyboard.press("Tab")
    found: dict[str, str | bool] = window.page.evaluate(FOCUS)
    return found


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", ["/", "/vragen/", "/vragen/stel/"])
def test_you_always_see_where_the_keyboard_is(window: NewWindow, path: str, screen: Screen) -> None:
    noor = window(screen, person="Noor Hofstede")
    noor.go(path)
    steps = [tab(noor) for _step in range(45)]
    assert [step["name"] for step in steps if not step["shown"]] == [], "no sign of the focus"
    assert [step["name"] for step in steps if step["covered"]] == [], "something lies over it"


def test_the_skip_link_leads_past_the_header(window: NewWindow) -> None:
    visitor = window()
    visitor.go("/")
    page = visitor.page
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Ga naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main").get_by_role("link").first).to_be_focused()


def test_through_the_header_in_the_order_of_reading(window: NewWindow) -> None:
    noor = window(person="Noor Hofstede")
    noor.go("/")
    page, header = noor.page, noor.page.locator("header.site-head")
    wanted = header.locator("a, button, summary").filter(visible=True)
    header.get_by_role("link").first.focus()
    for index in range(wanted.count()):
        expect(wanted.nth(index)).to_be_focused()
        page.keyboard.press("Tab")
    expect(page.locator("header.site-head :focus")).to_have_count(0)


def test_a_menu_opens_and_closes_with_the_keyboard(window: NewWindow) -> None:
    noor = window(person="Noor Hofstede")
    noor.go("/")
    page = noor.page
    button = page.locator("header.site-head summary")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Mijn profiel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Mijn profiel")).to_be_hidden()
    expect(button).to_be_focused()
