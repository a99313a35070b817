"""What the field calls by several names: abbreviations, synonyms, words that belong together.

`data/senses` has a sense a line, its names divided by `=`; a name is one or more words. It is called by
its first name. `data/related.txt` tells which other senses whoever asks for one may mean as well.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Protocol

import leerkring.kit.dutch.forms as forms
from leerkring.kit.dutch.tokens import fold, tokens

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
    for line in forms.sense_lines():
        names = [name for name in map(_keys, line.split("=")) if name]
        for name in names:
            found.setdefault(name, {})["-".join(names[0])] = None
    return {name: tuple(senses) for name, senses in found.items()}


@cache
def _related() -> dict[str, tuple[str, ...]]:
    found = {}
    for line in forms.lines("related.txt"):
        sense, _, others = line.partition(":")
        found["-".join(_keys(sense))] = tuple("-".join(_keys(other)) for other in others.split(","))
    return found


def related(sense: str) -> tuple[str, ...]:
    """Senses that belong with this one without being the same, the nearest first."""
    return _related().get(sense, ())


def _keys(name: str) -> Keys:
    """Words that nobody looks for are passed over, unless one word would be left: "naar huis" is said so."""
    said = [word for _, _, word in tokens(name)]
    left = [word for word in said if word not in forms.stop_words()]
    if len(said) > 1 and len(left) < 2:
        return tuple(_close(word) for word in said)
    return tuple(map(forms.key, left))


def _close(word: str) -> str:
    return fold(word) if word in forms.stop_words() else forms.key(word)


@cache
def _longest() -> int:
    return max(map(len, _names()))


@cache
def _beginnings() -> frozenset[str]:
    """With which keys a name of several words begins: after most words none needs looking for."""
    return frozenset().union(*_begun_by().values())


@lru_cache(maxsize=1_000)
def beginnings(wanted: frozenset[str]) -> frozenset[str]:
    """With which keys the names of several words of these senses begin."""
    return frozenset(key for sense in wanted for key in _begun_by().get(sense, ()))


@cache
def _begun_by() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, senses_ in _names().items():
        for sense in senses_ if len(name) > 1 else ():
            found.setdefault(sense, set()).add(name[0])
    return found


@lru_cache(maxsize=50_000)
def own_senses(lemmas: Keys, parts: Keys) -> tuple[str, ...]:
    """What one word is a name of."""
    return tuple({sense: None for key in _alone(lemmas, parts) for sense in _names().get(key, ())})


def senses(found: Sequence[Named]) -> Iterator[tuple[int, int, str]]:
    """First word, last word and the sense of every name that stands in the words of a text."""
    counted = [(at, word) for at, word in enumerate(found) if word.lemmas]
    for begin, (first, word) in enumerate(counted):
        for sense in own_senses(word.lemmas, word.parts):
            yield first, first, sense
        if word.lemmas[0] not in _beginnings():
            continue
        keys: Keys = (word.lemmas[0],)
        for last, further in counted[begin + 1 : begin + _longest()]:
            if last - first > 2 * len(keys):
                break
            keys += (further.lemmas[0],)
            for sense in _names().get(keys, ()):
                yield first, last, sense
    yield from _word_for_word(found)


def _word_for_word(found: Sequence[Named]) -> Iterator[tuple[int, int, str]]:
    """Names of which the words that nobody looks for are part."""
    said = [word.lemmas[0] if word.lemmas else word.exact for word in found]
    for first in [at for at, key in enumerate(said) if key in _beginnings()]:
        for last in range(first + 1, min(first + _longest(), len(said))):
            if sum(bool(word.lemmas) for word in found[first : last + 1]) > 1:
                break
            for sense in _names().get(tuple(said[first : last + 1]), ()):
                yield first, last, sense


def _alone(lemmas: Keys, parts: Keys) -> Iterator[Keys]:
    """What one word may be a name by: itself, and the whole of its parts (jeugdbeschermingstafel)."""
    yield from ((key,) for key in lemmas)
    for begin in range(len(parts)):
        for end in range(begin + 1, len(parts) + 1):
            yield parts[begin:end]
