"""Finding back what somebody meant to type, among words that are used.

Two words that differ by two slips share a shortening: what is left of each when at most two letters
go out (the idea of SymSpell). So a table of shortenings finds the few that need comparing.
"""

from collections.abc import Iterable
from itertools import combinations
from zlib import crc32

_PREFIX = 7
"""Letters at the beginning that are shortened; slips further on are found as well."""

_HALF = 2**31
"""The database's numbers of 32 bits have a sign."""

_SHORTEST = 4
_SLIPS = 2


def deletes(word: str) -> list[int]:
    """The shortenings of a word, as numbers of 32 bits: small, and quickly compared.

    None of what is too short, or no word but a code. Two shortenings may have the same number;
    what is found by it is compared letter by letter afterwards.
    """
    if len(word) < _SHORTEST or not word.replace("-", "").isalpha():
        return []
    start = word[:_PREFIX]
    most = min(_SLIPS, len(start) - 2)
    kept = {"".join(letters) for out in range(most + 1) for letters in combinations(start, len(start) - out)}
    return sorted(crc32(one.encode()) - _HALF for one in kept)


def nearest(word: str, neighbours: Iterable[tuple[str, int]]) -> str | None:
    """The word that was most probably meant: the fewest slips, then the most used.

    `neighbours` are words with the number of texts they stand in. None when nothing is near enough.
    """
    allowed = 1 if len(word) < 6 else _SLIPS
    found = []
    for other, documents in neighbours:
        far = slips(word, other, allowed)
        if 0 < far <= allowed and documents:
            found.append((far + (other[:1] != word[:1]), -documents, other))
    return min(found)[2] if found else None


def slips(one: str, other: str, most: int) -> int:
    """Letters too many, missing, wrong or swapped; `most` + 1 when there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)
