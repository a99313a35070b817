"""The sentence encoder: mapped on first use."""

import threading
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from leerkring.kit.meaning.files import Encoder, folder

Vector = NDArray[np.float32]
"""One row of numbers, or several."""
DIMENSIONS = 512

_MOST = 2000
"""Code points of a text that count: what follows hardly moves the mean, and costs as much."""

_one_at_a_time = threading.Lock()


@cache
def _encoder() -> Encoder:
    return Encoder(folder())


def load() -> None:
    vectors(["Waar gaat het over?"])


def vectors(texts: Sequence[str]) -> Vector:
    """One row of `DIMENSIONS` numbers a text, of length 1."""
    if not texts:
        return np.empty((0, DIMENSIONS), dtype=np.float32)
    with _one_at_a_time:
        found: Vector = _encoder().encode([text[:_MOST] for text in texts])
    return found
