"""Rich text as lines, in which every character has the place that the editor gives it.

A paragraph is a line, and so is an item of a list; a break within one starts a line too. The editor
counts in the same way, so what is found at a place here can be marked there.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_LINES = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6"}
_AROUND = {"li", "ul", "ol", "blockquote"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the text: from `start` up to `end`."""

    start: int
    end: int
    href: str


@dataclass(slots=True)
class Lines:
    text: str = ""
    links: list[Link] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.length = 0
        self.links: list[Link] = []
        self._open = self._begun = False
        self._href, self._from = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LINES:
            self._begin()
        elif tag in _AROUND:
            self._open = False
        elif tag == "br":
            self._say("\n")
        elif tag == "a":
            self._href, self._from = dict(attrs).get("href") or "", self.length

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES or tag in _AROUND:
            self._open = False
        elif tag == "a" and self._href:
            self.links.append(Link(self._from, self.length, self._href))
            self._href = ""

    def handle_data(self, data: str) -> None:
        if self._open or data.strip():
            self._say(data)

    def _begin(self) -> None:
        if self._begun:
            self._add("\n")
        self._begun = self._open = True

    def _say(self, text: str) -> None:
        if not self._open:
            self._begin()
            if self._href and self._from == self.length - 1:
                self._from = self.length
        self._add(text)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def lines(html: str) -> Lines:
    """The lines of a rich text, joined by line ends, and where its links stand in them."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Lines("".join(reader.parts), reader.links)
