"""Load the project's own region data; rows that exist already stay as an administrator left them."""

import csv
from datetime import date
from pathlib import Path

from leerkring.core.regions.models import Municipality, Region

DATA = Path(__file__).parent / "data"
VALID_FROM = date(2025, 1, 1)


def load_regions() -> None:
    """Insert missing regions and municipalities (after every migrate)."""
    known = set(Region.objects.values_list("code", flat=True))
    Region.objects.bulk_create(
        [
            Region(code=row["code"], name=row["name"], provinces=row["provinces"], valid_from=VALID_FROM)
            for row in _rows("youth_regions.csv")
            if row["code"] not in known
        ]
    )
    regions = dict(Region.objects.values_list("code", "pk"))
    placed = set(Municipality.objects.values_list("code", flat=True))
    Municipality.objects.bulk_create(
        [_municipality(row, regions) for row in _rows("municipalities.csv") if row["code"] not in placed]
    )


def _municipality(row: dict[str, str], regions: dict[str, int]) -> Municipality:
    return Municipality(
        code=row["code"],
        name=row["name"],
        province=row["province"],
        region_id=regions[row["youth_region"]],
        latitude=float(row["lat"]),
        longitude=float(row["lon"]),
        valid_from=VALID_FROM,
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
