"""What the worker makes afterwards; until then search is right by its words alone."""

from time import monotonic
from typing import Any

from procrastinate.contrib.django import app

from leerkring.core.entries.models import Entry
from leerkring.services.discover.understanding import understand
from leerkring.services.discover.vocabulary import count_words, is_outdated

SHIFT = 50.0
"""Seconds: how long one turn goes on with what waits."""


def understand_soon(event: Any) -> None:
    """Take in what an event changed. The worker calls this for every event; it may come twice."""
    entry = getattr(event.target, "entry", None)
    if isinstance(entry, Entry):
        understand(only=[entry.pk])


@app.periodic(cron="* * * * *")
@app.task(name="discover.catch_up", queueing_lock="discover.catch_up", lock="discover.catch_up")
def catch_up(timestamp: int) -> None:  # noqa: ARG001
    """Take in what waits: after `reindex`, or what a worker that died left."""
    if is_outdated():
        count_words()
    until = monotonic() + SHIFT
    while monotonic() < until and understand():
        pass


@app.periodic(cron="50 3 * * *")
@app.task(name="discover.count_words", lock="discover.catch_up")
def count_again(timestamp: int) -> None:  # noqa: ARG001
    count_words()
