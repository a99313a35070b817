"""How entries are scored by their words: roughly to find candidates, exactly to put those in order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Any

from leerkring.kit import dutch
from leerkring.kit.dutch import PART
from leerkring.services.discover.ranking import Query, Wanted, quoted


@dataclass(frozen=True, slots=True)
class Effort:
    """How far we look: among how many `entries` by their words and `passages` by their meaning.

    `rows`: what step 1 may touch; what tells least for its rows is left out first. `in_titles`: what one
    look at the titles may touch.
    """

    entries: int
    passages: int
    rows: int
    in_titles: int


THOROUGH = Effort(60, 100, 5_000, 1_000)
QUICK = Effort(30, 50, 1_500, 150)
"""For what looks like a title. With many times as much, four of the first five are the same."""

_IN_TITLE = 0.7
_WEIGHTS = [0.3, 0.5, 0.7, 1.0]
"""What a word counts in an attachment (D), an answer (C), the text (B) and the title (A)."""

_LENGTH_COUNTS = 0.05


_LOOKS = """
    SELECT found.entry_id, look.weight AS rough, look.fits
    FROM unnest(%s::float8[], %s::text[]::tsquery[], %s::bigint[], %s::boolean[])
         look (weight, asked, most, fits)
    CROSS JOIN LATERAL (SELECT entry_id FROM "{table}" WHERE {column} @@ look.asked LIMIT look.most) found
"""
"""All looks at one column are one part of the plan: planning each apart took longer than looking."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often the lexemes of a query are used, and in how many entries of what length that was counted."""

    of: Mapping[str, int]
    total: int
    mean_length: float
    near: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    """Used words that look like a word of the query, with how often they are used."""

    def weights(self, query: Query) -> dict[str, float]:
        """What each lexeme counts: its strength times how much it tells (the rarer, the more).

        Lexemes that the last count did not know are new and rare: they tell most.
        """
        found: dict[str, float] = {}
        for word in query.words:
            for lexeme, strength in word.lexemes.items():
                number = self.of.get(lexeme, 0)
                tells = log(1 + (max(self.total, number) - number + 0.5) / (number + 0.5))
                new = log(1 + 2 * max(self.total, 1)) * dutch.strength(lexeme)
                found[lexeme] = found.get(lexeme, 0.0) + strength * tells if number else new
        return found


@dataclass(frozen=True, slots=True)
class Probe:
    """One look into the index: entries in which a column matches a tsquery get this much, so many at most."""

    asked: str
    weight: float
    column: str
    most: int


def probes(query: Query, counts: Counts, effort: Effort) -> list[Probe]:
    """Step 1: the looks that find candidates, first those that tell most for their rows.

    The words of a phrase stand in all that fits: they are looked up together, also in the titles, so that
    those are among it where all of them stand nearly everywhere. What the last count did not know is looked
    up at once too: that stands in few entries, if in any.
    """
    found, new, touched = [], [], 0
    if query.together:
        found.append(Probe(query.together, 0.01, "words", effort.rows))
        found.append(Probe(query.together, 0.01, "title", effort.in_titles))
    looks = sorted(
        _looks(query, counts), key=lambda one: counts.of.get(one.lexeme, 0) / max(one.weight, 0.01)
    )
    for look in looks:
        number = counts.of.get(look.lexeme, 0)
        if number and look.lexeme[0] != PART:
            found.append(Probe(quoted(look.lexeme), look.weight * _IN_TITLE, "title", effort.in_titles))
        if look.said and quoted(look.said) in query.together:
            continue
        if not number:
            new.append(look)
        elif touched + number <= effort.rows or not touched:
            found.append(Probe(quoted(look.lexeme), look.weight, "words", effort.rows))
            touched += number
    return found + _at_once(new, effort.rows)


def _at_once(looks: Sequence["_Look"], rows: int) -> list[Probe]:
    if not looks:
        return []
    asked = " | ".join(quoted(look.lexeme) for look in looks)
    return [Probe(asked, max(look.weight for look in looks), "words", rows)]


@dataclass(frozen=True, slots=True)
class _Look:
    said: str
    lexeme: str
    weight: float


def _looks(query: Query, counts: Counts) -> Iterator[_Look]:
    """One for each lexeme; those of one word that stand in as many entries stand in the same ones."""
    weights, known = counts.weights(query), set()
    for word in query.words:
        for lexemes in _together(word, counts):
            fresh = [one for one in lexemes if one not in known]
            known.update(fresh)
            if fresh:
                yield _Look(word.said, fresh[-1], sum(weights[one] for one in fresh))


def _together(word: Wanted, counts: Counts) -> list[list[str]]:
    groups: dict[object, list[str]] = {}
    for lexeme in word.lexemes:
        number = counts.of.get(lexeme, 0)
        groups.setdefault(number if number and lexeme[0] != PART else lexeme, []).append(lexeme)
    return list(groups.values())


def candidates_sql(table: str, looks: Sequence[Probe], together: str = "") -> tuple[str, list[Any]]:
    """`entry_id` and a rough score of every entry that one of the looks finds, best first.

    Only of what the look at `together` finds, where there is one: each look is done once, whatever the
    planner believes of how many that are.
    """
    parts: list[str] = []
    given: list[Any] = []
    for column in dict.fromkeys(look.column for look in looks):
        there = [look for look in looks if look.column == column]
        fits = [look.asked == together for look in there]
        parts.append(_LOOKS.format(table=table, column=column))
        given += [[look.weight for look in there], [look.asked for look in there]]
        given += [[look.most for look in there], fits]
    union = " UNION ALL ".join(parts)
    rest = f"GROUP BY entry_id {'HAVING bool_or(fits)' if together else ''} ORDER BY 2 DESC, 1 DESC"
    return f"SELECT entry_id, sum(rough) FROM ({union}) look {rest}", given  # noqa: S608  # nosec B608 (our table names)


def scores_sql(query: Query) -> tuple[str, list[Any]]:
    """Step 2: an expression for how strongly each lexeme of the query stands in `words`, as real[].

    The vector is unpacked once a row (that is what takes time), by making a value of it.
    """
    made = "SELECT setweight(words, 'A', '{}') AS words OFFSET 0"
    ranks = "SELECT ts_rank(%s::real[], unpacked.words, lexeme) FROM unnest(%s::text[]::tsquery[]) lexeme"
    given = [_WEIGHTS, [quoted(lexeme) for lexeme in query.lexemes]]
    return f"(SELECT ARRAY({ranks})::real[] FROM ({made}) unpacked)", given  # noqa: S608  # nosec B608 (parameters)


class Scorer:
    """What an entry is worth, from the ranks of step 2: like BM25, a long text counts a little less."""

    def __init__(self, query: Query, counts: Counts) -> None:
        weights = counts.weights(query)
        self._weights = [weights[lexeme] for lexeme in query.lexemes]
        self._mean = max(counts.mean_length, 1.0)

    def score(self, ranks: Sequence[float], length: int) -> float:
        told = sum(rank * weight for rank, weight in zip(ranks, self._weights, strict=True) if rank)
        return told / (1 - _LENGTH_COUNTS + _LENGTH_COUNTS * length / self._mean)
