"""From a query to entries, best first: words and meaning asked of the database, put together by `fusing`."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import QuerySet
from numpy.typing import NDArray

from leerkring.core.entries.models import Entry
from leerkring.kit import dutch
from leerkring.kit.meaning import vectors
from leerkring.services.discover import fusing, ranking
from leerkring.services.discover.meaning import has_meaning
from leerkring.services.discover.models import IndexRow, Term
from leerkring.services.discover.ranking import Query

MOST = 200
"""Among how many entries that may fit we look for the best."""
PASSAGES = 100
MOST_TYPOS = 2

_BY_WORDS = """
    WITH rough AS MATERIALIZED (
        SELECT candidate.entry_id FROM ({candidates}) candidate (entry_id, rough)
        JOIN ({seen}) seen (id) ON seen.id = candidate.entry_id {required}
        ORDER BY candidate.rough DESC, candidate.entry_id DESC LIMIT {most})
    SELECT entry_id, length, {scores} FROM rough JOIN discover_indexrow USING (entry_id)
"""
_BY_MEANING = """
    SELECT entry_id, max(likeness) FROM (
        SELECT passage.entry_id, 1 - (passage.vector <=> %s::halfvec) AS likeness
        FROM discover_passage passage
        JOIN ({seen}) seen (id) ON seen.id = passage.entry_id {required}
        ORDER BY passage.vector <=> %s::halfvec LIMIT {most}) nearest
    GROUP BY entry_id
"""
_REQUIRED = "JOIN discover_indexrow fits ON fits.entry_id = seen.id AND fits.words @@ %s::tsquery"
_FREQUENCIES = """
    SELECT total, mean_length, (SELECT coalesce(json_object_agg(lexeme, documents), '{}')
                                FROM discover_term WHERE lexeme = ANY(%s))
    FROM discover_statistics
"""


class Counts:
    """How often the lexemes of a query are used, and in how many entries of what length that was counted."""

    def __init__(self, query: Query) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_FREQUENCIES, [list(query.lexemes)])
            total, mean, found = cursor.fetchone() or (0, 1.0, {})
        self.total: int = total
        self.mean_length: float = mean
        self.of: dict[str, int] = found


def ranked(
    query: Query,
    seen: QuerySet[Any],
    counts: Counts | None = None,
    meaning: NDArray[np.float32] | None = None,
) -> list[int]:
    """The ids of those of `seen` (published entries) that fit a query, best first.

    `meaning` is that of the query, where it is known already.
    """
    counts = counts or Counts(query)
    by_words = _by_words(query, seen, counts)
    by_meaning: Mapping[int, float] = {}
    if has_meaning() and query.plain:
        by_meaning = _by_meaning(query, seen, vectors([query.plain])[0] if meaning is None else meaning)
    found = fusing.fuse(by_words, by_meaning)
    return fusing.together(found, _themes([pk for pk, _score in found]))


def _themes(entries: Sequence[int]) -> dict[int, list[int]]:
    themes: dict[int, list[int]] = {}
    for entry, theme in Entry.themes.through.objects.filter(entry_id__in=entries).values_list(
        "entry_id", "theme_id"
    ):
        themes.setdefault(entry, []).append(theme)
    return themes


def _by_words(query: Query, seen: QuerySet[Any], counts: Counts) -> dict[int, float]:
    probes = ranking.probes(query, counts.of, counts.total)
    if not probes:
        return {}
    candidates, found = ranking.candidates_sql(IndexRow._meta.db_table, probes)
    rows, given = seen.values("pk").order_by().query.sql_with_params()
    required, must = _required(query)
    scores, weighed = ranking.scores_sql(query)
    statement = _BY_WORDS.format(
        candidates=candidates, seen=rows, required=required, scores=scores, most=MOST
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*found, *given, *must, *weighed])
        return {
            pk: ranking.score(query, counts.of, counts.total, ranks, length, counts.mean_length)
            for pk, length, ranks in cursor.fetchall()
        }


def _by_meaning(query: Query, seen: QuerySet[Any], meaning: NDArray[np.float32]) -> Mapping[int, float]:
    vector = "[" + ",".join(f"{one:.5f}" for one in meaning) + "]"
    rows, given = seen.values("pk").order_by().query.sql_with_params()
    required, must = _required(query)
    statement = _BY_MEANING.format(seen=rows, required=required, most=PASSAGES)
    with transaction.atomic(), connection.cursor() as cursor:
        # What may not be seen is passed over in the index, and as many others are looked for.
        cursor.execute("SET LOCAL hnsw.iterative_scan = relaxed_order")
        cursor.execute(statement, [vector, *given, *must, vector])
        return dict(cursor.fetchall())


def _required(query: Query) -> tuple[str, list[str]]:
    return (_REQUIRED, [query.required]) if query.required else ("", [])


def corrected(query: Query, seen: QuerySet[Any], counts: Counts) -> Query | None:
    """The query with words that are used instead of those that nobody uses; None where there is no better.

    Only words that stand in one of `seen` are offered: how others call things is theirs.
    """
    better = {}
    for word in query.unknown(counts.of)[:MOST_TYPOS]:
        near = Term.objects.filter(deletes__overlap=dutch.deletes(word))
        found = dutch.nearest(word, near.values_list("lexeme", "documents"))
        if found and _stands_in(seen, found):
            better[word] = found
    return query.corrected(better) if better else None


def _stands_in(seen: QuerySet[Any], word: str) -> bool:
    rows = IndexRow.objects.filter(entry__in=seen.values("pk"))
    return rows.extra(where=["words @@ %s::tsquery"], params=[ranking.quoted(word)]).exists()  # nosec B610
