"""What the guard can find, and how it says so."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of personal data; the values are the words of the evaluation files."""

    NAME = "naam"
    BSN = "bsn"
    IBAN = "iban"
    PHONE = "telefoon"
    EMAIL = "email"
    POSTCODE = "postcode"
    ADDRESS = "adres"
    BIRTH = "geboortedatum"
    CASE = "zaaknummer"
    HANDLE = "gebruikersnaam"
    PLATE = "kenteken"
    SCHOOL = "school"
    RARE = "combinatie"


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of personal data: `text[start:end]`, in code points.

    `confidence` lies between 0 and 1. `reason` is a short code (`checksum`, `list`, `context`, ...);
    whoever shows it has the words.
    """

    kind: Kind
    start: int
    end: int
    confidence: float
    reason: str


# Of two findings that overlap, the kind that stands first here stays.
STRONGEST = (
    Kind.EMAIL, Kind.IBAN, Kind.BSN, Kind.PHONE, Kind.CASE, Kind.PLATE, Kind.HANDLE, Kind.BIRTH,
    Kind.ADDRESS, Kind.POSTCODE, Kind.SCHOOL, Kind.NAME, Kind.RARE,
)  # fmt: skip
_RANK = {kind: rank for rank, kind in enumerate(STRONGEST)}


def _weight(one: Finding) -> tuple[int, int, int]:
    """What proves itself by its very form comes first, then the stronger kind, then the longer."""
    first = -1 if one.kind is Kind.CASE and one.reason == "pattern" else _RANK[one.kind]
    return first, one.start - one.end, one.start


def without_overlap(found: list[Finding]) -> list[Finding]:
    """The strongest of what overlaps, in the order of the text."""
    kept: list[Finding] = []
    taken = bytearray(max((one.end for one in found), default=0))
    for one in sorted(found, key=_weight):
        if one.start < one.end and not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)
