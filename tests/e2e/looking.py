"""What no page may do: break a rule of accessibility, or spill over the side of a small screen."""

from typing import Literal

from leerkring.site import env
from tests.e2e.windows import PHONE, Window

AXE = (env.ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async tags => {
  const options = { runOnly: { type: "tag", values: tags }, iframes: false, resultTypes: ["violations"] };
  const found = await axe.run(document, options);
  return found.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${node.target.join(" ")} (${rule.help}) ${node.any.map(one => one.message).join("; ")}`));
}"""
SPILL = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll("body *")].filter(it => it.getBoundingClientRect().right > width + 1);
  return wide.slice(0, 6).map(it => `${it.tagName.toLowerCase()}.${it.className}`);
}"""

Colours = Literal["light", "dark"]


def violations(window: Window, tags: list[str] = TAGS) -> list[str]:
    """What axe finds on the page as it is now, in light and in dark."""
    window.page.evaluate(AXE)
    return [line for colours in ("light", "dark") for line in _in_colours(window, colours, tags)]


def _in_colours(window: Window, colours: str, tags: list[str]) -> list[str]:
    window.page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    width = window.page.evaluate("innerWidth")
    return [f"{colours} {width}: {line}" for line in window.page.evaluate(RUN, tags)]


def spill(window: Window) -> list[str]:
    """What sticks out at 320 px wide, and with letters twice as large on a desktop and a phone."""
    found = []
    for width, letters in ((320, "100%"), (1280, "200%"), (PHONE.width, "200%")):
        window.page.set_viewport_size({"width": width, "height": 900})
        window.page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
        found += [f"{width} px, letters {letters}: {one}" for one in window.page.evaluate(SPILL)]
    window.page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    return found
