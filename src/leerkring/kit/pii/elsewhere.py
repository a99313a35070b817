"""Where no person is named: places of more words, the town behind a postcode, titles of works."""

import re
from collections.abc import Iterator
from functools import lru_cache

from leerkring.kit.pii.lookup import lexicon
from leerkring.kit.pii.surroundings import in_place, is_titled
from leerkring.kit.pii.words import Word, is_first

_AFTER_POSTCODE = re.compile(r"(?<!\d)[1-9]\d{3}\s?[A-Za-z]{2},?\s{1,2}\Z")
_QUOTED = re.compile(r"[\"“„‘'](?P<inside>[^\"“”„‘'\n]{2,70}(?:['’]\w[^\"“”„‘'\n]{0,40})?)[\"”’']")
_WORK = re.compile(
    r"\b(?:\w*boek(?:en|je|jes)?|film(?:s|pje)?|serie|podcast|documentaire|artikel|liedje|lied|\w*spel(?:letje)?|methode|training|"
    r"programma|roman|rapport|brochure|handreiking|folder|webinar|workshop|cursus|site|app|tool|lezing|tijdschrift|blog|"
    r"hoofdstuk|module|werkblad|werkvorm|lees|lezen)\b[^.!?\n\"“‘]{0,24}\Z",
    re.I,
)
_ALSO = re.compile(r"\A\s?(?:,|of|en|,\sof|,\sen)\s?\Z")


def elsewhere(text: str, found: list[Word]) -> list[tuple[int, int]]:
    """Spans in code points, in order, none within another."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(_spans(text, found)):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _spans(text: str, found: list[Word]) -> Iterator[tuple[int, int]]:
    yield from _works(text)
    for at, word in enumerate(found):
        if not word.capital:
            continue
        if (
            at
            and len(found[at - 1].low) == 2
            and _AFTER_POSTCODE.search(text[max(0, word.start - 10) : word.start])
        ):
            yield word.start, _town(found, at)
        end = _place(text, found, at)
        if end:
            yield word.start, end


def _town(found: list[Word], at: int) -> int:
    end = at
    if found[at].low in {"st", "sint", "den", "de", "het", "nieuw", "oud"} and at + 1 < len(found):
        end += 1
    return found[end].end


@lru_cache(4096)
def _may_begin(low: str) -> bool:
    """Whether a place of more words begins with this one."""
    places = lexicon("places")
    return any(next(places.iterkeys(f"{low}{sign}"), None) is not None for sign in " -")


def _place(text: str, found: list[Word], at: int) -> int:
    """Where a place of two to four words ends that begins here; 0 when there is none."""
    if at + 1 == len(found) or found[at + 1].gap not in {" ", "-"} or not _may_begin(found[at].low):
        return 0
    if at and (is_titled(found, at) or (found[at - 1].capital and is_first(found[at - 1].low))):
        return 0
    if at and found[at - 1].low in {"van", "dhr", "mw", "mevr"} and not in_place(found, at):
        return 0
    places = lexicon("places")
    for last in range(min(at + 3, len(found) - 1), at, -1):
        if any(one.gap not in {" ", "-"} for one in found[at + 1 : last + 1]):
            continue
        phrase = text[found[at].start : found[last].end].lower()
        if (" " in phrase or "-" in phrase) and phrase in places:
            article = found[at].low in {"de", "het"}
            return found[last].end if found[last].capital and (not article or in_place(found, at)) else 0
    return 0


def _works(text: str) -> Iterator[tuple[int, int]]:
    """Titles in quotation marks behind "boek", "film", "methode", and those that are counted up with them."""
    last = -1
    for match in _QUOTED.finditer(text):
        before = text[max(0, match.start() - 50) : match.start()]
        if _WORK.search(before) or (last >= 0 and _ALSO.match(text[last : match.start()])):
            yield match.span("inside")
            last = match.end()
