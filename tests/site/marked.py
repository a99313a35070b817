"""Dutch with every message between marks: what a page says outside them came past the catalogue."""

import re
from html.parser import HTMLParser
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

OPEN, CLOSE = "⟦", "⟧"
SPOKEN = {"alt", "aria-label", "aria-description", "placeholder", "title"}
SPOKEN_META = {"description", "og:title", "og:description", "og:site_name"}
SILENT = {"script", "style"}
NO_END = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}


def marked_catalogue(own: Path) -> Catalog:
    """Our Dutch and Django's, each form between marks."""
    marked = Catalog(locale="nl")
    library = Path(django.__file__).parent
    theirs = [library / part / "locale/nl/LC_MESSAGES/django.po" for part in ("conf", "contrib/humanize")]
    for path in (*theirs, own):
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                if message.id and message.string:
                    forms = message.string
                    words = _mark(forms) if isinstance(forms, str) else tuple(map(_mark, forms))
                    marked.add(message.id, words, context=message.context)
    return marked


def _mark(form: str) -> str:
    return f"{OPEN}{form}{CLOSE}"


def outside_marks(text: str) -> list[str]:
    """The pieces of a text that are in no message, at any depth."""
    rest, depth = [""], 0
    for part in re.split(f"([{OPEN}{CLOSE}])", text):
        if part in (OPEN, CLOSE):
            depth += 1 if part == OPEN else -1
            rest.append("")
        elif not depth:
            rest[-1] += part
    return [piece for one in rest if (piece := " ".join(one.split())) and re.search(r"[^\W\d_]{2}", piece)]


class _Words(HTMLParser):
    """Reads what people see or hear, in order; attributes apart, because they stand inside text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.attributes: list[str] = []
        self.skip: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        # What has a language of its own is said in that language: a language's name for itself.
        if (self.skip or tag in SILENT or ("lang" in facts and tag != "html")) and tag not in NO_END:
            self.skip.append(tag)
            return
        self.attributes += [
            value for name, value in facts.items() if name in SPOKEN or name.startswith("data-words")
        ]
        if {facts.get("name"), facts.get("property")} & SPOKEN_META:
            self.attributes.append(facts.get("content", ""))
        self._cut()

    def handle_endtag(self, tag: str) -> None:
        if self.skip:
            if tag == self.skip[-1]:
                self.skip.pop()
            return
        self._cut()

    def handle_data(self, data: str) -> None:
        if not self.skip:
            self.text += data

    def _cut(self) -> None:
        """Texts of two elements are two texts, unless a message goes on across the tag."""
        if self.text.count(OPEN) == self.text.count(CLOSE):
            self.text += f"{OPEN}{CLOSE}"


def unmarked(html: str) -> list[str]:
    """What an HTML page says outside every message."""
    page = _Words()
    page.feed(html)
    page.close()
    return [piece for text in (page.text, *page.attributes) for piece in outside_marks(text)]
