"""Steps of the set-up and the start: each prints its name, then how long it took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(name: str) -> Iterator[None]:
    """Print the step and its time; a failing step leaves its line unfinished."""
    began = time.monotonic()
    print(f"  {name:<52}", end="", flush=True)
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f"{time.monotonic() - began:6.1f} s", flush=True)


def heading(words: str) -> None:
    """Print a line above a group of steps."""
    print(f"\n{words}", file=sys.stdout, flush=True)
