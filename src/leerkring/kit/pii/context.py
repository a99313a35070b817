"""What the words beside a word say about it; the lists themselves are data (`data/context.txt`)."""

import re
from pathlib import Path


def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in (Path(__file__).parent / "data" / "context.txt").read_text(encoding="utf-8").splitlines():
        if line.endswith(":"):
            name = line[:-1]
        elif line and not line.startswith("#"):
            found.setdefault(name, []).extend(line.split())
    return {name: frozenset(words) for name, words in found.items()}


_LISTS = _lists()
TITLES, COMMON = _LISTS["titles"], _LISTS["common"]
BEFORE_NAME = TITLES | _LISTS["family"] | _LISTS["roles"] | _LISTS["says"]
NEVER = _LISTS["never"] | BEFORE_NAME
THINKERS, FIRMS, THOUGHT = _LISTS["thinkers"], _LISTS["firms"], _LISTS["thought"]
RATHER_NAMES, TOLD_NAMES = _LISTS["rather_names"], _LISTS["told_names"]
DIRECTIONS = _LISTS["directions"]
INTERFIXES = _LISTS["interfixes"]
CLEAR_PREFIXES = _LISTS["clear_prefixes"]
ENGLISH, DUTCH = _LISTS["english"], _LISTS["dutch"]
BEFORE_ENGLISH, NO_ENGLISH_NAME = _LISTS["english_before_name"], _LISTS["english_no_name"]
BEFORE_PERSON = _LISTS["before_person"]
ORGANISATION, AFTER_ORGANISATION = _LISTS["organisation"], _LISTS["after_organisation"]
ARTICLES, BEFORE_PLACE = _LISTS["articles"], _LISTS["before_place"]
PREFIXES, SURNAME_PREFIXES = _LISTS["prefixes"], _LISTS["surname_prefixes"]
ABBREVIATIONS, SHORT_TAILS, DEMONYMS = _LISTS["abbreviations"], _LISTS["short_tails"], _LISTS["demonyms"]
PAIRS_BEFORE = frozenset(
    ("zijn van", "naam is", "naam was", "leider is", "bijnaam is", "broer is", "zus is",
     "zoon is", "dochter is", "moeder is", "vader is", "dat is", "dit is", "ik ben",
     "heet hij", "heet ze", "heet zij", "de kleine",
     "zelfs kleine", "en kleine", "onze kleine")
)  # fmt: skip
PAIRS_PERSON = frozenset(
    f"{what} {link}"
    for link in ("met", "van", "bij", "over", "voor", "om")
    for what in _LISTS[f"before_{link}"]
)
ACCENTS = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüç", "aaaaaeeeeiiiiooooouuuuc")

_WHO = (
    r"moeder|vader|ouder|stiefvader|stiefmoeder|pleegmoeder|pleegvader|opa|oma|zoon|dochter|broer|zus|oom|tante|kind|"
    r"baby|mentor|collega|partner|jongste|oudste|mama|papa|ex|begeleider|voogd|leerkracht|cliënt"
)
_SURNAME = r"(?:\s(?:van|de|den|der|el|ten|ter|[A-ZÀ-Ž][\w'’\-]+)){0,4}?"
_AGED = r"\d{1,2}(?:[.,]5)?"
_COUNTED = r"keer|maal|weken|dagen|uur|euro|procent|minuten|pagina|jeugdigen|kinderen|punten|gezinnen|mensen"
# An age, a role, "geb.": what stood before was somebody.
AFTER_NAME = re.compile(
    rf"[\"”]?{_SURNAME}(?i:\s?\((?:{_WHO})\b|\s?\(geb\b|\s?\({_AGED}(?:\)|,|[-/.]\d|\s(?:jaar|jr|mnd|maanden))"
    rf"|\s?\((?:bijna|net)\s\d|\s?\((?:[vm]|hij|zij|hen|die)[),/]|,\s(?:de\s)?(?:{_WHO})\b(?!\sen\b)|,?\s(?:geb\b|geboren\b)"
    rf"|,\s{_AGED}(?:\s(?:jaar|jr|maanden)|[,.\n](?!\d)|\)(?!\s[A-ZÀ-Ž]))"
    rf"|\s(?:van|is|wordt|was)\s(?:nu\s|net\s|pas\s|bijna\s)?{_AGED}\b(?![.:/%-]\d)(?!\s(?:{_COUNTED}))"
    rf"(?=\s(?:jaar|jr|mnd|maand|en|of|maar|met|die|dat|wil|heeft|geworden|wordt|is)\b|[\s,;)]*[,.;:)!?\n]|\s*\Z)"
    rf"|\s(?:haar|zijn|d'r|z'n)\s(?:{_WHO}|trainer|juf|meester|vriend|vriendin|kamer)\b"
    rf"|,\s(?:die|een\s(?:jongen|meisje|kind))\s(?:van\s|nu\s|net\s)?\d)"
)
VERB_AFTER = re.compile(
    r"\s(?:is|was|wil|wilde|heeft|had|zegt|zei|vindt|vond|gaat|ging|komt|kwam|kan|kon|moet|moest|mag|zit|zat|woont|"
    r"woonde|loopt|liep|slaapt|vertelt|vertelde|belt|belde|appt|appte|mailt|mailde|vraagt|vroeg|weigert|weigerde|"
    r"lijkt|blijft|bleef|wordt|werd|huilt|huilde|speelt|pest|bijt|vecht|durft|krijgt|kreeg|kent|denkt|dacht|voelt|reageert|schrijft|"
    r"kiest|staat|stond|ligt|lag|heet|turnt|voetbalt|gebruikt|drinkt|rookt|gamet|vapet|steelt|liegt|eet|praat|leert|"
    r"leest|ziet|zag|weet|wist|doet|deed|maakt|haalt|brengt|zoekt|sloeg|slaat|schreeuwt|zwijgt|knikte|lachte|lacht|"
    r"vertrok|verbleef|verblijft|heette|begon|begint|probeert|mist|draagt|helpt|"
    r"en\s[A-ZÀ-Ž]\w+|en\s(?:haar|zijn)|haar|zijn|z'n|d'r|zelf|senior|junior)\b"
)
# What only people do.
DOES_AFTER = re.compile(
    r"\s(?:wil|wilde|zegt|zei|vindt|vond|zat|woont|woonde|slaapt|vertelt|vertelde|belt|belde|appt|appte|mailde|vroeg|"
    r"weigert|weigerde|huilt|huilde|huilend|speelt|durft|kreeg|kent|denkt|dacht|voelt|reageert|reageerde|schrijft|schreef|"
    r"turnt|voetbalt|drinkt|rookt|blowt|gamet|vapet|steelt|liegt|eet|praat|leest|zag|weet|wist|sloeg|slaat|schreeuwt|"
    r"zwijgt|knikte|lachte|lacht|vertrok|verblijft|heet|mist|haar\s(?:moeder|vader|broer|zus\w*)|"
    r"zijn\s(?:moeder|vader|broer\w*|zus)|z'n|d'r|zelf|senior|junior|heeft\s(?:haar|zijn|d'r|z'n))\b"
    r"|['’]s?\s(?:moeder|vader|broer|zus|ouders|oma|opa|gedrag|kamer|school)"
)
INITIALS_BEFORE = re.compile(r"(?<![\w.])(?:(?:[A-ZÀ-Ž]|Th|Chr|Ph|IJ|Tj)\.\s?){1,5}\Z")
INNER_CAPITAL = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|O['’]|D['’]|IJ|El|Al)[A-Z]?")
