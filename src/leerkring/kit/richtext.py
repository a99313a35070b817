"""Rich text: bold, lists, quotes and links, nothing more."""

import re
import unicodedata
from html import escape, unescape
from html.parser import HTMLParser

import nh3

from leerkring.kit.text import first_sentences, tidy, visible

TAGS = {"p", "br", "strong", "ul", "ol", "li", "blockquote", "a"}
MOST_MARKS = 10_000
"""More tags and entities than anybody needs in one text."""

_RENAMED = {"b": "strong", "div": "p", "tr": "p"} | {f"h{level}": "p" for level in range(1, 7)}
_RENAME = re.compile(r"<(/?)(" + "|".join(_RENAMED) + r")\b[^<>]*>", re.IGNORECASE)
_BETWEEN_CELLS = re.compile(r"</t[dh]\s*>\s*(?=<t[dh]\b)", re.IGNORECASE)
_OF_TABLES = re.compile(r"</?(?:table|thead|tbody|tfoot|td|th|caption|colgroup|col)\b[^<>]*>", re.IGNORECASE)
_UNSAID = {"script", "style", "title", "del", "s", "strike"}
"""What a word processor writes beside the words, and what somebody crossed out there."""
_ANY_TAG = re.compile(r"<[^<>]*>")
_ADDRESS = re.compile(r"(https?://|mailto:|/|#)", re.IGNORECASE)
_CLEAN_TAG = re.compile(r'(</?[a-z]+(?: [a-z]+="[^"]*")*>)')
_QUOTE = re.compile(r"<blockquote>.*?</blockquote>", re.DOTALL)
_INLINE = {"</strong>", "</a>"}


def clean_html(html: str) -> str:
    """Keep the allowed tags, drop everything else; the result is safe to print.

    Cleaning twice changes nothing. Of a text with more than `MOST_MARKS` only the words
    are kept: deep nesting takes a parser minutes.
    """
    html = visible(html)
    if html.count("<") - html.count("</") - html.count("<br") + html.count("&") > MOST_MARKS:
        return _readable(escape(unescape(_ANY_TAG.sub(" ", html)), quote=False)).strip()
    html = nh3.clean(
        _RENAME.sub(_renamed, _OF_TABLES.sub("", _BETWEEN_CELLS.sub(" – ", html))),
        tags=TAGS,
        clean_content_tags=_UNSAID,
        attributes={"a": {"href"}},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener ugc",
    )
    return _readable(html).strip()


def _renamed(found: re.Match[str]) -> str:
    """Another tag in the place of this one; a heading is a bold line."""
    name = found[2].lower()
    tag = f"<{found[1]}{_RENAMED[name]}>"
    if not name.startswith("h"):
        return tag
    return f"</strong>{tag}" if found[1] else f"{tag}<strong>"


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """A link's address, without invisible characters that would hide what it is."""
    value = visible(value).strip()
    return value if name != "href" or _ADDRESS.match(value) else None


def _readable(html: str) -> str:
    """Without elements that hold no words, links that lead nowhere, and characters that nobody sees.

    `html` is what nh3 made: every element that opens also closes.
    """
    kept: list[str] = []
    opened: list[tuple[int, bool]] = []
    filled = False
    for part in _CLEAN_TAG.split(html):
        if part.startswith("</"):
            start, before = opened.pop()
            if not filled:
                kept[start:] = [" "] if part in _INLINE and kept[start + 1 :] else []
            elif kept[start]:
                kept.append(part)
            filled = filled or before
        elif _CLEAN_TAG.match(part) and part != "<br>":
            opened.append((len(kept), filled))
            kept.append("" if part.startswith("<a ") and "href=" not in part else part)
            filled = False
        elif part:
            text = part if part == "<br>" else unicodedata.normalize("NFC", visible(part))
            filled = filled or bool(text != "<br>" and text.replace("&nbsp;", "").strip())
            kept.append(text)
    return "".join(kept)


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
    text = "".join(parser.parts).replace("- \n\n", "- ")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def without_quotes(html: str) -> str:
    """Clean rich text without what it quotes; where it only quotes, all of it."""
    return _QUOTE.sub("", html).strip() or html


def excerpt(html: str, length: int = 180) -> str:
    """How a rich text begins, on one line."""
    return first_sentences(to_plain(html), length)
