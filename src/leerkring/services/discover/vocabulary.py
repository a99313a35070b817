"""In how many entries each lexeme stands. Counted now and then, never with each change: common
words would be rows that everybody waits for."""

from collections.abc import Iterable
from itertools import islice

from django.db import connection, transaction
from django.utils.timezone import now

from leerkring.kit import dutch
from leerkring.services.discover.models import IndexRow, Statistics, Term

BATCH = 5000
_SIGNS = dutch.LEMMA + dutch.PART + dutch.SENSE
_LOCK = 7_014
"""Any number that no other advisory lock has."""

_COUNT = """
    DROP TABLE IF EXISTS counted;
    CREATE TEMPORARY TABLE counted ON COMMIT DROP AS
    SELECT word AS lexeme, ndoc AS documents FROM ts_stat('SELECT words FROM discover_indexrow')
"""
_CHANGED = """
    UPDATE discover_term term SET documents = counted.documents FROM counted
    WHERE counted.lexeme = term.lexeme AND counted.documents <> term.documents
"""
_GONE = "DELETE FROM discover_term term WHERE NOT EXISTS (SELECT FROM counted WHERE lexeme = term.lexeme)"
_NEW = """
    SELECT lexeme, documents FROM counted
    WHERE NOT EXISTS (SELECT FROM discover_term term WHERE term.lexeme = counted.lexeme)
"""


@transaction.atomic
def count_words() -> int:
    """Count the lexemes of the whole index anew; returns how many there are. Searching goes on meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute(_COUNT)
        cursor.execute(_CHANGED)
        cursor.execute(_GONE)
        cursor.execute(_NEW)
        _insert(cursor.fetchall())
        cursor.execute("SELECT count(*), coalesce(avg(length), 1) FROM discover_indexrow")
        total, mean = cursor.fetchone()
    facts = {"total": total, "mean_length": max(1.0, float(mean)), "counted_at": now()}
    Statistics.objects.update_or_create(pk=1, defaults=facts)
    return Term.objects.count()


def _insert(rows: Iterable[tuple[str, int]]) -> None:
    terms = (Term(lexeme=word, documents=times, deletes=_deletes(word)) for word, times in rows)
    while batch := list(islice(terms, BATCH)):
        Term.objects.bulk_create(batch)


def _deletes(lexeme: str) -> list[int]:
    """Only for words that people type: lemmas, parts and senses have a sign in front."""
    return [] if lexeme[0] in _SIGNS else dutch.deletes(lexeme)


def is_outdated() -> bool:
    """Whether the index grew or shrank by a tenth, or by the first entries, since the words were counted."""
    counted = Statistics.objects.first()
    there = IndexRow.objects.count()
    return counted is None or abs(there - counted.total) > counted.total // 10
