"""Where somebody lives: postcodes and addresses."""

import re
from collections.abc import Callable, Iterator

from leerkring.kit.pii.kinds import Finding, Kind

_POSTCODE = re.compile(
    r"(?<![\w.,/-])[1-9]\d{3}(?P<gap>[ \u00a0]?)(?P<letters>[A-Za-z]{2})(?!\w)(?!-\w)", re.ASCII
)
_UNITS = frozenset(
    [
        "mg",
        "gr",
        "ie",
        "km",
        "kg",
        "ml",
        "cm",
        "mm",
        "kb",
        "mb",
        "gb",
        "tb",
        "ms",
        "mw",
        "kw",
        "hz",
        "px",
        "pt",
        "ca",
        "eu",
        "nr",
        "bc",
        "ad",
        "sa",
        "sd",
        "ss",
        "st",
    ]
)
_SMALL_WORDS = frozenset(
    ("al", "an", "as", "at", "by", "da", "de", "en", "er", "ga", "go", "he", "ik", "in", "is", "ja", "je",
     "me", "mn", "na", "nl", "no", "nu", "of", "om", "on", "op", "or", "pa", "te", "to", "we", "wk", "ze")
)  # fmt: skip
_RARE_LETTERS = frozenset("FIOQUY")

_CAPITAL = r"(?:['’]?[A-ZÀ-ÖØ-Ž][\w'’\-]*\.?)"
_LINK = r"(?:van|de|den|der|het|'t|’t|ten|ter|te|la|le|du|St\.|Sint)"
_ENDING = (
    r"(?:stra(?:at|et)|str\.?|laan|weg|dijk|plein|pad|hof|singel|gracht|kade|dreef|steeg|plantsoen|park|markt|dam|baan|"
    r"haven|wal|wijk|erf|hoek|kamp|akker|weide|wei|veld|berg|burcht|bolwerk|boulevard|brink|brug|bos|zoom|ring|rijn|"
    r"rede|reed|dyk|leane|strjitte|loane|pleats|poort|poort|eind|einde|es|enk|esch|gaarde|oord|horst|meent|meen|gang|"
    r"passage|promenade|allee|tuin|hage|heide|kwartier|rak|sloot|vaart|vliet|wetering|ven|meer|plas|stede|donk|loo|land)"
)
_HOUSE = (
    r"\d{1,4}(?![\d.,]\d|\w*%)(?:\s?[-–/]?\s?(?:\d{1,3}(?!\d)|I{1,3}(?!\w)|IV(?!\w)|[A-Za-z](?!\w))(?:\s?[-–/]?\s?(?:\d{1,2}|[A-Za-z])(?!\w))?)?"
    r"(?:\s(?:bis|hs|huis|rood|zwart|boven|beneden|[1-4]\s?hoog|I{1,3}|IV)(?!\w))?"
)
_NUMBER = re.compile(
    rf"(?<=[^\W\d_.'’])(?:,?[ \u00a0]|\s(?:huis)?(?:nr|nummer)\.?\s)(?P<house>{_HOUSE})(?!\w)", re.I
)
_LAST_WORDS = re.compile(r"[^\s,;:()\[\]\"“”]+")
_STREET_END = re.compile(rf"{_ENDING}\Z", re.I)
_STREET_FIRST = re.compile(
    r"(?:Laan|Weg|Plein|Kade|Straat|Singel|Boulevard|Burg(?:emeester|\.)|Prof\.|Dr\.)\Z"
)
_PART = re.compile(rf"(?:{_CAPITAL}|{_LINK})\Z")
# Any name and a number, where living or an address is spoken of.
_LIVING = re.compile(
    r"\b(?:adres(?:gegevens)?|wo(?:ont|on|nen|nende|onde)|woonachtig|woonadres|verblijf(?:t|ft|splaats|adres)?|verblijven|"
    r"ingeschreven|verhuisd?|verhuizen|logeert|huis|woning|appartement|flat|kamer|post\s?adres|bezoekadres)\b"
    r"[^.!?\n]{0,28}?\s?(?:aan|op|in|te|naar|is|:)?\s?(?:de|het|een)?\s?"
    rf"(?P<all>(?P<street>['’]?[A-ZÀ-ÖØ-Ž][\w'’.\-]+(?:\s(?:{_LINK}|[A-ZÀ-ÖØ-Ž][\w'’.\-]+)){{0,4}})\s(?P<house>{_HOUSE}))(?!\w)"
)
_WITHOUT_NUMBER = re.compile(
    r"\b(?:wo(?:ont|on|nen|nende|onde)|woonachtig|verblijft|ingeschreven|logeert)\b[^.!?\n]{0,40}?\s(?:aan|in|op)\s(?:de|het)?\s?"
    r"(?P<all>(?:[A-ZÀ-ÖØ-Ž][\w'’.\-]+\s){0,2}[A-ZÀ-ÖØ-Ž][\w'’\-]*(?:straat|laan|weg|plein|singel|gracht|kade|dreef|steeg|plantsoen|hof|dijk|pad))(?!\w)"
)
# A sentence ends here, or a label: the street begins behind it.
_ENDS = re.compile(
    r"\A(?:woon|post|bezoek|verblijf)?adres\Z|[^\W\d_]{2,}[^\W\d_]\.\Z(?<!burg\.)(?<!prof\.)(?<!pres\.)", re.I
)
_YEAR = re.compile(r"(?:19|20)\d\d[a-z]?")
_AGE = re.compile(
    r"\s?(?:jaar|jr|mnd|maanden|weken|dagen|uur|euro|kinderen|keer|km|meter|minuten|procent|graden|maal|mensen)\b"
)
_ADDRESS = re.compile(r"\b(?:woon|post|bezoek)?adres\b[^.\n]{0,30}\Z", re.I)
# Offices have boxes of five digits.
_BOX = re.compile(r"\bpostbus\s(?:nr\.?\s)?\d{1,4}(?![\d\w])", re.I)
_FULL_STOP = re.compile(r"[^\W\d_]{6,}\.\s")
_CLEAR_ENDING = re.compile(
    r"(?:straat|str\.?|laan|plein|singel|gracht|kade|dreef|steeg|plantsoen|strjitte|leane)\Z", re.I
)
_NO_STREET = re.compile(
    r"\b(?:onderweg|straat|weg|laan|plein|park|wijk|haven|land|snelweg|rijksweg|ring|[an]\d+)\Z"
)


def postcodes(text: str) -> Iterator[Finding]:
    """Dutch postcodes; in lower case only when written together or after a house number."""
    for match in _POSTCODE.finditer(text):
        letters, gap = match["letters"], match["gap"]
        after_house = bool(
            re.search(r"\d\s?[-\w]{0,4}\s?[,(\n]?\s{0,2}\Z", text[max(0, match.start() - 12) : match.start()])
        )
        named = bool(
            re.search(r"postcode\W{0,5}(?:is\s)?\Z", text[max(0, match.start() - 20) : match.start()], re.I)
        )
        if letters.lower() in _UNITS and not (after_house or named):
            continue
        if letters.isupper():
            sure = not gap or not (_RARE_LETTERS & set(letters)) or after_house or named
        elif gap and not named and letters.lower() in _SMALL_WORDS:
            sure = False
        else:
            sure = named or (after_house and bool(gap)) or (not gap and letters.islower())
        if sure:
            yield Finding(Kind.POSTCODE, *match.span(), 0.9, "pattern")


def addresses(
    text: str, is_street: Callable[[str], bool], is_word: Callable[[str], bool]
) -> Iterator[Finding]:
    """A street with a house number; a street alone where somebody is said to live there."""
    yield from _numbered(text, is_street, is_word)
    for match in _BOX.finditer(text):
        yield Finding(Kind.ADDRESS, *match.span(), 0.8, "pattern")
    for pattern in (_LIVING, _WITHOUT_NUMBER):
        for match in pattern.finditer(text):
            if not is_word(match["all"].lower()) and not _FULL_STOP.search(match["all"]):
                yield Finding(Kind.ADDRESS, *match.span("all"), 0.75, "context")


def _numbered(
    text: str, is_street: Callable[[str], bool], is_word: Callable[[str], bool]
) -> Iterator[Finding]:
    """A street with a house number."""
    for match in _NUMBER.finditer(text):
        from_ = max(0, match.start() - 70)
        before = text[from_ : match.start()]
        last = max(before.rfind("\n"), before.rfind(","), before.rfind("("), before.rfind(":")) + 1
        found = [(one[0], from_ + last + one.start()) for one in _LAST_WORDS.finditer(before[last:])]
        if _AGE.match(text, match.end("house")):
            continue
        start = _street_start(found[-6:], is_street, is_word)
        if start is None and found and _ADDRESS.search(before) and _STREET_END.search(found[-1][0]):
            start = found[-1][1]
        cited = match[0].startswith(",") and _YEAR.fullmatch(match["house"])
        if start is not None and not cited:
            yield Finding(Kind.ADDRESS, start, match.end("house"), 0.9, "pattern")


def _known_start(
    found: list[tuple[str, int]], first: int, is_street: Callable[[str], bool], is_word: Callable[[str], bool]
) -> int | None:
    """Where a street of the register begins, or one that names its kind first: "Laan van ..."."""
    for index in range(first, len(found)):
        name = " ".join(word for word, _ in found[index:])
        alone = " " not in name and is_word(name.lower())
        if name[0].isupper() and len(name) > 4 and not alone and is_street(name):
            return found[index][1]
        if index < len(found) - 1 and _STREET_FIRST.match(found[index][0]):
            return found[index][1]
    return None


def _street_start(
    found: list[tuple[str, int]], is_street: Callable[[str], bool], is_word: Callable[[str], bool]
) -> int | None:
    """Where the street begins of which these are the words before a number; None when they are none."""
    if not found:
        return None
    first = len(found) - 1
    while first > 0 and _PART.match(found[first - 1][0]) and not _ENDS.search(found[first - 1][0]):
        first -= 1
    known = _known_start(found, first, is_street, is_word)
    if known is not None:
        return known
    last, at = found[-1]
    if not _STREET_END.search(last) or (_NO_STREET.search(last.lower()) and first == len(found) - 1):
        return None
    while first < len(found) - 1 and not found[first][0][0].isupper() and found[first][0][0] not in "'’":
        first += 1
    clear = _CLEAR_ENDING.search(last)
    if first < len(found) - 1:
        return found[first][1] if clear or not is_word(last.lower()) or last[0].isupper() else None
    known = is_street(last) or not is_word(last.lower())
    return at if known and (clear or last[0].isupper()) else None
