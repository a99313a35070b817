"""Load the start set of functions and organisation kinds; existing rows stay as they are."""

import csv
from pathlib import Path

from django.utils.text import slugify

from leerkring.core.people.models import Function, OrganisationKind

DATA = Path(__file__).parent / "data"


def load_choices() -> None:
    """Insert missing functions and organisation kinds (after every migrate)."""
    functions = [Function(slug=slugify(name), name=name) for name in _labels("functions.csv")]
    Function.objects.bulk_create(functions, ignore_conflicts=True)
    kinds = [OrganisationKind(slug=slugify(name), name=name) for name in _labels("organisation_kinds.csv")]
    OrganisationKind.objects.bulk_create(kinds, ignore_conflicts=True)


def _labels(name: str) -> list[str]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file)]
