"""Names that the notation gives away: initials, a title and a prefix, a surname with initials behind it."""

import re
from collections.abc import Iterator

import leerkring.kit.pii.context as context
import leerkring.kit.pii.words as w
from leerkring.kit.pii.words import Word

_INITIALS = re.compile(
    r"(?<![\w.])(?P<initials>(?:(?:[A-ZÀ-Ž]|Th|Chr|Ph|IJ|Tj)\.\s?){1,5}|(?:[A-Z]{1,3}\s))"
    r"(?P<prefix>(?:(?:[vV]an|[dD]e|[dD]en|[dD]er|[tT]en|[tT]er|[vV]\.?\s?d\.?|el|[eE]l|[aA]l|'t|’t|in|op|[lL]a|[lL]e|[dD]i|[dD]a)\s){0,3})"
    r"(?P<name>[A-ZÀ-Ž][^\W\d_]{1,30})"
)

# "mevrouw Ter Haar": whatever word stands there.
_TITLED = re.compile(
    r"\b(?i:mevrouw|mevr\.?|mw\.?|meneer|dhr\.?|heer|familie|fam\.?|dr\.|drs\.|mr\.)\s"
    r"(?:Van|Ter|De|Den|Ten|El|Al|Von|Di|Da|La|Le)\s(?:(?:de|den|der|het|'t)\s){0,2}"
    r"(?P<name>[A-ZÀ-Ž][^\W\d_]+)"
)
# "Van Houten, S."
_TURNED = re.compile(r"(?<!\w)(?P<name>[A-ZÀ-Ž][^\W\d_]{2,30}),\s(?:[A-Z]\.){1,4}(?!\s?\w*[A-ZÀ-Ž]\w)(?!\w)")


def written_as_names(text: str, found: list[Word]) -> Iterator[tuple[int, str]]:
    """The index of each word that is certainly a surname, and the reason."""
    for match in _INITIALS.finditer(text):
        at = w.index_at(found, match.start("name"))
        if at is not None and _is_surname(match, found[at]):
            yield at, "initials"
    for match in _TITLED.finditer(text):
        at = w.index_at(found, match.start("name"))
        if at is not None:
            yield at, "context"
    for match in _TURNED.finditer(text):
        at = w.index_at(found, match.start("name"))
        if at is not None and (w.is_last(found[at].low) or w.is_strange(found[at].low)):
            yield at, "initials"


def _is_surname(match: re.Match[str], word: Word) -> bool:
    """A.B. de Vries; J. Kowalczyk: initials make a name of the word after them."""
    initials, low = match["initials"], word.low
    if _is_abbreviation(initials) or not w.can_be_name(word):
        return False
    if "." not in initials and (w.is_word(low) or w.is_english(low)):
        return False
    many = initials.count(".") > 1 or ("." in initials and bool(match["prefix"]))
    return many or w.is_first(low) or w.is_last(low) or w.is_strange(low)


def _is_abbreviation(initials: str) -> bool:
    return initials.strip(". ").lower() in context.ABBREVIATIONS or (
        "." not in initials and len(initials.strip()) > 1
    )
