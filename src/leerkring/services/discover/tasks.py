"""What the worker makes afterwards; until then search is right by its words alone."""

from time import monotonic
from typing import Any

from procrastinate.contrib.django import app

from leerkring.core.entries.models import Entry
from leerkring.kit.working import queue
from leerkring.services.discover.understanding import understand, waiting
from leerkring.services.discover.vocabulary import count_words, is_outdated

NAME = "discover.catch_up"
SHIFT = 2.0
"""Seconds: how long one turn goes on with what waits. Messages and mail go before the next turn."""
FEW = 4
"""Entries at a time: a long conversation takes a second."""
LAST = -10
"""Search is right by its words meanwhile, so everything else goes first."""


def understand_soon(event: Any) -> None:
    """Have what an event changed taken in, after the messages. The worker calls this for every event."""
    entry = getattr(event.target, "entry", None)
    if isinstance(entry, Entry) and waiting().filter(pk=entry.pk).exists():
        queue(NAME, priority=LAST)


@app.periodic(cron="* * * * *")
@app.task(name=NAME, queueing_lock=NAME, lock=NAME, priority=LAST)
def catch_up(timestamp: int) -> None:  # noqa: ARG001
    """Take in what waits: what just changed, after `reindex`, or what a worker that died left."""
    if is_outdated():
        count_words()
    until = monotonic() + SHIFT
    while understand(FEW):
        if monotonic() > until:
            queue(NAME, priority=LAST)
            break


@app.periodic(cron="50 3 * * *")
@app.task(name="discover.count_words", lock=NAME)
def count_again(timestamp: int) -> None:  # noqa: ARG001
    count_words()
