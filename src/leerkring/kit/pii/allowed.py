"""Words and phrases that are nobody's data: organisations, methods, places, members that are mentioned."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_DATA = Path(__file__).parent / "data"


def key_of(phrase: str) -> str:
    """The words by which phrases are compared; empty for a phrase without any."""
    return " ".join(_WORD.findall(phrase.casefold()))


@dataclass(frozen=True, slots=True)
class Allowed:
    """Phrases, compared by their words without case or punctuation."""

    _phrases: frozenset[tuple[str, ...]] = field(default=frozenset())
    _first: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "Allowed":
        """Those of `phrases` that have a word; a phrase counts only as a whole."""
        kept = frozenset(words for words in (tuple(key_of(one).split()) for one in phrases) if words)
        longest: dict[str, int] = {}
        for words in kept:
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
        return cls(kept, longest)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the phrases stand in a text, the longest at each place, in order."""
        if not self._phrases:
            return []
        words = [(one[0].casefold(), one.start(), one.end()) for one in _WORD.finditer(text)]
        found, index = [], 0
        while index < len(words):
            for count in range(self._first.get(words[index][0], 0), 0, -1):
                part = words[index : index + count]
                if tuple(one[0] for one in part) in self._phrases:
                    found.append((part[0][1], part[-1][2]))
                    index += len(part) - 1
                    break
            index += 1
        return found


NOTHING = Allowed()


@lru_cache(1)
def curated_phrases() -> tuple[str, ...]:
    """Methods, laws and names of the sector that everybody uses: `data/allowed.txt`."""
    lines = (_DATA / "allowed.txt").read_text(encoding="utf-8").splitlines()
    return tuple(one.strip() for one in lines if one.strip() and not one.startswith("#"))


@lru_cache(1)
def curated() -> Allowed:
    return Allowed.of(curated_phrases())


class Covered:
    """Whether a stretch of text lies within one of some spans (in order, without overlap)."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def __contains__(self, span: tuple[int, int]) -> bool:
        at = bisect_right(self._starts, span[0]) - 1
        return at >= 0 and span[1] <= self._spans[at][1]
