"""Words with their spans, and the terms that an index keeps of them."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

import leerkring.kit.dutch.forms as forms
import leerkring.kit.dutch.synonyms as synonyms
from leerkring.kit.dutch.tokens import distinct, fold, found, lower, tokens

LEMMA, PART, SENSE = "~", "+", "="
"""How a term begins tells what it is; the word itself has no sign."""

STRENGTHS = {LEMMA: 0.8, PART: 0.1, SENSE: 1.0}
_ITSELF = 0.4
"""These add up: where the word itself stands, its lemma and its sense stand too. So the word itself
counts most, then another form of it, then another name for it, then a part."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text. `start` and `end` count code points; everything else is folded."""

    start: int
    end: int
    exact: str
    lemmas: tuple[str, ...]
    parts: tuple[str, ...]
    """Keys of the words it is put together from; empty when it is no compound."""
    is_stop: bool


@dataclass(frozen=True, slots=True)
class Term:
    """What is indexed of the words number `at` and on, which stand from `start` to `end`."""

    lexeme: str
    at: int
    start: int
    end: int


def words(text: str) -> list[Word]:
    return [_word(start, end, said) for start, end, said in tokens(text)]


def _word(start: int, end: int, said: str) -> Word:
    if said in forms.stop_words():
        return Word(start, end, fold(said), (), (), is_stop=True)
    cut = forms.parts(said)
    parts = tuple(dict.fromkeys(forms.key(part) for part in cut)) if len(cut) > 1 else ()
    return Word(start, end, fold(said), forms.keys(said), parts, is_stop=False)


def terms(text: str) -> list[Term]:
    """Everything that a text can be found by, in the order of its words."""
    found = words(text)
    kept = []
    for at, word in enumerate(found):
        if not word.is_stop:
            kept += [Term(lexeme, at, word.start, word.end) for lexeme in lexemes(word)]
    for first, last, sense in synonyms.senses(found):
        kept.append(Term(SENSE + sense, first, found[first].start, found[last].end))
    return sorted(kept, key=lambda term: (term.at, term.lexeme))


def spots(text: str, wanted: AbstractSet[str]) -> list[tuple[int, int]]:
    """Where the words stand that one of these lexemes finds; without names of several words.

    Much faster than `terms`: of each word it is remembered what it is found by.
    """
    there = {one for one in distinct(text) if not wanted.isdisjoint(_found_by(one))}
    return [one.span() for one in found(text) if one.group() in there] if there else []


def places(text: str, wanted: AbstractSet[str]) -> list[tuple[int, int]]:
    """The same with names of several words: spans in order, none overlapping.

    Only a text in which one of those names may begin is read word by word.
    """
    if not may_name(text, wanted):
        return spots(text, wanted)
    spans: list[tuple[int, int]] = []
    for term in terms(text):
        if term.lexeme in wanted and (not spans or term.start >= spans[-1][1]):
            spans.append((term.start, term.end))
    return spans


def may_name(text: str, wanted: AbstractSet[str]) -> bool:
    """Whether a name of several words may begin somewhere, of a sense that one of these lexemes is."""
    begins = synonyms.beginnings(frozenset(one.removeprefix(SENSE) for one in wanted if one[:1] == SENSE))
    return bool(begins) and not begins.isdisjoint(map(_key_of, distinct(text)))


@lru_cache(maxsize=50_000)
def _key_of(one: str) -> str:
    """By which a name of several words is known to begin here."""
    word = _word(0, 0, lower(one))
    return word.lemmas[0] if word.lemmas else word.exact


@lru_cache(maxsize=50_000)
def _found_by(one: str) -> frozenset[str]:
    word = _word(0, 0, lower(one))
    if word.is_stop:
        return frozenset()
    return frozenset([*lexemes(word), *(SENSE + one for one in synonyms.own_senses(word.lemmas, word.parts))])


def lexemes(word: Word) -> list[str]:
    """The word itself, its keys and the keys of its parts."""
    return [word.exact, *(LEMMA + key for key in word.lemmas), *(PART + key for key in word.parts)]


def related(lexeme: str) -> list[str]:
    """Lexemes of the senses that belong with one, the nearest first; none of another lexeme."""
    if not lexeme.startswith(SENSE):
        return []
    return [SENSE + other for other in synonyms.related(lexeme.removeprefix(SENSE))]


def strength(lexeme: str) -> float:
    """What it adds when a lexeme of the question stands in a text."""
    return STRENGTHS.get(lexeme[:1], _ITSELF)


def load() -> None:
    """Read dictionary and lists, which takes most of a second once a process."""
    terms("uithuisplaatsingen")


def is_dutch(word: str) -> bool:
    """Whether a word, or all the parts it can be cut into, stand in a dictionary."""
    return forms.is_known(word) or len(forms.parts(word)) > 1
