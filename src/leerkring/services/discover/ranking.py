"""How entries become terms, and how a question becomes lexemes. No table is known here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from leerkring.kit import dutch
from leerkring.kit.dutch import LEMMA, PART, SENSE
from leerkring.kit.dutch import deletes as deletes
from leerkring.kit.dutch import nearest as nearest

# What is kept

_LAST_POSITION = 16_383
_MOST_PLACES = 255
_GAP = 4
"""Words between two parts of an entry, so that no phrase reaches from one into the next."""


@dataclass(frozen=True, slots=True)
class Document:
    """What the index keeps of an entry. `title` and `words` are literals of type tsvector."""

    title: str
    words: str
    length: int


def document(title: str, text: str, answers: Sequence[str] = (), extra: Sequence[str] = ()) -> Document:
    """All in plain text. `extra` is what stands in attached files; it makes an entry no longer."""
    parts = [(title, "A"), (text, "B"), *((one, "C") for one in answers), *((one, "D") for one in extra)]
    places: dict[str, list[str]] = {}
    at = 1
    length = 0
    for part, label in parts:
        count = _place(part, label, at, places)
        length += count if label != "D" else 0
        at += count + _GAP
    alone: dict[str, list[str]] = {}
    _place(title, "A", 1, alone)
    return Document(title=_literal(alone), words=_literal(places), length=max(1, length))


def _place(text: str, label: str, start: int, places: dict[str, list[str]]) -> int:
    """Note every term of a text; returns how many words there were, up to the last that counts."""
    count = 0
    for term in dutch.terms(text):
        count = term.at + 1
        found = places.setdefault(term.lexeme, [])
        if len(found) < _MOST_PLACES:
            found.append(f"{min(start + term.at, _LAST_POSITION)}{label}")
    return count


def _literal(places: Mapping[str, Sequence[str]]) -> str:
    return " ".join(f"{quoted(lexeme)}:{','.join(found)}" for lexeme, found in sorted(places.items()))


def quoted(lexeme: str) -> str:
    """A lexeme as it stands in a tsvector or tsquery."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def passages(title: str, text: str) -> list[str]:
    """What of an entry gets a vector. Its sentences and its answers were measured to add nothing."""
    return [piece for piece in dict.fromkeys((title, f"{title}. {text}")) if piece.strip(" .")]


# What is asked

_PART_OF_QUESTION = 0.5
"""What a part of a compound that was asked for counts, where it stands alone."""

_JOINED = 0.8
"""What two words count that stand written as one."""

_RELATED = 0.3
_MOST_RELATED = 6
"""Senses that belong with what was asked for count less, and are so many at most."""

_OPERATORS = re.compile(r'(?P<no>(?<!\S)-)?"(?P<phrase>[^"]*)"?|(?<!\S)-(?P<word>\w\S*)')
_PLACES = re.compile(r"<\d+>")
_QUOTES = str.maketrans("“”„«»", '"""""')


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of the question, with every lexeme it may be found by and how much that counts."""

    said: str
    lexemes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. `phrases` and `without` are tsqueries; `plain` is what its meaning is taken of."""

    text: str
    words: tuple[Wanted, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    plain: str = ""

    @property
    def lexemes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(lexeme for word in self.words for lexeme in word.lexemes))

    @property
    def marked(self) -> frozenset[str]:
        """What is marked where it stands: parts of words are not."""
        return frozenset(lexeme for lexeme in self.lexemes if lexeme[0] != PART)

    @property
    def required(self) -> str:
        """One tsquery that an entry has to match, empty when there is none."""
        return " & ".join([*(f"({one})" for one in self.phrases), *(f"!({one})" for one in self.without)])

    @property
    def together(self) -> str:
        """What the phrases ask of an entry without regard to places: what an index can tell."""
        return " & ".join(f"({_PLACES.sub('&', one)})" for one in self.phrases)

    def unknown(self, frequencies: Mapping[str, int]) -> tuple[str, ...]:
        """Words that stand nowhere and are no Dutch that we know: probably typed wrong."""
        missed = []
        for word in self.words:
            own = [lexeme for lexeme in word.lexemes if lexeme[0] not in PART + SENSE]
            if word.said and not any(map(frequencies.get, own)) and not dutch.is_dutch(word.said):
                missed.append(word.said)
        return tuple(missed)

    def corrected(self, better: Mapping[str, str]) -> "Query":
        """The same question with these words instead."""
        text, shift = self.text, 0
        for word in dutch.words(self.text):
            if word.exact in better:
                new = better[word.exact]
                text = text[: word.start + shift] + new + text[word.end + shift :]
                shift += len(new) - (word.end - word.start)
        return parse(text)


def parse(text: str) -> Query:
    """Read what somebody typed: words, "a phrase", -without. Never fails."""
    text = text.translate(_QUOTES)
    phrases: list[str] = []
    without: list[str] = []
    for match in _OPERATORS.finditer(text):
        found = _phrase(match["phrase"] or match["word"] or "")
        if found:
            (without if match["no"] or match["word"] else phrases).append(found)
    plain = _OPERATORS.sub(
        lambda match: "" if match["no"] or match["word"] else match["phrase"], text
    ).strip()
    return Query(text, _wanted(plain), tuple(phrases), tuple(without), plain)


def parse_title(title: str) -> Query:
    """A title is read as it stands: nothing in it is an operator."""
    return Query(title, _wanted(title), plain=title.strip())


def _phrase(text: str) -> str:
    """The words in this order, as a tsquery; words that are not indexed leave a gap."""
    query, last = "", 0
    for at, word in enumerate(dutch.words(text)):
        if not word.is_stop:
            query += f" <{at - last}> " if query else ""
            query += quoted(word.exact)
            last = at
    return query


def _wanted(text: str) -> tuple[Wanted, ...]:
    counted = [word for word in dutch.words(text) if not word.is_stop]
    found = [Wanted(word.exact, _lexemes(word)) for word in counted]
    for one, other in pairwise(counted):
        joined = dutch.words(one.exact + other.exact)[0]
        together = dict.fromkeys((joined.exact, *(LEMMA + key for key in joined.lemmas)), _JOINED)
        found.append(Wanted("", together))
    senses = dict.fromkeys(term.lexeme for term in dutch.terms(text) if term.lexeme[0] == SENSE)
    found += [Wanted("", {sense: dutch.strength(sense)}) for sense in senses]
    near = dict.fromkeys(other for sense in senses for other in dutch.related(sense) if other not in senses)
    found += [Wanted("", {sense: _RELATED}) for sense in list(near)[:_MOST_RELATED]]
    return tuple(found)


def _lexemes(word: dutch.Word) -> dict[str, float]:
    found = {LEMMA + key: dutch.strength(LEMMA) for key in word.lemmas}
    found |= {PART + key: dutch.strength(PART) for key in word.lemmas}
    for key in word.parts:
        found.setdefault(LEMMA + key, _PART_OF_QUESTION)
        found.setdefault(PART + key, dutch.strength(PART))
    return {word.exact: dutch.strength(word.exact)} | found
