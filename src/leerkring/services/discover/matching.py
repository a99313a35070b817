"""From a query to entries, best first: words and meaning asked of the database, put together by `fusing`."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from leerkring.core.entries.models import Entry
from leerkring.kit import dutch
from leerkring.kit.meaning import Vector, vectors
from leerkring.services.discover import fusing, ranking, scoring
from leerkring.services.discover.facets import Facts
from leerkring.services.discover.meaning import has_meaning
from leerkring.services.discover.models import IndexRow
from leerkring.services.discover.ranking import Query
from leerkring.services.discover.scoring import THOROUGH, Counts, Effort, Scorer

MOST_STRANGE, MOST_TYPOS = 4, 2
"""Of words that are not Dutch, for how many we look what they are like; and how many we mend."""

_BY_INDEX = """
    SET LOCAL enable_seqscan = off; SET LOCAL max_parallel_workers_per_gather = 0;
    SET LOCAL hnsw.iterative_scan = relaxed_order;
"""
"""The planner does not know what unpacking rows of words costs, and would read them all. And in the
index of meanings, what may not be seen is passed over, and as many others are looked for.

Sent along with the question: what is sent at once is one transaction."""

_CHECKED = 600
"""Of how many of the likeliest entries we read whether a phrase stands in them: each has to be unpacked."""

# Candidates come best first, and each is looked at for who may see it: it ends when there are enough.
_BY_WORDS = """
    WITH rough AS MATERIALIZED (
        SELECT candidate.entry_id FROM (
            SELECT candidate.entry_id FROM ({candidates} OFFSET 0) candidate (entry_id, rough)
            CROSS JOIN LATERAL ({seen} OFFSET 0) seen {checked}) candidate {required} LIMIT {most})
    SELECT entry_id, length, {scores}, {likeness} FROM rough JOIN discover_indexrow USING (entry_id)
"""
_LIKENESS = """
    (SELECT max(1 - (vector <=> %s::halfvec)) FROM discover_passage WHERE entry_id = rough.entry_id)::float8
"""
_REQUIRED = """
    CROSS JOIN LATERAL (SELECT FROM discover_indexrow fits WHERE fits.entry_id = candidate.entry_id
                        AND fits.words @@ %s::tsquery OFFSET 0) fitting
"""
_BY_MEANING = """
    SELECT entry_id, NULL::integer, NULL::real[], max(likeness) FROM (
        SELECT candidate.entry_id, 1 - candidate.distance AS likeness
        FROM (SELECT entry_id, vector <=> %s::halfvec AS distance FROM discover_passage
              ORDER BY vector <=> %s::halfvec) candidate
        CROSS JOIN LATERAL ({seen} OFFSET 0) seen {required} LIMIT {most}) nearest
    GROUP BY entry_id
"""
_FREQUENCIES = """
    SELECT total, mean_length,
           (SELECT coalesce(json_object_agg(lexeme, documents), '{}')
            FROM discover_term WHERE lexeme = ANY(%s)),
           (SELECT coalesce(json_agg(DISTINCT jsonb_build_array(word, lexeme, documents)), '[]')
            FROM unnest(%s::text[], %s::integer[]) asked (word, shortening)
            JOIN discover_term term ON term.deletes @> ARRAY[asked.shortening])
    FROM discover_statistics
"""
_FACTS = """
    SELECT found.*, kind, ARRAY(SELECT theme_id FROM {themes} about WHERE about.entry_id = found.entry_id),
           region_id, extract(epoch FROM statement_timestamp() - bumped_at)::float8,
           title, reply_count, round_at
    FROM ({found}) found (entry_id, length, ranks, likeness) JOIN {entries} entry ON entry.id = found.entry_id
"""
"""What is shown and counted of what is found comes along: asking for it again costs as much as finding it."""
_USED = """
    SELECT (SELECT coalesce(json_object_agg(lexeme, documents), json_build_object())
            FROM discover_term WHERE lexeme = ANY(%s)),
           ARRAY(SELECT asked.word FROM unnest(%s::text[], %s::text[]) asked (word, lexeme)
                 WHERE EXISTS (SELECT FROM discover_indexrow candidate
                               CROSS JOIN LATERAL ({seen} OFFSET 0) seen
                               WHERE candidate.words @@ asked.lexeme::tsquery))
"""


def counts_of(query: Query) -> Counts:
    """How often the lexemes of a query are used, and what is used that its unknown words look like."""
    strange = [word.said for word in query.words if word.said and not dutch.is_dutch(word.said)]
    asked = [(word, one) for word in strange[:MOST_STRANGE] for one in dutch.deletes(word)]
    with connection.cursor() as cursor:
        words, shortenings = [word for word, _one in asked], [one for _word, one in asked]
        cursor.execute(_FREQUENCIES, [list(query.lexemes), words, shortenings])
        total, mean, found, near = cursor.fetchone() or (0, 1.0, {}, [])
    alike: dict[str, list[tuple[str, int]]] = {}
    for word, lexeme, documents in near:
        alike.setdefault(word, []).append((lexeme, documents))
    return Counts(found, total, mean, alike)


def alike(
    query: Query, seen: QuerySet[Any], effort: Effort = THOROUGH, meaning: Vector | None = None
) -> tuple[list[int], dict[int, Facts]]:
    """The ids of those of `seen` (published entries) that are really like a title, best first; and facts.

    `meaning` is that of the title, where it is known already.
    """
    counts = counts_of(query)
    asked, facts = _asked(query, [seen], counts, _meaning(query) if meaning is None else meaning, effort)
    words, like = asked[0]
    kept = fusing.alike(words, like, counts.total)
    found = [one for one in fusing.fuse(words, like) if one[0] in kept]
    return fusing.together(found, {pk: one.themes for pk, one in facts.items()}), facts


def ranked_in(
    query: Query, among: Sequence[QuerySet[Any]], counts: Counts
) -> tuple[list[list[int]], dict[int, Facts]]:
    """The ids of those that fit a query, best first, in each of several sets of published entries, asked of
    the database in one go; and the facts of each by id.
    """
    asked, facts = _asked(query, among, counts, _meaning(query), THOROUGH)
    found = [fusing.fuse(words, like) for words, like in asked]
    themes = {pk: one.themes for pk, one in facts.items()}
    return [fusing.together(one, themes) for one in found], facts


def _meaning(query: Query) -> Vector | None:
    return vectors([query.plain])[0] if has_meaning() and query.plain else None


def _asked(
    query: Query,
    among: Sequence[QuerySet[Any]],
    counts: Counts,
    meaning: Vector | None,
    effort: Effort,
) -> tuple[list[tuple[dict[int, float], dict[int, float]]], dict[int, Facts]]:
    """What fits by its words, and what by its meaning, among each; and the facts of all that."""
    vector = "" if meaning is None else "[" + ",".join(f"{one:.4f}" for one in meaning) + "]"
    parts = [_parts(query, _one_of(seen), counts, vector, effort) for seen in among]
    if not parts[0]:
        return [({}, {}) for _ in among], {}
    statements = [_with_facts([one for one, _given in wanted]) for wanted in parts]
    given = [value for wanted in parts for _one, values in wanted for value in values]
    scorer = Scorer(query, counts)
    found = _by_index(";".join(statements), given)
    facts = {pk: Facts.of(*told) for rows in found for pk, _length, _ranks, _like, *told in rows}
    return [_scored(scorer, rows) for rows in found], facts


def _with_facts(statements: Sequence[str]) -> str:
    found = "(" + ") UNION ALL (".join(statements) + ")"
    tables = {"entries": Entry._meta.db_table, "themes": Entry.themes.through._meta.db_table}
    return _FACTS.format(found=found, **tables)


def _scored(scorer: Scorer, rows: Iterable[Any]) -> tuple[dict[int, float], dict[int, float]]:
    words: dict[int, float] = {}
    meanings: dict[int, float] = {}
    for pk, length, ranks, like, *_told in rows:
        if ranks is not None:
            words[pk] = scorer.score(ranks, length)
        if like is not None:
            meanings[pk] = like
    return words, meanings


def _by_index(statements: str, given: Sequence[Any]) -> list[list[Any]]:
    """What each statement answers."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(_BY_INDEX + statements, given)
        while True:
            if cursor.description:
                found.append(cursor.fetchall())
            if not cursor.nextset():
                return found


Part = tuple[str, list[Any]]
"""A statement that gives id, length, ranks and likeness, and its parameters."""
Seen = tuple[str, tuple[Any, ...]]
"""The rows that say whether the candidate at hand may be seen, and their parameters."""


def _parts(query: Query, seen: Seen, counts: Counts, vector: str, effort: Effort) -> list[Part]:
    by_words = _by_words(query, seen, counts, effort, vector if query.phrases else "")
    found = [by_words] if by_words else []
    if vector and not query.phrases:
        found.append(_by_meaning(query, seen, vector, effort.passages))
    return found


def _by_words(query: Query, seen: Seen, counts: Counts, effort: Effort, vector: str) -> Part | None:
    """With a `vector`, each row has its likeness as well: what has the phrase is compared and no more."""
    probes = scoring.probes(query, counts, effort)
    if not probes:
        return None
    candidates, found = scoring.candidates_sql(IndexRow._meta.db_table, probes, query.together)
    rows, given = seen
    required, must = _required(query)
    scores, weighed = scoring.scores_sql(query)
    statement = _BY_WORDS.format(
        candidates=candidates,
        checked=f"LIMIT {_CHECKED}" if query.phrases else "",
        seen=rows,
        required=required,
        scores=scores,
        likeness=_LIKENESS if vector else "NULL::float8",
        most=effort.entries,
    )
    return statement, [*found, *given, *must, *weighed, *([vector] if vector else [])]


def _by_meaning(query: Query, seen: Seen, vector: str, most: int) -> Part:
    rows, given = seen
    required, must = _required(query)
    statement = _BY_MEANING.format(seen=rows, required=required, most=most)
    return statement, [vector, vector, *given, *must]


def _one_of(seen: QuerySet[Any]) -> Seen:
    """Whether the candidate at hand is one of `seen`."""
    table = Entry._meta.db_table
    rows = seen.extra(where=[f'"{table}"."id" = candidate.entry_id'])  # noqa: S610  # nosec B610 (our table)
    found: Seen = rows.values("pk").order_by().query.sql_with_params()
    return found


def _required(query: Query) -> tuple[str, list[str]]:
    return (_REQUIRED, [query.required]) if query.required else ("", [])


def corrected(query: Query, seen: QuerySet[Any], counts: Counts) -> tuple[Query, Counts] | None:
    """The query with words that are used instead of those that nobody uses; None where there is no better.

    Only words that stand in one of `seen` are offered: how others call things is theirs.
    """
    near = {word: counts.near.get(word, []) for word in query.unknown(counts.of)[:MOST_TYPOS]}
    meant = {word: found for word in near if (found := dutch.nearest(word, near[word]))}
    if not meant:
        return None
    used, offered = _used(seen, set(meant.values()), query.corrected(meant).lexemes)
    better = {word: found for word, found in meant.items() if found in offered}
    return (query.corrected(better), replace(counts, of={**counts.of, **used})) if better else None


def _used(
    seen: QuerySet[Any], words: Collection[str], lexemes: Sequence[str]
) -> tuple[dict[str, int], set[str]]:
    """How often these lexemes are used, and which of these words stand in one of `seen`."""
    rows, given = _one_of(seen)
    asked = [list(words), [ranking.quoted(word) for word in words]]
    found, standing = _by_index(_USED.format(seen=rows), [list(lexemes), *asked, *given])[0][0]
    return found, set(standing)
