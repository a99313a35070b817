"""Choices that look like chance and are the same on every load, and moments on working days."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from typing import TypeVar
from zlib import crc32

from django.utils.timezone import localtime, make_aware

Item = TypeVar("Item")

OPENS, CLOSES = 8 * 60, 17 * 60 + 30
"""Between these minutes of the day people write."""


def draw(*about: object) -> int:
    """A number from 0 to 9999 that belongs to these facts."""
    return _number(crc32(_bytes(about)))


def dealer(*about: object) -> Callable[[str], int]:
    """Draws about these facts and a word, for many words."""
    start = crc32(_bytes(about))
    return lambda word: _number(crc32(word.encode(), start))


def _bytes(about: Iterable[object]) -> bytes:
    return "|".join(str(one) for one in about).encode()


def _number(checksum: int) -> int:
    return checksum * 7919 % 2**32 % 10_000


def shuffled(items: Iterable[Item], *about: object) -> list[Item]:
    """In an order of its own; items are told apart by their text."""
    return sorted(items, key=lambda one: (draw(*about, one), str(one)))


def asked_at(now: datetime, days_ago: int, *about: object) -> datetime:
    """A working moment `days_ago` days ago or a little earlier; never later than some minutes ago."""
    found = _at_work(localtime(now) - timedelta(days=days_ago), *about)
    while found.weekday() > 4 or found > now - timedelta(minutes=20):
        found = _at_work(found - timedelta(days=1), *about)
    return found


def answered_at(
    before: datetime, asked: datetime, days_after: int, now: datetime, *about: object
) -> datetime:
    """A working moment `days_after` days after the question, later than `before` and earlier than now."""
    found = _at_work(asked + timedelta(days=days_after), *about)
    while found.weekday() > 4:
        found += timedelta(days=1)
    if found <= before:
        found = before + timedelta(minutes=25 + draw("soon", *about) % 160)
    return found if found < now else between(before, now, now - before, *about)


def between(start: datetime, end: datetime, span: timedelta, *about: object) -> datetime:
    """A moment after `start`, within `span` and before `end`."""
    return start + min(end - start, span) * ((draw("between", *about) % 997 + 1) / 999)


def _at_work(day: datetime, *about: object) -> datetime:
    minute = OPENS + draw("minute", *about) % (CLOSES - OPENS)
    return make_aware(datetime.combine(localtime(day).date(), time(minute // 60, minute % 60)))
