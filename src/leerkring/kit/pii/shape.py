"""Whether an unknown word has the letters of a first name or of a word: odds of its groups of three."""

import json
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from leerkring.kit.pii.lookup import ready

FILE = "shape.json"
_SELDOM = 3


def plain(low: str) -> str:
    """Without accents; what has no plain letter stays away."""
    return "".join(one for one in unicodedata.normalize("NFD", low) if one.isascii())


def groups(low: str) -> list[str]:
    whole = f"^{plain(low)}$"
    return [whole[at : at + 3] for at in range(len(whole) - 2)]


def learned(names: Iterable[str], words: Iterable[str]) -> dict[str, float]:
    """The logarithm of the odds of each group that is not seldom; "" is for all others."""
    by_name, by_word = Counter[str](), Counter[str]()
    for one in names:
        by_name.update(groups(one))
    for one in words:
        by_word.update(groups(one))
    kinds = len({*by_name, *by_word})
    most, more = by_name.total() + kinds / 2, by_word.total() + kinds / 2
    odds = {
        one: round(math.log((by_name[one] + 0.5) / most * more / (by_word[one] + 0.5)), 2)
        for one in {*by_name, *by_word}
        if by_name[one] + by_word[one] >= _SELDOM
    }
    return {**odds, "": round(math.log(more / most), 2)}


@lru_cache(1)
def _odds() -> dict[str, float]:
    found: dict[str, float] = json.loads((ready("own") / FILE).read_text(encoding="utf-8"))
    return found


@lru_cache(4096)
def likeness(low: str) -> float:
    """Above zero: rather a name; most names score above 0, most words below -0.2."""
    odds = _odds()
    parts = groups(low)
    return sum(odds.get(one, odds[""]) for one in parts) / len(parts) if parts else 0.0
