"""Everything the guard looks for, in one go."""

import leerkring.kit.pii.words as words
from leerkring.kit.pii.allowed import NOTHING, Allowed, Covered, curated
from leerkring.kit.pii.cases import cases, plates
from leerkring.kit.pii.contact import emails, phones
from leerkring.kit.pii.dates import births
from leerkring.kit.pii.handles import handles
from leerkring.kit.pii.kinds import Finding, Kind, without_overlap
from leerkring.kit.pii.lookup import LEXICON, compact, lexicon
from leerkring.kit.pii.names import names
from leerkring.kit.pii.numbers import bsn, iban
from leerkring.kit.pii.places import addresses, postcodes
from leerkring.kit.pii.rare import rare
from leerkring.kit.pii.schools import schools

_OPEN = frozenset({Kind.NAME, Kind.SCHOOL, Kind.ADDRESS, Kind.HANDLE, Kind.RARE})


def find(text: str, allowed: Allowed = NOTHING) -> list[Finding]:
    """The personal data in a plain text: spans in code points, in order, without overlap.

    What lies within a phrase of `allowed` or of the sector's own list is nobody's name, school or
    address; numbers and mail addresses are found all the same.
    """
    nobodys = _merged([*allowed.spans(text), *curated().spans(text)])
    free = Covered(nobodys)
    found: list[Finding] = []
    for finder in (bsn, iban, phones, emails, births, cases, plates, postcodes):
        found += finder(text)
    found += handles(text, lambda low: words.is_word(low) or words.is_place(low))
    found += addresses(text, is_street, lambda low: words.is_word(low) or words.is_english(low))
    found += schools(text, words.is_word, words.is_place, words.is_english)
    found = [one for one in found if one.kind not in _OPEN or (one.start, one.end) not in free]
    found = without_overlap(found)
    taken = Covered(_merged([*((one.start, one.end) for one in found), *nobodys]))
    found += names(text, taken)
    found += rare(text, lambda low: low in lexicon("villages"))
    return without_overlap(found)


def load() -> None:
    """Read the word lists; `find` does it at its first call."""
    for name in LEXICON:
        lexicon(name)
    compact()
    find("Gesprek met Anouk.")


def is_street(name: str) -> bool:
    return name.lower() in lexicon("streets")


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same stretches without overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
