"""Keep what was made from what people wrote, until something happens.

The event log says when: every change ends with an event, whichever process or machine
made it. Each process reads the log at most four times a second; who must see the own
change at once calls `catch_up` first.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar, cast

from django.conf import settings
from django.db import connection
from django.db.models import Max

from leerkring.core.events.models import Event
from leerkring.kit import manifest

P = ParamSpec("P")
Result = TypeVar("Result")

LOOK_AGAIN = 0.25
LIFE = 60.0
"""Seconds: how long the log is not read again, and how long anything is kept at most."""
LATE = 200
"""Events may be committed in another order than they were numbered; so many are read again."""
MOST = 4096


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that others can notice: on one entry (and lists), or anywhere (None)."""

    entry: int | None


Listener = Callable[[Happened], None]


class Watch:
    """Reads the log of one process. `now` is a clock in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self._lock = RLock()
        self._listeners: list[Listener] = []
        self._known: set[int] = set()
        self._sums = (0, 0)
        self._highest: int | None = None
        self._looked = float("-inf")
        self._generation = 0

    def listen(self, hear: Listener) -> None:
        """Have `hear` called for every new event that others can notice."""
        self._listeners.append(hear)

    def generation(self) -> int:
        """A number that changes as soon as something happens that others can notice."""
        if self.now() - self._looked > LOOK_AGAIN:
            return self.look()
        return self._generation

    def look(self) -> int:
        """Read the log now; returns the generation."""
        with self._lock:
            if self._highest is None or self._sums != _sums(self._highest - LATE):
                self._read()
            self._looked = self.now()
            return self._generation

    def _read(self) -> None:
        first = self._highest is None
        highest = self._highest or Event.objects.aggregate(last=Max("pk"))["last"] or 0
        found = set(Event.objects.filter(pk__gt=highest - LATE).values_list("pk", flat=True))
        new = set() if first else found - self._known
        self._highest = max([highest, *found])
        self._known = {pk for pk in found if pk > self._highest - LATE}
        self._sums = len(self._known), sum(self._known)
        if new:
            for event in Event.objects.filter(pk__in=new).select_related("target_type").order_by("pk"):
                self._tell(event)

    def _tell(self, event: Event) -> None:
        verb = manifest.verbs().get(event.verb)
        changes = verb.changes if verb else "every page"
        if changes == "no page":
            return
        self._generation += 1
        happened = Happened(_entry_of(event) if changes == "its entry" and self._listeners else None)
        for hear in self._listeners:
            hear(happened)


def _entry_of(event: Event) -> int | None:
    entry = getattr(event.target, "entry", None)
    return entry.pk if entry else None


def _sums(after: int) -> tuple[int, int]:
    """How many events there are after this one, and the sum of their ids: cheaper to fetch than the ids."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), coalesce(sum(id), 0) FROM events_event WHERE id > %s", [after])
        count, total = cursor.fetchone()
    return int(count), int(total)


watch = Watch()


def catch_up() -> None:
    """What is kept is right up to now, also after a change in another process. One small query."""
    if settings.KEEP_PAGES:
        watch.look()


_all_kept: list[OrderedDict[Hashable, tuple[int, float, object]]] = []


def forget() -> None:
    """Keep nothing any longer. For what changes the database without events: tests."""
    for kept in _all_kept:
        kept.clear()


def until_something_happens(make: Callable[P, Result]) -> Callable[P, Result]:
    """Remember what a function of hashable arguments made. Never for what only one person may see.

    Switched off with `settings.KEEP_PAGES`, as the page cache is.
    """
    kept: OrderedDict[Hashable, tuple[int, float, object]] = OrderedDict()
    _all_kept.append(kept)

    @wraps(make)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> Result:
        if not settings.KEEP_PAGES:
            return make(*args, **kwargs)
        key, generation = (args, tuple(sorted(kwargs.items()))), watch.generation()
        known, until, value = kept.get(key, (-1, 0.0, None))
        if known != generation or until < watch.now():
            value = make(*args, **kwargs)
            kept[key] = (generation, watch.now() + LIFE, value)
            while len(kept) > MOST:
                kept.popitem(last=False)
        return cast("Result", value)

    return remembered
