"""From a query to entries, best first: words and meaning asked of the database, put together by `fusing`."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import QuerySet
from numpy.typing import NDArray

from leerkring.core.entries.models import Entry
from leerkring.kit import dutch
from leerkring.kit.meaning import vectors
from leerkring.services.discover import fusing, ranking, scoring
from leerkring.services.discover.meaning import has_meaning
from leerkring.services.discover.models import IndexRow
from leerkring.services.discover.ranking import Query
from leerkring.services.discover.scoring import Counts, Scorer

MOST = 100
"""Among how many entries that may fit we look for the best."""
PASSAGES = 100
MOST_TYPOS = 2

_BY_INDEX = """
    SET LOCAL enable_seqscan = off; SET LOCAL max_parallel_workers_per_gather = 0;
    SET LOCAL hnsw.iterative_scan = relaxed_order
"""
"""The planner does not know what unpacking rows of words costs, and would read them all. And in the
index of meanings, what may not be seen is passed over, and as many others are looked for."""

# Candidates come best first, and each is looked at for who may see it: it ends when there are enough.
_BY_WORDS = """
    WITH rough AS MATERIALIZED (
        SELECT candidate.entry_id FROM ({candidates} OFFSET 0) candidate (entry_id, rough)
        CROSS JOIN LATERAL ({seen} OFFSET 0) seen {required} LIMIT {most})
    SELECT entry_id, length, {scores} FROM rough JOIN discover_indexrow USING (entry_id)
"""
_REQUIRED = """
    CROSS JOIN LATERAL (SELECT FROM discover_indexrow fits WHERE fits.entry_id = candidate.entry_id
                        AND fits.words @@ %s::tsquery OFFSET 0) fitting
"""
_BY_MEANING = """
    SELECT entry_id, max(likeness) FROM (
        SELECT candidate.entry_id, 1 - candidate.distance AS likeness
        FROM (SELECT entry_id, vector <=> %s::halfvec AS distance FROM discover_passage
              ORDER BY vector <=> %s::halfvec) candidate
        CROSS JOIN LATERAL ({seen} OFFSET 0) seen {required} LIMIT {most}) nearest
    GROUP BY entry_id
"""
_FREQUENCIES = """
    SELECT total, mean_length, (SELECT coalesce(json_object_agg(lexeme, documents), '{}')
                                FROM discover_term WHERE lexeme = ANY(%s))
    FROM discover_statistics
"""
_NEAR = """
    SELECT asked.word, term.lexeme, term.documents
    FROM unnest(%s::text[], %s::integer[]) asked (word, shortening)
    JOIN discover_term term ON term.deletes @> ARRAY[asked.shortening]
"""
_STANDS = """
    SELECT asked.word FROM unnest(%s::text[], %s::text[]) asked (word, lexeme)
    WHERE EXISTS (SELECT FROM discover_indexrow candidate CROSS JOIN LATERAL ({seen} OFFSET 0) seen
                  WHERE candidate.words @@ asked.lexeme::tsquery)
"""


def counts_of(query: Query) -> Counts:
    """How often the lexemes of a query are used."""
    with connection.cursor() as cursor:
        cursor.execute(_FREQUENCIES, [list(query.lexemes)])
        total, mean, found = cursor.fetchone() or (0, 1.0, {})
    return Counts(found, total, mean)


def ranked(
    query: Query,
    seen: QuerySet[Any],
    counts: Counts | None = None,
    meaning: NDArray[np.float32] | None = None,
) -> list[int]:
    """The ids of those of `seen` (published entries) that fit a query, best first.

    `meaning` is that of the query, where it is known already.
    """
    counts = counts or counts_of(query)
    wants_meaning = has_meaning() and bool(query.plain)
    if wants_meaning and meaning is None:
        meaning = vectors([query.plain])[0]
    by_meaning: Mapping[int, float] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_BY_INDEX)
        by_words = _by_words(cursor, query, seen, counts)
        if wants_meaning and meaning is not None:
            by_meaning = _by_meaning(cursor, query, seen, meaning)
    found = fusing.fuse(by_words, by_meaning)
    return fusing.together(found, _themes([pk for pk, _score in found]))


def _themes(entries: Sequence[int]) -> dict[int, list[int]]:
    themes: dict[int, list[int]] = {}
    for entry, theme in Entry.themes.through.objects.filter(entry_id__in=entries).values_list(
        "entry_id", "theme_id"
    ):
        themes.setdefault(entry, []).append(theme)
    return themes


def _by_words(cursor: Any, query: Query, seen: QuerySet[Any], counts: Counts) -> dict[int, float]:
    probes = scoring.probes(query, counts)
    if not probes:
        return {}
    candidates, found = scoring.candidates_sql(IndexRow._meta.db_table, probes)
    rows, given = _one_of(seen)
    required, must = _required(query)
    scores, weighed = scoring.scores_sql(query)
    statement = _BY_WORDS.format(
        candidates=candidates, seen=rows, required=required, scores=scores, most=MOST
    )
    cursor.execute(statement, [*found, *given, *must, *weighed])
    scorer = Scorer(query, counts)
    return {pk: scorer.score(ranks, length) for pk, length, ranks in cursor.fetchall()}


def _by_meaning(
    cursor: Any, query: Query, seen: QuerySet[Any], meaning: NDArray[np.float32]
) -> Mapping[int, float]:
    vector = "[" + ",".join(f"{one:.5f}" for one in meaning) + "]"
    rows, given = _one_of(seen)
    required, must = _required(query)
    statement = _BY_MEANING.format(seen=rows, required=required, most=PASSAGES)
    cursor.execute(statement, [vector, vector, *given, *must])
    return dict(cursor.fetchall())


def _one_of(seen: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    """Whether the candidate at hand is one of `seen`."""
    table = Entry._meta.db_table
    rows = seen.extra(where=[f'"{table}"."id" = candidate.entry_id'])  # noqa: S610  # nosec B610 (our table)
    found: tuple[str, tuple[Any, ...]] = rows.values("pk").order_by().query.sql_with_params()
    return found


def _required(query: Query) -> tuple[str, list[str]]:
    return (_REQUIRED, [query.required]) if query.required else ("", [])


def corrected(query: Query, seen: QuerySet[Any], counts: Counts) -> Query | None:
    """The query with words that are used instead of those that nobody uses; None where there is no better.

    Only words that stand in one of `seen` are offered: how others call things is theirs.
    """
    unknown = query.unknown(counts.of)[:MOST_TYPOS]
    near = _near(unknown) if unknown else {}
    meant = {word: found for word in near if (found := dutch.nearest(word, near[word]))}
    offered = _standing_in(seen, set(meant.values())) if meant else set()
    better = {word: found for word, found in meant.items() if found in offered}
    return query.corrected(better) if better else None


def _near(words: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """Used words that share a shortening, with the number of entries they stand in."""
    asked = [(word, one) for word in words for one in dutch.deletes(word)]
    found: dict[str, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [[word for word, _one in asked], [one for _word, one in asked]])
        for word, lexeme, documents in cursor.fetchall():
            found.setdefault(word, {})[lexeme] = documents
    return {word: list(near.items()) for word, near in found.items()}


def _standing_in(seen: QuerySet[Any], words: Collection[str]) -> set[str]:
    rows, given = _one_of(seen)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_BY_INDEX)
        asked = [list(words), [ranking.quoted(word) for word in words]]
        cursor.execute(_STANDS.format(seen=rows), [*asked, *given])
        return {word for (word,) in cursor.fetchall()}
