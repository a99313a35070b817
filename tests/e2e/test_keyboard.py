"""The keyboard goes through the page in the order of reading, and you always see where it is."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NewWindow
from tests.e2e.windows import DESKTOP, PHONE, Screen, Window

FOCUS = """async () => {
  await new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)));
  const it = document.activeElement;
  if (it === document.body) return null;
  const around = it.closest("label, .row, .card, .editor") ?? it;
  const styles = [getComputedStyle(it), getComputedStyle(it, "::after"), getComputedStyle(around)];
  const shown = styles.some(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const box = (it.closest("label") ?? it).getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const under = !top || !(it.contains(top) || top.contains(it) || it.closest("label")?.contains(top));
  const what = it.textContent.trim() || it.ariaLabel || it.name || "";
  const name = `${it.tagName.toLowerCase()} ${what}`;
  return { name, shown, under: under && (top?.className || "outside") };
}"""


def tab(window: Window) -> dict[str, str | bool] | None:
    """What has the keyboard after one more press; nothing when the page is at its end."""
    window.page.keyboard.press("Tab")
    found: dict[str, str | bool] | None = window.page.evaluate(FOCUS)
    return found


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", ["/", "/vragen/", "/vragen/stel/"])
def test_you_always_see_where_the_keyboard_is(window: NewWindow, path: str, screen: Screen) -> None:
    noor = window(screen, person="Noor Hofstede")
    noor.go(path)
    steps = [step for _press in range(45) if (step := tab(noor))]
    assert [step["name"] for step in steps if not step["shown"]] == [], "no sign of the focus"
    assert [(step["name"], step["under"]) for step in steps if step["under"]] == [], "something lies over it"


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
    button = page.locator("header.site-head summary").last
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Mijn profiel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Mijn profiel")).to_be_hidden()
    expect(button).to_be_focused()
