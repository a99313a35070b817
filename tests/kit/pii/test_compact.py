"""Deduce behind compact tries finds what unchanged deduce finds (scripts/stock_deduce.py wrote it down)."""

import gzip
import json
from pathlib import Path

import pytest

from leerkring.kit.pii import lookup
from leerkring.kit.pii.compact import CompactTrie

ROWS = json.loads(gzip.decompress(Path(__file__).with_name("stock.json.gz").read_bytes()))


def test_the_same_annotations_in_600_texts() -> None:
    compact = lookup.compact()
    assert len(ROWS) >= 500
    for row in ROWS:
        found = compact.deidentify(row["text"]).annotations
        spans = sorted([int(one.start_char), int(one.end_char), str(one.tag)] for one in found)
        assert spans == row["spans"], row["text"]


def test_a_trie_answers_with_the_longest_whole_sequence() -> None:
    streets = CompactTrie(lookup.ready("deduce") / "street.marisa", lower=False)
    assert streets.longest_matching_prefix(["in", "de", "Kalverstraat", "12"], 2) == ["Kalverstraat"]
    assert streets.longest_matching_prefix(["Kalverstraa"]) is None
    assert ["Kalverstraat"] in streets
    with pytest.raises(TypeError):
        streets.add_item(["Kalverstraat"])


def test_nothing_is_written_into_the_packages() -> None:
    assert "site-packages" not in str(lookup.CACHE)
