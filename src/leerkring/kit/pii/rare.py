"""A rare diagnosis or event together with a small place: whoever lives there knows who it is."""

import re
from collections.abc import Callable, Iterator

from leerkring.kit.pii.kinds import Finding, Kind

_RARE = re.compile(
    r"\b(?:\w*moord\w*|doodslag|doodgestoken|doodgeschoten|neergestoken|neergeschoten|verdronken|verdrinking\w*|"
    r"zelfmoord\w*|su[iï]cide\w*|zelfdoding\w*|vermist\w*|ontvoer\w+|gezinsdrama|familiedrama|woningbrand|huisbrand|"
    r"schietpartij|steekpartij|verkrach\w+|aanrand\w+|drieling|vierling|zesling|leukemie|hersentumor|"
    r"taaislijmziekte|stofwisselingsziekte|spierziekte|duchenne|prader-willi|rett-?syndroom|angelman\w*|"
    r"\w*syndroom\s+van\s+\w+|dwerggroei|albin\w+|genderdysforie|transjongen|transmeisje|verongeluk\w*|"
    r"dodelijk\s+ongeluk|dodelijke?\s+ongeval|krantenkop\w*|landelijk\s+nieuws|in\s+het\s+nieuws)\b",
    re.I,
)
# One of these stands in whatever `_RARE` meets; they are cheaper to look for.
_STEMS = (
    "moord", "dood", "gestoken", "geschoten", "verdr", "su", "vermist", "ontvoer", "drama", "brand", "partij",
    "zelf", "verkrach", "aanrand", "ling", "leukemie", "hersentumor", "ziekte", "duchenne", "prader",
    "syndroom", "angelman", "dwerg", "albin", "dysforie", "trans", "verongeluk", "ongeluk", "ongeval",
    "krantenkop", "nieuws",
)  # fmt: skip
_SENTENCE = re.compile(r"[^.!?\n]+")
_PLACE = re.compile(
    r"\b(?:[Ii]n|te|[Uu]it|bij|nabij|dorp|dorpje|buurtschap)\s"
    r"(?P<place>(?:['’]t\s)?[A-ZÀ-Ž][\w'’\-]+(?:\s(?:aan|op|bij)\s(?:de|den|het)\s[A-Z]\w+)?)"
)


def rare(text: str, is_village: Callable[[str], bool]) -> Iterator[Finding]:
    """The small place in a sentence that tells of something rare."""
    small = text.lower()
    if not any(stem in small for stem in _STEMS):
        return
    for sentence in _SENTENCE.finditer(text):
        if not _RARE.search(sentence[0]):
            continue
        for match in _PLACE.finditer(text, sentence.start(), sentence.end()):
            if is_village(match["place"].lower()):
                yield Finding(Kind.RARE, *match.span("place"), 0.5, "rare")
