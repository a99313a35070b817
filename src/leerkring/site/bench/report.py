"""The figures, as a table or as JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from leerkring.site.bench.asking import Asking
from leerkring.site.bench.client import Timing
from leerkring.site.bench.memory import Process
from leerkring.site.bench.pages import FLOOR

HEAD = (
    f"{'page':<16}{'as':<9}| one connection{'':<17}| {{many}} connections{'':<24}| database\n"
    f"{'':<25}|{'req/s':>8}{'p50':>8}{'p95':>8}{'p99':>8}|{'req/s':>8}{'p50':>8}{'p95':>8}{'p99':>8}"
    f"{'x floor':>9}{'failed':>8}|{'queries':>8}{'ms':>7}"
)


@dataclass(frozen=True, slots=True)
class Figures:
    """One line: a page, alone and with many at once. `kept` pages come from the page cache."""

    page: str
    who: str
    one: Timing
    many: Timing
    database: Asking

    def times(self, floor: Timing | None) -> float:
        """Requests per second with many connections, as a multiple of the floor's; 0 without a floor."""
        return self.many.per_second / floor.per_second if floor and floor.per_second else 0.0


def floor_of(lines: Sequence[Figures]) -> Timing | None:
    return next((one.many for one in lines if one.page == FLOOR and not one.many.failed), None)


def as_table(lines: Sequence[Figures], processes: Sequence[Process], many: int) -> Iterator[str]:
    """Times in milliseconds, memory in MB."""
    floor = floor_of(lines)
    yield HEAD.format(many=many)
    for one in lines:
        yield (
            f"{one.page:<16}{one.who:<9}|{_numbers(one.one)}|{_numbers(one.many)}"
            f"{one.times(floor):>9.2f}{one.one.failed + one.many.failed:>8}"
            f"|{one.database.queries:>8}{one.database.milliseconds:>7.1f}"
        )
    if floor is None:
        yield "No floor to compare with: start the server with LEERKRING_BENCH=1."
    yield "\nmemory, MB (own share / all it maps)"
    for process in processes:
        yield f"{process.name:<22} {process.pid:>7} {process.own:>8.0f} / {process.whole:.0f}"


def as_json(lines: Sequence[Figures], processes: Sequence[Process], many: int) -> str:
    floor = floor_of(lines)
    pages = [asdict(one) | {"times_floor": round(one.times(floor), 2)} for one in lines]
    return json.dumps({"connections": many, "pages": pages, "processes": [asdict(one) for one in processes]})


def _numbers(timing: Timing) -> str:
    return f"{timing.per_second:>8.1f}{timing.p50:>8.1f}{timing.p95:>8.1f}{timing.p99:>8.1f}"
