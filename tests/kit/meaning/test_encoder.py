"""Texts that mean nearly the same are near."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from leerkring.kit.meaning import DIMENSIONS, vectors


def test_what_means_the_same_is_nearer() -> None:
    asked, near, far = vectors(
        ["Moeder is depressief", "De moeder van het gezin is somber", "Wie heeft er cijfers over inkoop?"]
    )
    assert asked @ near > asked @ far + 0.2


@settings(max_examples=25)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_every_text_has_a_vector_of_length_one(texts: list[str]) -> None:
    found = vectors(texts)
    assert found.shape == (len(texts), DIMENSIONS)
    assert found.dtype == np.float32
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-3)
