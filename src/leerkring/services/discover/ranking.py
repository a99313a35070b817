"""How entries become terms, how a question becomes lexemes, how entries are scored by their words.
No table is known here: `matching` asks them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

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


def passages(title: str, text: str, answers: Sequence[str] = ()) -> list[tuple[int, str]]:
    """What of an entry gets a vector, each with the number of the answer it stands in (0: the entry).

    Sentences each for themselves were measured to add nothing, and many answers add little.
    """
    found = [(0, title), (0, f"{title}. {text}"), *enumerate(answers[:_MOST_ANSWERS], 1)]
    return [(number, piece) for number, piece in dict.fromkeys(found) if piece.strip(" .")]


_MOST_ANSWERS = 2


# What is asked

_PART_OF_QUESTION = 0.5
"""What a part of a compound that was asked for counts, where it stands alone."""

_JOINED = 0.8
"""What two words count that stand written as one."""

_RELATED = 0.3
_MOST_RELATED = 6
"""Senses that belong with what was asked for count less, and are so many at most."""

_OPERATORS = re.compile(r'(?P<no>(?<!\S)-)?"(?P<phrase>[^"]*)"?|(?<!\S)-(?P<word>\w\S*)')
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
    def required(self) -> str:
        """One tsquery that an entry has to match, empty when there is none."""
        return " & ".join([*(f"({one})" for one in self.phrases), *(f"!({one})" for one in self.without)])

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


# How entries are scored by their words

_BUDGET = 20_000
"""Rows that step 1 may touch. What is in nearly every entry tells least: it is left out first."""

_IN_TITLE = 0.7
_WEIGHTS = [0.3, 0.5, 0.7, 1.0]
"""What a word counts in an attachment (D), an answer (C), the text (B) and the title (A)."""


_LENGTH_COUNTS = 0.05


@dataclass(frozen=True, slots=True)
class Probe:
    """One look into the index: entries with this lexeme in this column get this much."""

    lexeme: str
    weight: float
    column: str


def weigh(query: Query, frequencies: Mapping[str, int], total: int) -> dict[str, float]:
    """What each lexeme counts: its strength times how much it tells (the rarer, the more)."""
    found: dict[str, float] = {}
    for word in query.words:
        for lexeme, strength in word.lexemes.items():
            if number := frequencies.get(lexeme, 0):
                tells = log(1 + (max(total, number) - number + 0.5) / (number + 0.5))
                found[lexeme] = found.get(lexeme, 0.0) + strength * tells
    return found


def probes(query: Query, frequencies: Mapping[str, int], total: int) -> list[Probe]:
    """Step 1: the looks that find candidates, the rarest lexemes first, within a budget of rows.

    Lexemes that the last count did not know are new and rare: they are looked for as well.
    """
    weights = weigh(query, frequencies, total)
    new = log(1 + 2 * max(total, 1))
    found, touched = [], 0
    for lexeme in sorted(query.lexemes, key=lambda one: frequencies.get(one, 0)):
        weight = weights.get(lexeme) or new * dutch.strength(lexeme)
        touched += frequencies.get(lexeme, 0)
        found.append(Probe(lexeme, weight * _IN_TITLE, "title"))
        if touched <= _BUDGET:
            found.append(Probe(lexeme, weight, "words"))
    return found


def candidates_sql(table: str, looks: Sequence[Probe]) -> tuple[str, list[str | float]]:
    """`entry_id` and a rough score of every entry that one of the looks finds."""
    one = 'SELECT entry_id, %s::float8 AS rough FROM "{table}" WHERE {column} @@ %s::tsquery'
    union = " UNION ALL ".join(one.format(table=table, column=look.column) for look in looks)
    given: list[str | float] = [value for look in looks for value in (look.weight, quoted(look.lexeme))]
    return f"SELECT entry_id, sum(rough) FROM ({union}) look GROUP BY entry_id", given  # noqa: S608  # nosec B608 (our table names)


def scores_sql(query: Query) -> tuple[str, list[str | list[float]]]:
    """Step 2: an expression for how strongly each lexeme of the query stands in `words`, as real[].

    The vector is unpacked once a row (that is what takes time), by making a value of it.
    """
    each = ", ".join("ts_rank(%s::real[], unpacked.words, %s::tsquery)" for _ in query.lexemes)
    given = [value for lexeme in query.lexemes for value in (_WEIGHTS, quoted(lexeme))]
    made = "SELECT words || ''::tsvector AS words OFFSET 0"
    return f"(SELECT ARRAY[{each}]::real[] FROM ({made}) unpacked)", given  # noqa: S608  # nosec B608 (parameters)


def score(
    query: Query,
    frequencies: Mapping[str, int],
    total: int,
    ranks: Sequence[float],
    length: int,
    mean_length: float,
) -> float:
    """What an entry is worth, from the ranks of step 2: like BM25, a long text counts a little less."""
    weights = weigh(query, frequencies, total)
    new = log(1 + 2 * max(total, 1))
    told = sum(
        rank * (weights.get(lexeme) or new * dutch.strength(lexeme))
        for lexeme, rank in zip(query.lexemes, ranks, strict=True)
        if rank
    )
    return told / (1 - _LENGTH_COUNTS + _LENGTH_COUNTS * length / max(mean_length, 1.0))
