"""Rich text: bold, lists, quotes and links, nothing more."""

import re
from html import escape, unescape
from html.parser import HTMLParser

import nh3

from leerkring.kit.text import first_sentences, tidy

TAGS = {"p", "br", "strong", "ul", "ol", "li", "blockquote", "a"}
_RENAMED = {"b": "strong", "div": "p", "h1": "p", "h2": "p", "h3": "p", "h4": "p", "h5": "p", "h6": "p"}
_RENAME = re.compile(r"<(/?)(" + "|".join(_RENAMED) + r")\b[^>]*>", re.IGNORECASE)
_EMPTY = re.compile(r"<(p|li|strong|ul|ol|blockquote)>(?:\s|&nbsp;|<br>)*</\1>")


def clean_html(html: str) -> str:
    """Keep the allowed tags, drop everything else; the result is safe to print."""
    html = _RENAME.sub(lambda m: f"<{m[1]}{_RENAMED[m[2].lower()]}>", tidy(html))
    html = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener ugc",
    )
    while (shorter := _EMPTY.sub("", html)) != html:
        html = shorter
    return html.strip()


def from_plain(text: str) -> str:
    """Paragraphs at blank lines, breaks at single ones."""
    blocks = re.split(r"\n\s*\n", tidy(text))
    return "".join(
        f"<p>{escape(block.strip(), quote=False).replace(chr(10), '<br>')}</p>"
        for block in blocks
        if block.strip()
    )


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append({"br": "\n", "li": "\n- ", "blockquote": "\n\n", "p": "\n\n"}.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append("\n" if tag in {"p", "ul", "ol", "blockquote"} else "")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def to_plain(html: str) -> str:
    """The text a person reads, with line breaks, list dashes and no tags."""
    parser = _Plain()
    parser.feed(html)
    parser.close()
    text = unescape("".join(parser.parts)).replace("- \n\n", "- ")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def excerpt(html: str, length: int = 180) -> str:
    """How a rich text begins, on one line."""
    return first_sentences(to_plain(html), length)
