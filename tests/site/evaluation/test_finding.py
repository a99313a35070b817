"""`leerkring eval search` and `similar`: the figures, and what they are taken of."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from leerkring.core.entries.models import Entry
from leerkring.services.discover.index import index
from leerkring.services.discover.vocabulary import count_words
from leerkring.site.evaluation.finding import gain, recall, reciprocal_rank
from leerkring.site.problem import Problem
from tests.world import World, question

RIGHT = frozenset({1, 2, 3})


def test_figures_of_a_list() -> None:
    assert recall(RIGHT, [1, 9, 2, 3], 2) == 0.5
    assert recall(RIGHT, [1, 9, 2], 10) == pytest.approx(2 / 3)
    assert reciprocal_rank(RIGHT, [8, 9, 2]) == pytest.approx(1 / 3)
    assert reciprocal_rank(RIGHT, [8, 9]) == 0
    assert gain(RIGHT, [1, 2, 3], 10) == pytest.approx(1)
    assert gain(RIGHT, [9, 1, 2, 3], 10) < gain(RIGHT, [1, 9, 2, 3], 10)


def test_our_search_and_that_of_postgresql(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = question(world.member, world.circle, title="Vechtscheiding: hoe verder?")
    Entry.objects.filter(pk=one.pk).update(external_id="proef-1")
    other = question(world.member, world.circle, title="Tolk aan tafel")
    Entry.objects.filter(pk=other.pk).update(external_id="proef-2")
    index([one.pk, other.pk])
    count_words()
    rows = [
        {"q": "scheidingen", "relevant": ["proef-1"]},
        {"q": "tolken", "relevant": ["proef-2", "nergens"]},
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    call_command("eval", "search", str(file))
    figures = json.loads(capsys.readouterr().out)
    assert figures["recall@10"] == figures["mrr"] == figures["ndcg@10"] == 1
    assert figures["baseline"]["recall@10"] == 0.5
    assert figures["ms_p95"] >= figures["ms_p50"] > 0

    file.write_text(json.dumps({"title": "Na een vechtscheiding", "similar": ["proef-1"]}))
    call_command("eval", "similar", str(file))
    assert json.loads(capsys.readouterr().out)["recall@5"] == 1


@pytest.mark.parametrize(
    "text", ["geen json", '["q"]', '{"q": 3, "relevant": []}', '{"q": "x", "relevant": ["y"]}']
)
def test_what_cannot_be_measured_is_told(world: World, tmp_path: Path, text: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(text)
    with pytest.raises(Problem):
        call_command("eval", "search", str(file))


def test_only_parts_that_there_are(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("eval", "luck", "rows.jsonl")
