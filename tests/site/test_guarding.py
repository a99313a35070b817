"""`leerkring eval guard`: the figures, on invented rows."""

import pytest

from leerkring.kit.pii import Finding, Kind
from leerkring.site.evaluation.guarding import covers, guard
from leerkring.site.problem import Problem


def test_figures() -> None:
    figures = guard(
        [
            {"text": "Mail naar fleur@voorbeeld.example.", "spans": [[10, 33, "email"]]},
            {"text": "Rekening NL91 ABNA 0417 1643 00 is van niemand.", "spans": []},
            {"text": "Hier staat iets anders.", "spans": [[0, 4, "naam"]]},
        ]
    )
    assert (figures["recall"], figures["precision"], figures["stopping_false_alarms"]) == (0.5, 0.5, 1)
    assert figures["false_alarms_per_1000_words"] == 1000 / 16
    kinds = figures["kinds"]
    assert isinstance(kinds, dict)
    assert kinds["email"]["recall"] == 1
    assert kinds["naam"]["recall"] == 0


def test_a_part_is_enough_for_names_but_not_for_numbers() -> None:
    assert covers(Finding(Kind.NAME, 4, 9, 1, "list"), (0, 6, "naam"))
    assert not covers(Finding(Kind.BSN, 4, 9, 1, "list"), (0, 6, "bsn"))
    assert not covers(Finding(Kind.NAME, 0, 6, 1, "list"), (0, 6, "school"))


def test_a_row_without_text_is_told() -> None:
    with pytest.raises(Problem):
        guard([{"tekst": ""}])
