import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from leerkring.site.evaluation import finding, guarding
from leerkring.site.problem import Problem

Row = Mapping[str, object]

PARTS: dict[str, Callable[[list[Row]], Mapping[str, object]]] = {
    "guard": guarding.guard,
    "search": finding.search,
    "similar": finding.similar,
}


class Command(BaseCommand):
    help = "Measure on labelled examples how good the privacy guard and search are; prints JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("part", choices=sorted(PARTS))
        parser.add_argument("file", type=Path, help="the examples, a JSON object a line")

    def handle(self, *_args: Any, **options: Any) -> None:
        figures = PARTS[options["part"]](list(_rows(options["file"])))
        self.stdout.write(json.dumps(figures, indent=2))


def _rows(path: Path) -> list[Row]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(
            f"{path} cannot be read: {error}", "Name a text file with a JSON object a line."
        ) from error
    rows: list[Row] = []
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line or "{}")
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise Problem(f"Line {number} of {path} is no JSON object.", "Mend that line, or leave it out.")
        if row:
            rows.append(row)
    return rows
