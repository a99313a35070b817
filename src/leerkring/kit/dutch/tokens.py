"""Where the words of a text begin and end."""

import re
import unicodedata
from collections.abc import Iterator

# Letters and digits, held together by what stands inside a word: trauma's, ex-partner, 17,5, o.t.s.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # o.t.s.
    r"|\d+(?:[.,:]\d+)+(?!\w)"  # 17,5 and 10.30
    r"|[^\W_ʼ]+(?:['’ʼ\u2010\u2011-][^\W_ʼ]+)*"
)
_PLAIN = str.maketrans(
    {"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "ß": "ss", "ĳ": "ij", "ø": "o", "ł": "l", "đ": "d"}
)

LONGEST = 60


def tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and the word in lower case, its accents still on it."""
    for match in found(text):
        yield match.start(), match.end(), lower(match.group())


def found(text: str) -> Iterator[re.Match[str]]:
    """The words as they stand there."""
    return _WORD.finditer(text)


def distinct(text: str) -> set[str]:
    """The words as they stand there, each once."""
    return set(_WORD.findall(text))


def lower(said: str) -> str:
    word = said.lower().translate(_PLAIN)
    if word.endswith("."):
        word = word.replace(".", "")
    return word[:LONGEST]


def fold(word: str) -> str:
    """The word without accents. What is folded once stays the same when folded again."""
    if word.isascii():
        return word
    bare = (c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return "".join(bare).lower().translate(_PLAIN)
