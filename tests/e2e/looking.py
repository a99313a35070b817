"""What no page may do: break a rule of accessibility, or spill over the side of a small screen."""

from leerkring.site import env
from tests.e2e.windows import DESKTOP, PHONE, Window

AXE = (env.ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
RUN = """async only => {
  const options = { runOnly: only, iframes: false, resultTypes: ["violations"] };
  const found = await axe.run(document, options);
  const tell = (rule, node) =>
    `${rule.id}: ${node.target.join(" ")} (${rule.help}) ${node.any.map(one => one.message).join("; ")}`;
  return found.violations.flatMap(rule => rule.nodes.map(node => tell(rule, node)));
}"""
SPILL = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const all = [...document.querySelectorAll("body *")].filter(it => it.checkVisibility());
  const words = it => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).overflowX === "visible";
  const wide = all.filter(it => it.getBoundingClientRect().right > width + 1 || words(it));
  return wide.slice(0, 6).map(it => `${it.tagName.toLowerCase()}.${it.className}`);
}"""


def violations(window: Window, tags: list[str] = TAGS) -> list[str]:
    """What axe finds on the page as it is now; in the dark only colours differ."""
    page, width = window.page, window.page.viewport_size or DESKTOP.size
    page.evaluate(AXE)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(RUN, {"type": "rule", "values": COLOURS})
    page.emulate_media(color_scheme="light")
    light = page.evaluate(RUN, {"type": "tag", "values": tags})
    return [f"{width['width']} px: {line}" for line in [*light, *(f"dark {line}" for line in dark)]]


def spill(window: Window) -> list[str]:
    """What sticks out at 320 px wide, and with larger letters on a desktop and a phone."""
    found = []
    for width, letters in ((320, "100%"), (1280, "200%"), (PHONE.width, "150%")):
        window.page.set_viewport_size({"width": width, "height": 900})
        window.page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
        found += [f"{width} px, letters {letters}: {one}" for one in window.page.evaluate(SPILL)]
    window.page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    return found
