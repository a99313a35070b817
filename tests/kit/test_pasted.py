"""What a word processor writes comes out readable, also where no editor cleaned it first."""

import re

import pytest

from leerkring.kit.richtext import clean_html, to_plain
from tests.pasted import SAMPLES

MARKS = {"·", "•", "1.", "2."}
OF_LISTS = re.compile(r"^(- |\d\. |[•·]\s*)", re.MULTILINE)


def _words(text: str) -> list[str]:
    """What people read, without the marks that only the editor knows how to read."""
    return re.sub(r"\[AB1\]|Klopt dit\?", "", OF_LISTS.sub("", text)).split()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_server_keeps_the_same_words(name: str) -> None:
    pasted, text = SAMPLES[name]
    clean = clean_html(pasted)
    assert clean_html(clean) == clean
    assert not re.search(r"mso-|<o:|script|style|class=", clean)
    assert [one for one in _words(to_plain(clean)) if one not in MARKS] == _words(to_plain(text))


def test_a_heading_is_a_bold_line_and_a_row_one_line() -> None:
    assert clean_html("<h2>Kop</h2>") == "<p><strong>Kop</strong></p>"
    rows = "<table><tbody><tr><th>Regio</th><td>6</td></tr><tr><td>B</td></tr></tbody></table>"
    assert clean_html(rows) == "<p>Regio – 6</p><p>B</p>"


def test_what_was_crossed_out_is_not_said() -> None:
    assert clean_html("<p>Ja <del>nee</del><s>nooit</s><ins>altijd</ins></p>") == "<p>Ja altijd</p>"
