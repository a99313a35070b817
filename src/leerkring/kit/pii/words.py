"""The words of a text, and what the lists and the words beside them say about one."""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

import leerkring.kit.pii.context as context
from leerkring.kit.pii.lookup import lexicon
from leerkring.kit.pii.shape import plain

_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+|-[^\W\d_]+)*")
_BEGIN = re.compile(r"(?:\A|[.!?…:]|[\n\r•*►–—\-|])[\s\"“”„'‘’()\[\]*•>\-–—\d.]*\Z")
_PLAIN_GAPS = frozenset({" ", ", ", "-", "\u00a0", " ("})
_SHORTENED = re.compile(
    r"(?:\b[A-Za-z]|\b(?:dhr|mw|mevr|fam|dr|drs|ds|ir|ing|mr|prof|st|geb|nr|tel|bijv|bv|ca|evt|resp|o\.a|m\.b\.t|burg))\.\s*\Z",
    re.I,
)


class Word(NamedTuple):
    """One word. `capital`: begins with one; `begins`: stands first in a sentence; `shouted`: all capitals.

    `gap` is what stands between the word before and this one.
    """

    start: int
    end: int
    text: str
    low: str
    capital: bool
    begins: bool
    shouted: bool
    gap: str


def words(text: str) -> list[Word]:
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        one, start = match[0], match.start()
        gap = text[last:start]
        begins = not last or (
            gap not in _PLAIN_GAPS
            and bool(_BEGIN.search(gap[-24:]))
            and not _SHORTENED.search(text[max(0, start - 12) : start])
        )
        shouted = len(one) > 1 and one.isupper()
        found.append(
            Word(
                start,
                match.end(),
                one,
                one.lower(),
                one[0].isupper() or ("-" in one and _has_capital(one)),
                begins,
                shouted,
                gap,
            )
        )
        last = match.end()
    return found


def _has_capital(one: str) -> bool:
    """Also "el-Khattabi"."""
    head, dash, tail = one.partition("-")
    return one[0].isupper() or (bool(dash) and head in context.PREFIXES and tail[:1].isupper())


def is_written_small(found: list[Word]) -> bool:
    """Whether the writer does not bother about capitals: most sentences begin without."""
    first = [one for one in found if one.begins]
    return bool(first) and sum(not one.capital for one in first) * 2 >= len(first)


def is_english(low: str) -> bool:
    return low in lexicon("english")


@lru_cache(20_000)
def is_word(low: str) -> bool:
    """A word of the Dutch language or the field, whole or bent."""
    known = lexicon("words")
    return low in known or low.replace("’", "'") in known or _plain(low) in known


@lru_cache(4096)
def _plain(low: str) -> str:
    return low.translate(context.ACCENTS)


def is_first(low: str) -> bool:
    return _listed(low, "first")


def is_exactly_first(low: str) -> bool:
    """On the list as it stands, not only its genitive."""
    known = lexicon("first")
    return low in known or (not low.isascii() and plain(low) in known)


def is_last(low: str) -> bool:
    return _listed(low, "last")


def _listed(low: str, name: str) -> bool:
    known = lexicon(name)
    if low in known or _genitive(low) in known or (not low.isascii() and plain(low) in known):
        return True
    parts = low.split("-")
    if parts[0] in context.DIRECTIONS:
        return False
    return (
        len(parts) > 1 and any(part in known for part in parts) and not all(is_word(part) for part in parts)
    )


def _genitive(low: str) -> str:
    return (
        low[:-2]
        if low.endswith(("'s", "’s"))
        else low[:-1]
        if low.endswith(("s", "'", "’")) and len(low) > 4
        else low
    )


def is_place(low: str) -> bool:
    known, parts = lexicon("places"), low.split("-")
    if len(parts) > 1 and any(one in known for one in parts):
        return not any(one in lexicon("first") for one in parts)
    return low in known or low in context.DEMONYMS


@lru_cache(8192)
def is_made_of_words(low: str) -> bool:
    """A compound of two or three Dutch words, or words joined by a hyphen."""
    if "-" in low:
        return any(is_word(one) or is_made_of_words(one) for one in low.split("-") if len(one) > 2)
    return _splits(low, 3)


def _splits(low: str, most: int) -> bool:
    known = lexicon("words")
    for at in range(3, len(low) - 2):
        head, tail = low[:at], low[at:]
        if not any(
            head == stem + glue and stem in known
            for glue in ("", "s", "en", "n")
            for stem in [head.removesuffix(glue)]
            if len(stem) > 2
        ):
            continue
        if ((len(tail) > 3 or tail in context.SHORT_TAILS) and tail in known) or (
            most > 2 and len(tail) > 6 and _splits(tail, most - 1)
        ):
            return True
    return False


def is_strange(low: str) -> bool:
    """No Dutch word, nor made of some: likely a name where one is expected."""
    return not is_word(low) and not is_made_of_words(low)


def can_be_name(word: Word) -> bool:
    """Not an abbreviation, a letter or a word that stands for a role."""
    low, text = word.low, word.text
    if len(low) < 2 or low in context.NEVER or low in context.PREFIXES or _genitive(low) in context.NEVER:
        return False
    if text[-1].isupper() and not word.shouted:
        return False  # McDD
    if word.shouted:
        return len(low) > 3 and (is_first(low) or is_last(low))
    if text[1:] == low[1:]:
        return True
    head = text.partition("-")[0]
    if "-" in text:
        return len(head) == 1 or not head.isupper()
    return bool(context.INNER_CAPITAL.match(text))


def index_at(found: list[Word], start: int) -> int | None:
    at = bisect_left(found, start, key=lambda one: one.start)
    return at if at < len(found) and found[at].start == start else None


def surname_after(found: list[Word], at: int) -> int | None:
    """The index of the word that can be a surname behind this one, over prefixes; None without one."""
    index = at + 1
    while (
        index < len(found)
        and index - at <= 4
        and found[index].low in context.SURNAME_PREFIXES
        and adjoin(found, index - 1, index)
    ):
        index += 1
    return index if index < len(found) and adjoin(found, index - 1, index) else None


def may_follow_name(word: Word, before: Word) -> bool:
    """Whether a word right behind a first name, or behind a prefix, is read as the surname."""
    prefixed = before.low in context.PREFIXES
    if not can_be_name(word):
        return False
    if not word.capital:
        return not is_word(word.low) and (is_last(word.low) or is_strange(word.low))
    if word.low in context.COMMON and not is_last(word.low):
        return False
    return prefixed or not is_place(word.low) or is_last(word.low)


def adjoin(found: list[Word], one: int, other: int) -> bool:
    return other == one + 1 and found[other].gap in {" ", "-", "\u00a0"} and not found[other].begins


def joined(text: str, found: list[Word], one: int, other: int) -> bool:
    """Whether two neighbouring name words make one name: "Sanne Bos", "Bos, Sanne"."""
    return text[found[one].end : found[other].start] in {" ", "-", " - ", "\u00a0"} or (
        text[found[one].end : found[other].start] == ", "
        and is_last(found[one].low)
        and not is_first(found[one].low)
    )


def with_what_leads(text: str, found: list[Word], at: int) -> int:
    """Where the name begins, counting prefixes and initials before its first known word."""
    start = found[at].start
    back = at - 1
    while (
        back >= 0
        and found[back].low in context.PREFIXES
        and text[found[back].end : start] in {" ", " '"}
        and at - back <= 3
    ):
        if not found[back].capital and (
            found[back].low not in context.SURNAME_PREFIXES or is_first(found[at].low)
        ):
            break
        start = found[back].start
        back -= 1
    before = context.INITIALS_BEFORE.search(text[max(0, start - 16) : start])
    return start - len(before[0]) if before else start
