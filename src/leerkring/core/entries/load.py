"""Load the start set of themes; themes that exist stay as an administrator left them."""

import csv
from pathlib import Path

from leerkring.core.entries.models import Theme

DATA = Path(__file__).parent / "data"


def load_themes() -> None:
    """Insert missing themes (after every migrate)."""
    with (DATA / "themes.csv").open(encoding="utf-8", newline="") as file:
        themes = [Theme(**row) for row in csv.DictReader(file)]
    Theme.objects.bulk_create(themes, ignore_conflicts=True)
