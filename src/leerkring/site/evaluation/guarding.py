"""`leerkring eval guard`: how much personal data is found, what is found wrongly, how fast."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from leerkring.kit import pii
from leerkring.kit.pii import Finding, Kind
from leerkring.site.problem import Problem

Span = tuple[int, int, str]
# Of these a part is enough: where a name or an address begins and ends is a matter of taste.
IN_PART = frozenset({"naam", "adres", "plaats", "school"})
STOPPING = frozenset({Kind.BSN, Kind.IBAN, Kind.CASE})
_PAGE = Path("/proc/self/statm")


def guard(rows: list[Mapping[str, object]]) -> Mapping[str, object]:
    """Figures over rows of `{"text", "spans": [[start, end, kind]]}`; Problem when a row is otherwise."""
    pii.load()
    planted: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    found: Counter[str] = Counter()
    false: Counter[str] = Counter()
    stopping, words, times = 0, 0, []
    for number, row in enumerate(rows, 1):
        text, spans = _read(row, number)
        began = time.perf_counter()
        findings = pii.find(text)
        times.append((time.perf_counter() - began) * 1000)
        words += len(text.split())
        for span in spans:
            planted[span[2]] += 1
            caught[span[2]] += any(covers(one, span) for one in findings)
        for one in findings:
            right = any(
                one.kind == kind and one.start < end and start < one.end for start, end, kind in spans
            )
            found[one.kind] += 1
            false[one.kind] += not right
            stopping += not right and one.kind in STOPPING
    return {
        "recall": _part(caught.total(), planted.total()),
        "precision": _part(found.total() - false.total(), found.total()),
        "false_alarms_per_1000_words": round(1000 * false.total() / max(1, words), 3),
        "stopping_false_alarms": stopping,
        "ms_p50": _percentile(times, 50),
        "ms_p95": _percentile(times, 95),
        "rss_mb": _memory(),
        "kinds": {
            kind: {
                "recall": _part(caught[kind], planted[kind]),
                "precision": _part(found[kind] - false[kind], found[kind]),
                "planted": planted[kind],
                "found": found[kind],
            }
            for kind in sorted({*planted, *found})
        },
    }


def covers(one: Finding, span: Span) -> bool:
    """Whether a finding finds a planted span: the same kind, and all of it (see `IN_PART`)."""
    start, end, kind = span
    if one.kind != kind:
        return False
    if kind in IN_PART:
        return one.start < end and start < one.end
    return one.start <= start and end <= one.end


def _read(row: Mapping[str, object], number: int) -> tuple[str, list[Span]]:
    text, spans = row.get("text"), row.get("spans", [])
    try:
        if not isinstance(text, str) or not isinstance(spans, list):
            raise TypeError
        return text, [(int(start), int(end), str(kind)) for start, end, kind in spans]
    except (TypeError, ValueError) as error:
        raise Problem(
            f"Row {number} is not as it should be.", 'Give {"text": "...", "spans": [[start, end, "kind"]]}.'
        ) from error


def _part(some: int, all_of_them: int) -> float | None:
    return round(some / all_of_them, 4) if all_of_them else None


def _percentile(times: Iterable[float], percent: int) -> float:
    ordered = sorted(times) or [0.0]
    return round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)], 2)


def _memory() -> float | None:
    """What this process keeps in memory now, where the system tells (Linux)."""
    if not _PAGE.exists():
        return None
    import resource

    return round(int(_PAGE.read_text().split()[1]) * resource.getpagesize() / 1e6, 1)
