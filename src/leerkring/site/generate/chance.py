"""Chance that is uneven in the way people are: few do much, many do little, and it comes in bursts."""

from bisect import bisect
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from django.utils.timezone import localtime

Item = TypeVar("Item")
DAY = timedelta(days=1)


class Zipf(Generic[Item]):
    """Draws items so that the n-th is drawn in proportion to 1 / (n + `flat`) ** `steep`."""

    def __init__(self, items: Sequence[Item], steep: float = 1.0, flat: float = 1.0) -> None:
        self.items = items
        self._sums = list(accumulate(1 / (place + flat) ** steep for place in range(len(items))))

    def draw(self, rng: Random) -> Item:
        return self.items[bisect(self._sums, rng.random() * self._sums[-1])]

    def some(self, rng: Random, count: int) -> list[Item]:
        """At most `count` different ones, in the order in which they were drawn."""
        return list(dict.fromkeys(self.draw(rng) for _ in range(count)))

    def shares(self, total: int) -> list[int]:
        """`total` divided over the items in proportion; the parts add up to it."""
        edges = [round(one / self._sums[-1] * total) for one in self._sums]
        return [after - before for before, after in zip([0, *edges], edges, strict=False)]


def at_work(moment: datetime, rng: Random) -> datetime:
    """The same day or the Friday before it, at an hour when people write."""
    local = localtime(moment)
    local -= max(0, local.weekday() - 4) * DAY
    return local.replace(hour=8, minute=0, second=0) + timedelta(minutes=rng.triangular(0, 570, 150))
