"""What the field calls by several names: abbreviations, synonyms, words that belong together.

`data/synonyms.txt` has a sense a line, its names divided by `=`; a name is one or more words.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Protocol

import leerkring.kit.dutch.forms as forms
from leerkring.kit.dutch.tokens import tokens

Keys = tuple[str, ...]


class Named(Protocol):
    @property
    def exact(self) -> str: ...
    @property
    def lemmas(self) -> tuple[str, ...]: ...
    @property
    def parts(self) -> tuple[str, ...]: ...


@cache
def _names() -> dict[Keys, tuple[str, ...]]:
    """The senses of every name, by the keys of its words."""
    found: dict[Keys, dict[str, None]] = {}
    for line in forms.lines("synonyms.txt"):
        names = [name for name in map(_keys, line.split("=")) if name]
        for name in names:
            found.setdefault(name, {})["-".join(names[0])] = None
    return {name: tuple(senses) for name, senses in found.items()}


def _keys(name: str) -> Keys:
    """Empty for a name of which one word is left when stop words go: too much is called so."""
    said = [word for _, _, word in tokens(name)]
    left = tuple(forms.key(word) for word in said if word not in forms.stop_words())
    return left if len(left) > 1 or len(said) == 1 else ()


@cache
def _longest() -> int:
    return max(map(len, _names()))


def senses(found: Sequence[Named]) -> Iterator[tuple[int, int, str]]:
    """First word, last word and the sense of every name that stands in the words of a text."""
    counted = [(at, word) for at, word in enumerate(found) if word.lemmas]
    for begin, (first, word) in enumerate(counted):
        for sense in {sense: None for key in _alone(word) for sense in _names().get(key, ())}:
            yield first, first, sense
        keys: Keys = (word.lemmas[0],)
        for last, further in counted[begin + 1 : begin + _longest()]:
            if last - first > 2 * len(keys):
                break
            keys += (further.lemmas[0],)
            for sense in _names().get(keys, ()):
                yield first, last, sense


def _alone(word: Named) -> Iterator[Keys]:
    """What one word may be a name by: itself, and the whole of its parts (jeugdbeschermingstafel)."""
    yield from ((key,) for key in word.lemmas)
    for begin in range(len(word.parts)):
        for end in range(begin + 1, len(word.parts) + 1):
            yield word.parts[begin:end]
