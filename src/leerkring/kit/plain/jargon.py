"""Office and care words for which Dutch has a plainer one. The list is data: `data/plainer.csv`."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Advice:
    """`fits`: can stand in the same place as it is. Otherwise it is an idea for another sentence."""

    plainer: tuple[str, ...]
    fits: bool


def find(text: str) -> Iterator[tuple[int, int, Advice]]:
    """Each listed word with what is plainer, in order; the longest one where two begin together."""
    pattern, advice = _list()
    for found in pattern.finditer(text):
        yield found.start(), found.end(), advice[" ".join(found[0].lower().split())]


@cache
def _list() -> tuple[re.Pattern[str], dict[str, Advice]]:
    advice: dict[str, Advice] = {}
    rows = (files("leerkring.kit.plain") / "data" / "plainer.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(rows.splitlines()):
        one = Advice(tuple(row["plainer"].split("/")), row["fits"] == "ja")
        advice |= dict.fromkeys(row["says"].split("/"), one)
    longest_first = sorted(advice, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest_first)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), advice
