"""Dates of birth. A date is one when its surroundings say so; meetings and laws have dates too."""

import re
from collections.abc import Iterator

from leerkring.kit.pii.kinds import Finding, Kind
from leerkring.kit.pii.words import is_first

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:r(?:uari)?)?|maart|mrt|mar|apr(?:il)?|mei|juni?|jul(?:i)?|aug(?:ustus)?|sept?(?:ember)?|"
    r"okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NUMBER = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:(?:19|20)\d\d|['’‘`´]\s?\d\d)"
_SHORT_YEAR = rf"(?:{_YEAR}|\d\d)"
_SPELT = (
    r"(?:een|eerste|twee(?:de)?|drie|derde|vier(?:de)?|vijf(?:de)?|zes(?:de)?|zeven(?:de)?|acht(?:ste)?|negen(?:de)?|"
    r"tien(?:de)?|elf(?:de)?|twaalf(?:de)?|dertien(?:de)?|veertien(?:de)?|vijftien(?:de)?|zestien(?:de)?|zeventien(?:de)?|"
    r"achttien(?:de)?|negentien(?:de)?|(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]n)?twintig(?:ste)?|"
    r"(?:eenen)?dertig(?:ste)?)"
)
_SEP = r"\s?[-–/.]\s?"
_WHOLE = re.compile(
    rf"(?<![\w./-])(?:"
    rf"(?:{_DAY}(?:e|ste|de)?\.?|{_SPELT})(?:\s+|\s?[-/.]\s?|){_MONTH}(?:\s*,?\s*|\s?[-/.]\s?){_SHORT_YEAR}"
    rf"|{_DAY}(?P<sep>{_SEP}|\s){_NUMBER}(?P=sep){_SHORT_YEAR}"
    rf"|(?:19|20)\d\d(?P<sep2>[-/.])(?:0[1-9]|1[0-2])(?P=sep2)(?:0[1-9]|[12]\d|3[01])"
    rf")(?!\w)(?![-/.]\d)",
    re.I,
)
_PART = re.compile(
    rf"(?<![\w./-])(?:{_DAY}(?:e|ste|de)?\s+{_MONTH}|{_MONTH}\s+{_YEAR}|{_DAY}[-/]{_NUMBER}|{_NUMBER}[-/](?:19|20)\d\d)"
    rf"(?!\w)(?![-/.]\d)",
    re.I,
)
# "wordt 12 maart 9 jaar"
_TURNS = re.compile(
    rf"\bword(?:t|en)\s(?:op\s)?(?P<date>{_DAY}(?:e|ste|de)?\s+{_MONTH})\s(?:al\s|alweer\s|pas\s)?\d{{1,2}}(?=\s?(?:jaar|jr|en\b|[.,!?]|\Z))",
    re.I,
)
_COMPACT = re.compile(
    r"(?<![\w./-])(?:[0-3]\d[01]\d(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d[01]\d[0-3]\d)(?![\w/-])"
)
_BIRTH = (
    r"geb\b\.?|gebn?\.|gebor(?:en|te)|geboortedat(?:um|a)|geboortedag|geb\.?\s?(?:dat|dd)\b\.?|gebdat\w*|g\.?d\.?:|jarig|"
    r"verjaardag|verjaart|verjaarde|dob\b|d\.o\.b|[°*†]|ter\s+wereld|bevallen|is\s+van|zijn\s+van|was\s+van|wordt\s+op"
)
_BEFORE = re.compile(rf"(?:{_BIRTH})[^.!?\n,]{{0,28}}\Z|(?:{_BIRTH})[^\w,]{{0,3}}(?:\w+\s){{0,3}}\Z", re.I)
_AFTER = re.compile(
    r"\A[\s,)]{0,3}(?:is\s+\w+\s+|ben\s+ik\s+|werd\s+\w+\s+)?(?:geboren|jarig|ter\s+wereld|\(geb|"
    r"(?:zijn|haar|mijn|z'n|d'r|hun)\sverjaardag)",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:crvb|hr|rb|hof|abrvs|stb|stcrt|rechtbank|raad|jurisprudentie|sinds|per|vanaf|tot|t/m|uiterlijk|d\.?d\.?|datum|besluit|wet|vonnis|beschikking|uitspraak|versie|brief|mail|"
    r"gesprek|overleg|mdo|zitting|afspraak|afgesproken|bijeenkomst|verslag|notulen|bezoek|huisbezoek|melding|gemeld|"
    r"getekend|ingang|ingegaan|start(?:te|datum)?|eind(?:igt|igde|datum)?|loopt|geldig|aanvraag|aangevraagd|deadline|"
    r"vergadering|studiedag|training|congres|rapport|richtlijn|uiterlijk|ondertekend|opgenomen|geplaatst|verhuisd|"
    r"maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|tussen|voor|na|om|in|week)(?:en|s)?\b\W*(?:\w+\W+){0,2}\Z",
    re.I,
)
_ARTICLE = re.compile(
    r"\b(?:artikel(?:en)?|art|lid|paragraaf|par|versie|hoofdstuk|bijlage|punt|v)\W{0,2}\Z|§\s?\Z",
    re.I,
)
_OF_SOMEBODY = re.compile(
    r"(?:[(\[,;]\s?|\b(?:hij|zij|ze|ie|die|kind|zoon|dochter|jongen|meisje)\s+(?:is\s+)?(?:nog\s+)?van\s+|\b(?:is|zelf)\s+(?:\w+\s+){0,2}van\s+)\Z"
)
_NAME_OF = re.compile(r"(?P<name>[A-ZÀ-Ž][^\W\d_]+)\s(?:is\s)?van\s\Z")
_NAME_BRACKET = re.compile(r"(?P<name>[A-ZÀ-Ž][^\W\d_]+)\s\(\Z")
_WHO = re.compile(r"(?:[A-ZÀ-Ž][\w'’\-]+)[\s,(:;\-–]{1,3}\Z")


def births(text: str) -> Iterator[Finding]:
    """Dates that say when somebody was born."""
    for match in _WHOLE.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        reason = _is_birth(before, text[match.end() : match.end() + 40], match[0])
        if reason:
            yield Finding(Kind.BIRTH, *match.span(), 0.97 if reason == "context" else 0.8, reason)
    for match in _TURNS.finditer(text):
        yield Finding(Kind.BIRTH, *match.span("date"), 0.85, "context")
    for pattern in (_PART, _COMPACT):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 40) : match.start()]
            if _BEFORE.search(before) or _AFTER.search(text[match.end() : match.end() + 30]):
                yield Finding(Kind.BIRTH, *match.span(), 0.85, "context")


def _is_birth(before: str, after: str, date: str) -> str:
    """Why this date is one of birth; empty when it is not."""
    if _BEFORE.search(before) or _AFTER.search(after):
        return "context"
    bracket = _NAME_BRACKET.search(before)
    if bracket and is_first(bracket["name"].lower()):
        return "near"
    if _OTHER.search(before) or _ARTICLE.search(before):
        return ""
    if _OF_SOMEBODY.search(before) or _WHO.search(before):
        return "near"
    named = _NAME_OF.search(before)
    if named and is_first(named["name"].lower()):
        return "near"
    if re.search(r"['’‘`´]\s?\d\d\Z", date) and re.search(r"\bvan\s\Z", before):
        return "near"
    return ""
