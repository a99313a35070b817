"""How words and meaning meet, and how what the best have in common helps the rest."""

from collections.abc import Collection, Mapping, Sequence
from math import log

_MEANING = 0.8
_LEAST_LIKE = 0.3
"""Below this the meanings have nothing to do with each other."""


def fuse(by_words: Mapping[int, float], by_meaning: Mapping[int, float]) -> list[tuple[int, float]]:
    """The ids, best first: the share of the best words score plus the likeness in meaning (cosine).

    Words come first: an entry that is only near in meaning needs to be really near.
    """
    best = max(by_words.values(), default=0.0) or 1.0
    floor = min(by_meaning.values(), default=0.0)
    found = {pk: worth / best for pk, worth in by_words.items()}
    for pk, like in by_meaning.items():
        if pk in found or like >= _LEAST_LIKE:
            found[pk] = found.get(pk, 0.0) + _MEANING * (like - floor)
    return sorted(found.items(), key=lambda one: (-one[1], -one[0]))


_TELLING, _FAIR = 0.7, 0.5
_AMONG = 1_000
_SAME, _NEAR = 0.5, 0.25
"""Likenesses in meaning (cosine): of what says the same in other words, and of what is about the same."""


def alike(by_words: Mapping[int, float], by_meaning: Mapping[int, float], total: int) -> set[int]:
    """The ids of what is worth showing beside a title; none rather than what shares a word by chance.

    Among n entries one shares words with any title that tell log(n); among more than a thousand, more
    is really alike as well. Only where some entry tells a good part of that, or means the same, is anything
    shown: what tells half of it, or means about the same.
    """
    chance = log(max(1, min(total, _AMONG)))
    told = max(by_words.values(), default=0.0)
    if told < _TELLING * chance and max(by_meaning.values(), default=0.0) < _SAME:
        return set()
    fair = {pk for pk, worth in by_words.items() if worth >= _FAIR * chance}
    return fair | {pk for pk, like in by_meaning.items() if like >= _NEAR}


_LEADERS = 5
"""Among these few a theme that keeps coming back is what was meant; further down it is chance."""
_COMMON = 0.4
_STEEP = 3
"""How much more the best of the leaders counts than the others."""


def together(found: Sequence[tuple[int, float]], themes: Mapping[int, Collection[int]]) -> list[int]:
    """The ids again, best first: what shares the themes of the very best moves up.

    The better a leader, the more its themes count. `themes` are those of each entry.
    """
    leaders = [(pk, (worth / found[0][1]) ** _STEEP) for pk, worth in found[:_LEADERS] if worth > 0]
    whole = sum(share for _pk, share in leaders)
    common: dict[int, float] = {}
    for pk, share in leaders:
        for theme in themes.get(pk, ()):
            common[theme] = common.get(theme, 0.0) + share / whole
    return [pk for pk, _worth in sorted(found, key=lambda one: (-_lifted(one, themes, common), -one[0]))]


def _lifted(
    one: tuple[int, float], themes: Mapping[int, Collection[int]], common: Mapping[int, float]
) -> float:
    pk, worth = one
    own = themes.get(pk, ())
    return worth + _COMMON * sum(common.get(theme, 0.0) for theme in own) / max(1, len(own))
