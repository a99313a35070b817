"""The whole index made anew, a batch at a time, while everybody goes on searching."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from leerkring.core.entries.models import Entry
from leerkring.services.discover.index import index
from leerkring.services.discover.understanding import understand, waiting
from leerkring.services.discover.vocabulary import count_words

BATCH = 100


def words() -> Iterator[int]:
    """Make the words of every entry; tells after each batch how many that were.

    What is right already stays, so that a run that was broken off is soon where it was.
    """
    after = 0
    while batch := list(_published().filter(pk__gt=after).order_by("pk")[:BATCH]):
        index(batch)
        after = batch[-1]
        yield len(batch)


def meanings() -> Iterator[int]:
    """Take in the meaning of whatever waits for it; tells after each batch how many that were."""
    while done := understand():
        yield done


def make_findable() -> None:
    """Everything that was loaded past the actions can be found from now on; the worker does the meaning."""
    for _done in words():
        pass
    count_words()


def how_many() -> int:
    return _published().count()


def how_many_wait() -> int:
    """For how many entries the meaning is still to be made."""
    return waiting().count()


def _published() -> QuerySet[Any, int]:
    return Entry.objects.exclude(published_at=None).values_list("pk", flat=True)
