"""Numbers of files and vehicles: case and client numbers, number plates."""

import re
from collections.abc import Iterator

from leerkring.kit.pii.kinds import Finding, Kind

_NUMBER = r"(?:nummer|nr\b\.?|no\b\.?|num\b\.?|code\b|id\b)"
_NAMED = re.compile(
    r"\b(?:"
    rf"(?:zaak|dossier|cli[eë]nt(?:en)?|pati[eë]nt(?:en)?|parket|rekest|kenmerk|referentie|registratie|beschikkings?|meldings?|"
    rf"aanvraag|casus|case|persoons|relatie|polis|verzekerden?|verzekerings|leerling|toewijzings?|indicatie|pgb|svb|ciz|"
    rf"vreemdelingen|v|coa|ggz|epd|ecd|jeugd(?:wet)?|wmo|traject|kind|gezins|onderwijs|dienst|proces-?verbaal|pv|mutatie|incident|bvh|correspondentie|"
    rf"burger|klant|deelnemers?|bewindvoerings?|uzovi|identiteits|paspoort|rijbewijs|id|document|zorg|kaart)"
    rf"[\s\-]?{_NUMBER}"
    r"|zaak|dossier|cli[eë]nt|pati[eë]nt|kenmerk|referentie|ref\.|d\.?nr\.?|cl\.?nr\.?|zkn\.?|paspoort|rolnr"
    r")(?=[\s:.=#(])[\s:.=#(]{0,4}"
    r"(?P<between>(?:(?:[^\W\d]|['’\-])+[.:]?\s+|(?:[^\W\d]|['’\-])+:\s*){0,4})(?:nr\.?\s?|#\s?)?"
    r"(?P<number>[A-Za-z0-9][A-Za-z0-9./\-]{2,24}(?<![./\-])(?:\s?/\s?[A-Z]{1,3}\s?[A-Z]{0,3}\s?\d[\d\-/.]*\d)?(?:\s\d{2,6}(?!\w)){0,4})",
    re.I,
)
_COURT = re.compile(
    r"(?<![\w/:])(?:[CcKk]/\d{2}/\d{5,6}(?:\s?/\s?)?|\d{5,7}\s?/\s?)?(?:FA|JE|KG|HA|BM|F|J)\s?(?:RK|ZA|OV|VZ)\s?(?:VERZ\s?)?\d{2}[-/.\s]{1,3}\d{1,6}"
    r"|(?<![\w/:])[Cc]/\d{2}/\d{5,6}(?:\s?/\s?[A-Z]{2}\s?[A-Z]{2}\s?\d{2}-\d{1,6})?(?![\w])"
    r"|(?<![\w/])\d{6,8}\s?/?\s?(?:CV|HA|KG|AZ|EJ|BM)\s(?:EXPL|VERZ|RK|ZA)\s\d{2}[-/]\d{1,6}(?!\w)"
    r"|(?<![\w/])PL\d{4}-\d{10}(?:-\d{1,2})?(?![\w])"
    r"|(?<![\w/])\d{2}[/.]\d{6}[-/]\d{2}(?![\w])"
    r"|(?<![\w\-])(?:VT|JB|JR|RvdK|RVDK|PV|CL|DOS|ZK|OTS|CASE|ZAAK|WT|GI|CJG|DR|KL|MLD)[-/.](?:\d{2,4}[-/.])?\d{4,8}(?![\w\-])"
)
_PUBLIC = re.compile(r"ECLI|SKJ|AGB|KvK|BIG|ISBN|artikel", re.I)
_YEARS = re.compile(r"(?:19|20)\d\d(?:\W{1,3}(?:(?:19|20)\d\d|\d\d))?")
_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d")

_L, _D = "[A-Za-z]", r"\d"
_SERIES = (
    "LL-DD-DD", "DD-DD-LL", "DD-LL-DD", "LL-DD-LL", "LL-LL-DD", "DD-LL-LL", "DD-LLL-D", "D-LLL-DD",
    "LL-DDD-L", "L-DDD-LL", "LLL-DD-L", "L-DD-LLL", "D-LL-DDD", "DDD-LL-D",
)  # fmt: skip


def _series(between: str) -> str:
    """Every series, the parts divided as `between` says, or twice by the same other sign."""
    forms = []
    for number, series in enumerate(_SERIES):
        signs = iter(
            (between, between) if "?P" not in between else (f"(?P<s{number}>[ .·]?)", f"(?P=s{number})")
        )
        forms.append("".join(next(signs) if one == "-" else {"L": _L, "D": _D}[one] for one in series))
    return "|".join(forms)


_PLATE = re.compile(rf"(?<![\w\-/])(?:{_series('[-–·]')})(?![\w\-/])", re.ASCII)
_LOOSE = re.compile(rf"(?<![\w\-/])(?:{_series('?P')})(?![\w\-/])", re.ASCII)
_VEHICLE = re.compile(
    r"\b(?:kenteken\w*|nummerplaat|auto\w*|wagen|bus(?:je)?|bestel\w*|scooter|brommer|motor|caravan|aanhanger|rijdt|reed|"
    r"golf|polo|skoda|opel|ford|fiat|seat|bmw|audi|mercedes|peugeot|renault|citro[eë]n|toyota|kia|volvo|volkswagen|vw|"
    r"corsa|astra|twingo|clio|tesla|suzuki|mazda|hyundai|nissan|dacia|mini|vespa)\b",
    re.I,
)
_NEVER = re.compile(r"[AEIOUaeiou]")


def cases(text: str) -> Iterator[Finding]:
    """Numbers that are called a case, file or client number, and the notations of courts."""
    for court in _COURT.finditer(text):
        if not _PUBLIC.search(text[max(0, court.start() - 12) : court.start()]):
            yield Finding(Kind.CASE, *court.span(), 0.95, "pattern")
    at = 0
    while (match := _NAMED.search(text, at)) is not None:
        number, start = match["number"].rstrip(), match.start("number")
        at = max(match.start() + 3, start if match["between"] else match.end())
        if _is_case(
            number, bool(re.search(r"n(?:umme)?r|no\b|code|id\b|#", match[0][: start - match.start()], re.I))
        ):
            yield Finding(Kind.CASE, start, start + len(number), 0.9, "context")


def _is_case(number: str, called_number: bool) -> bool:
    digits = sum(one.isdigit() for one in number)
    least = 3 if called_number else 5
    return digits >= least and not _YEARS.fullmatch(number) and not _DATE.fullmatch(number)


def plates(text: str) -> Iterator[Finding]:
    """Number plates of the Dutch series; without dashes only where a vehicle stands beside them."""
    for match in _PLATE.finditer(text):
        near = text[max(0, match.start() - 60) : match.end() + 20]
        if _VEHICLE.search(near) or not _NEVER.search(match[0]):
            yield Finding(Kind.PLATE, *match.span(), 0.95, "pattern")
    for match in _LOOSE.finditer(text):
        if _VEHICLE.search(text[max(0, match.start() - 45) : match.start()]):
            yield Finding(Kind.PLATE, *match.span(), 0.85, "context")
