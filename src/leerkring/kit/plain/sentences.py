"""How long the sentences of a text are."""

import re
from dataclasses import dataclass

from leerkring.kit import dutch

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_REST = re.compile(r"[:;]\s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`longest` counts the words of its longest stretch: a colon or semicolon gives the reader a rest."""

    start: int
    end: int
    words: int
    longest: int


def sentences(text: str) -> list[Sentence]:
    """Every sentence with at least one word, in order."""
    return [_sentence(text, start, end) for start, end in dutch.sentences(text)]


def _sentence(text: str, start: int, end: int) -> Sentence:
    stretches = [len(_WORD.findall(stretch)) for stretch in _REST.split(text[start:end])]
    return Sentence(start, end, sum(stretches), max(stretches))
