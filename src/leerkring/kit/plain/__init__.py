"""Plain Dutch: which sentences are hard to read, and which words have a plainer one.

Suggestions to who writes, never a judgement: at most `MOST` for one text, what helps most first kept.
Works on plain text; places are counted in code points.
"""

from dataclasses import dataclass
from enum import StrEnum

from leerkring.kit.plain import jargon, passive
from leerkring.kit.plain.sentences import Sentence, sentences

MOST = 5
SHORTEST_TEXT = 40
"""Fewer words than this need no advice."""
LONGEST_SENTENCE = 25
"""More words than this without a rest are hard to keep in mind (level B1)."""


class Kind(StrEnum):
    LONG = "lang"
    PASSIVE = "lijdend"
    JARGON = "vakwoord"


@dataclass(frozen=True, slots=True)
class Hint:
    """`plainer` says it more simply; when it `fits` it can stand in the same place."""

    kind: Kind
    start: int
    end: int
    plainer: tuple[str, ...] = ()
    fits: bool = False


def hints(text: str) -> list[Hint]:
    """What could be said more simply, in the order of the text; nothing for a short text."""
    found = sentences(text)
    if sum(sentence.words for sentence in found) < SHORTEST_TEXT:
        return []
    ranked = [*_long(found), *_jargon(text), *_passive(text, found)]
    return sorted(ranked[:MOST], key=lambda hint: (hint.start, hint.end))


def _long(found: list[Sentence]) -> list[Hint]:
    """The longest first."""
    too_long = [sentence for sentence in found if sentence.longest > LONGEST_SENTENCE]
    too_long.sort(key=lambda sentence: -sentence.longest)
    return [Hint(Kind.LONG, sentence.start, sentence.end) for sentence in too_long]


def _jargon(text: str) -> list[Hint]:
    """Each word once, where it stands first."""
    hints, told = [], set()
    for start, end, advice in jargon.find(text):
        if advice not in told:
            told.add(advice)
            hints.append(Hint(Kind.JARGON, start, end, advice.plainer, advice.fits))
    return hints


def _passive(text: str, found: list[Sentence]) -> list[Hint]:
    """One passive is no trouble; a text with more than one in every three sentences hides who does it."""
    places = [place for sentence in found if (place := passive.find(text, sentence)) is not None]
    if len(places) < 2 or len(places) * 3 <= len(found):
        return []
    return [Hint(Kind.PASSIVE, start, end) for start, end in places]
