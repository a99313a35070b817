"""How well labelled questions find what they should: by the site's own search, and by the plain
full-text search of PostgreSQL on the same entries.

What the searcher may not see counts neither way.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean, quantiles
from time import perf_counter

from django.db import connection

from leerkring.core.entries.models import Entry
from leerkring.core.entries.visibility import visible_to
from leerkring.core.people.models import Person
from leerkring.kit import dutch, meaning
from leerkring.services.discover import queries
from leerkring.services.discover.index import texts_of
from leerkring.site.bench.queries import busiest_member
from leerkring.site.problem import Problem

FIRST_SEARCH, FIRST_SIMILAR = 10, 5

Figures = dict[str, float]
Finder = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked, and the ids of the entries that are right."""

    asked: str
    right: frozenset[int]


def search(rows: Iterable[Mapping[str, object]]) -> dict[str, object]:
    """Rows {"q", "relevant": [external ids]}. Our figures; those of PostgreSQL alone under `baseline`."""
    viewer, seen = _viewer(), _seen()
    cases = _cases(rows, "q", "relevant", seen)
    found = _measure(cases, lambda asked: queries.search(viewer, queries.Wish(text=asked)).ids)
    return {**_of_search(cases, found), "baseline": _of_search(cases, _baseline(cases, seen))}


def similar(rows: Iterable[Mapping[str, object]]) -> dict[str, object]:
    """Rows {"title", "similar": [external ids]}: what is shown beside a question that somebody types."""
    viewer, seen = _viewer(), _seen()
    cases = _cases(rows, "title", "similar", seen)
    found = _measure(cases, lambda asked: [one.pk for one in queries.like_title(viewer, asked)])
    return {**_of_similar(cases, found), "baseline": _of_similar(cases, _baseline(cases, seen))}


def _viewer() -> Person:
    person = busiest_member()
    if person is None:
        raise Problem("There is nobody to search as.", "Load the demo first: LEERKRING_DEMO=1 leerkring demo")
    return person


def _seen() -> dict[str, int]:
    """The ids of what the searcher may see, by external id."""
    rows = Entry.objects.published().filter(visible_to(_viewer()), external_id__isnull=False)
    return {str(name): pk for name, pk in rows.values_list("external_id", "pk")}


def _cases(
    rows: Iterable[Mapping[str, object]], asked: str, right: str, seen: Mapping[str, int]
) -> list[Case]:
    cases = []
    for number, row in enumerate(rows, 1):
        names = row.get(right)
        if not isinstance(row.get(asked), str) or not isinstance(names, list):
            raise Problem(
                f"Line {number} is no example.", f'Each line looks like {{"{asked}": "...", "{right}": []}}.'
            )
        wanted = frozenset(seen[name] for name in names if name in seen)
        if wanted:
            cases.append(Case(str(row[asked]), wanted))
    if not cases:
        raise Problem(
            "None of what should be found is in this database.", "Load the demo, or name another file."
        )
    return cases


@dataclass(frozen=True, slots=True)
class Found:
    lists: list[list[int]]
    milliseconds: list[float]


def _measure(cases: Sequence[Case], find: Finder) -> Found:
    """Ask each case once, after everything that is read once a process is there."""
    dutch.load()
    meaning.load()
    find(cases[0].asked)
    lists, times = [], []
    for case in cases:
        begun = perf_counter()
        lists.append(list(find(case.asked)))
        times.append((perf_counter() - begun) * 1000)
    return Found(lists, times)


def _of_search(cases: Sequence[Case], found: Found) -> Figures:
    pairs = list(zip(cases, found.lists, strict=True))
    return {
        "recall@10": _mean(recall(case.right, ids, FIRST_SEARCH) for case, ids in pairs),
        "mrr": _mean(reciprocal_rank(case.right, ids) for case, ids in pairs),
        "ndcg@10": _mean(gain(case.right, ids, FIRST_SEARCH) for case, ids in pairs),
        **_times(found),
    }


def _of_similar(cases: Sequence[Case], found: Found) -> Figures:
    pairs = zip(cases, found.lists, strict=True)
    return {"recall@5": _mean(recall(case.right, ids, FIRST_SIMILAR) for case, ids in pairs), **_times(found)}


def _times(found: Found) -> Figures:
    slow = quantiles(found.milliseconds, n=20)[-1] if len(found.milliseconds) > 1 else found.milliseconds[0]
    middle = sorted(found.milliseconds)[len(found.milliseconds) // 2]
    return {"ms_p50": round(middle, 1), "ms_p95": round(slow, 1)}


def _mean(values: Iterable[float]) -> float:
    return round(fmean(values), 3)


def recall(right: frozenset[int], ids: Sequence[int], first: int) -> float:
    """Found among the first, as a share of what fits in there."""
    return len(right & set(ids[:first])) / min(first, len(right))


def reciprocal_rank(right: frozenset[int], ids: Sequence[int]) -> float:
    return next((1 / place for place, pk in enumerate(ids, 1) if pk in right), 0.0)


def gain(right: frozenset[int], ids: Sequence[int], first: int) -> float:
    """nDCG: what is found counts more the earlier it stands; 1 when all stands in front."""
    got = sum(1 / log2(place + 1) for place, pk in enumerate(ids[:first], 1) if pk in right)
    return got / sum(1 / log2(place + 1) for place in range(1, min(first, len(right)) + 1))


_TABLE = """
    CREATE TEMPORARY TABLE plain_search AS
    SELECT pk, setweight(to_tsvector('dutch', title), 'A') || to_tsvector('dutch', said) AS words
    FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS entry (pk, title, said)
"""
_ASK = """
    SELECT pk FROM plain_search, to_tsquery('dutch', %s) asked
    WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC, pk DESC LIMIT 200
"""


def _baseline(cases: Sequence[Case], seen: Mapping[str, int]) -> Found:
    """Title, text and answers in PostgreSQL's own Dutch; an entry fits when it has one of the words."""
    texts = texts_of(list(Entry.objects.filter(pk__in=seen.values())))
    said = [" ".join([one.text, *one.answers.values()]) for one in texts.values()]
    with connection.cursor() as cursor:
        cursor.execute(_TABLE, [list(texts), [one.title for one in texts.values()], said])
        cursor.execute("CREATE INDEX ON plain_search USING gin (words)")

        def find(asked: str) -> list[int]:
            words = " | ".join(f"'{word.exact.replace(chr(39), ' ')}'" for word in dutch.words(asked))
            cursor.execute(_ASK, [words])
            return [pk for (pk,) in cursor.fetchall()]

        try:
            return _measure(cases, find)
        finally:
            cursor.execute("DROP TABLE plain_search")
