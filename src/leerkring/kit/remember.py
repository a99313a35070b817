"""Reference data: read once, kept for a minute in this process.

For what is the same for everybody and changes a few times a year, such as the regions.
A change is seen within `SECONDS`; never keep anything here that depends on who looks.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

Result = TypeVar("Result")

SECONDS = 60

_kept: dict[Callable[[], Any], tuple[float, Any]] = {}


def remembered(read: Callable[[], Result]) -> Callable[[], Result]:
    """`read` takes no arguments and returns something that nobody changes."""

    @wraps(read)
    def kept() -> Result:
        until, value = _kept.get(read, (0.0, None))
        if time.monotonic() >= until:
            value = read()
            _kept[read] = (time.monotonic() + SECONDS, value)
        result: Result = value
        return result

    return kept


def forget() -> None:
    """Read everything again. Call after changing reference data."""
    _kept.clear()
