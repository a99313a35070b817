"""How many things a list has: counted once, until something happens.

Counting all of 20,000 threads takes the database ten times as long as finding a page of them.
"""

import time
from functools import lru_cache

from leerkring.core.events.queries import latest_event
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community import queries
from leerkring.domains.community.queries import Filters
from leerkring.services.discussion.reading.queries import Reading

LONGEST = 60
"""Seconds. Events that are committed in another order than numbered are seen after this."""


def count(viewer: Viewer, filters: Filters, reading: Reading | None) -> dict[str, int]:
    """As `queries.count`. What somebody read is no event, so what is new is counted each time."""
    if filters.unread:
        return queries.count(viewer, filters, reading)
    return _count(viewer, filters, latest_event(), int(time.monotonic()) // LONGEST)


@lru_cache(maxsize=2048)
def _count(viewer: Viewer, filters: Filters, _event: int, _minute: int) -> dict[str, int]:
    return queries.count(viewer, filters)


def forget() -> None:
    """Count everything again: rows came in without events."""
    _count.cache_clear()
