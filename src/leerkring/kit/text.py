"""Plain text as people type it, made safe to store on one line or several."""

import re
import unicodedata

# C0/C1 controls, soft hyphens, zero-width and bidirectional override marks: invisible, and used to deceive.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def visible(text: str) -> str:
    """Drop invisible characters, and end every line in the same way."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def tidy(text: str) -> str:
    """Drop invisible characters, normalise to NFC, keep line breaks, trim."""
    return unicodedata.normalize("NFC", visible(text)).strip()


def first_sentences(text: str, length: int) -> str:
    """The first sentences that fit in `length` characters on one line; where none fits, cut at a word."""
    text = one_line(text)
    if len(text) <= length:
        return text
    start = text[: length + 1]
    sentences = re.match(r".*[.?!…](?=\s)", start)
    if sentences and len(sentences[0]) >= length // 3:
        return sentences[0]
    return start.rsplit(" ", 1)[0].rstrip(",;:.-") + "…"


def one_line(text: str) -> str:
    """Tidy, with every run of white space as one space."""
    return " ".join(tidy(text).split())
