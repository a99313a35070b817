"""Where somebody learns: the names of schools and day care."""

import re
from collections.abc import Callable, Iterator

from leerkring.kit.pii.kinds import Finding, Kind

Known = Callable[[str], bool]

_ARTICLES = frozenset({"de", "het", "'t", "’t"})
_SCHOOL_WORD = (
    r"(?:basis-?scho(?:ol|len)|(?:o|c|pc|r\.?k|k|p|rk|gk|sg|oecumenische\s)?bs|o\.b\.s\.|c\.b\.s\.|r\.k\.b\.s\.|ikc|kindcentrum|"
    r"integraal\skindcentrum|sbo|s\.?b\.?o\.?-school|(?:v?so|sbo|vmbo|havo|mavo|vwo)-?school|praktijkschool|"
    r"(?:vrije|montessori|dalton|jenaplan|freinet|openbare|christelijke|katholieke|islamitische|brede|middelbare|lagere|"
    r"speciale|internationale)[\s-]?(?:basis)?school|school|lyceum|college|gymnasium|scholengemeenschap|sg|mytylschool|"
    r"tyltylschool|kinderdagverblijf|kdv|kinderopvang|bso|peuterspeelzaal|peuteropvang|peutergroep|speelzaal|psz|cluster\s?4-?school|v?so|vmbo|havo|vwo|mavo|isk|[crgop]sg|od(?:b)?s)"
)
_SCHOOL = re.compile(
    rf"(?<!\w)(?i:{_SCHOOL_WORD})(?!\w)(?:\s(?=[\"“'‘]))?\s?[\"“‘]?\s?"
    r"(?P<name>(?:(?:[Dd]e|[Hh]et|['’]t|[Dd]en|[Ii]n\s(?:de|den|het)|[Oo]p\s(?:de|den)|[Ss]int|[Ss]t\.|[Pp]rins(?:es)?|[Kk]oning(?:in)?|[Dd]r\.|[Mm]gr\.|[Pp]rof\.)\s){0,2}"
    r"(?:['’]?[A-ZÀ-Ž][\w'’\-]+)(?:\s(?:(?:de|den|van|der|het)\s){0,2}[A-ZÀ-Ž][\w'’\-]+){0,2})",
)
_SCHOOL_LOWER = re.compile(
    r"(?<!\w)(?:obs|cbs|pcbs|rkbs|kbs|pbs|ikc|sbo|kdv|bso|basisschool|daltonschool|montessorischool|jenaplanschool)"
    r"\s(?P<name>(?:de|het|['’]t|den|sint|st\.)\s[^\W\d]{3,}(?:\s?boom|\s?hof)?)",
    re.I,
)
_AFTER = re.compile(
    r"(?<= )(?:[Cc]ollege|[Ll]yceum|[Gg]ymnasium|[Ss]cholengemeenschap|[Bb]asisschool|[Mm]avo|[Ss]chool|"
    r"[Pp]raktijkonderwijs)(?!\w)"
)
_NAMES_BEFORE = re.compile(r"(?<!\w)(?:[A-ZÀ-Ž][\w'’.\-]{1,30}\s(?:(?:van|de|der|den|ter)\s){0,2}){1,3}\Z")
_SCHOOL_JOINED = re.compile(
    r"(?<!\w)(?P<name>[A-ZÀ-Ž][\w'’\-]{2,}(?:college|lyceum|basisschool|school))(?!\w)"
)
# "School: Calvijn", "op school, De Regenboog".
_SCHOOL_NAMED = re.compile(
    r"(?<!\w)(?i:school|basisschool)(?:\s(?:heet|is|was))?(?P<sign>\s?[:,(]\s?|\svan\s[^.!?\n(]{2,25}\()"
    r"(?P<name>(?:(?:De|Het|['’]t)\s)?[A-ZÀ-Ž][\w'’\-]+(?:\s[A-ZÀ-Ž][\w'’\-]+){0,2})"
)
# "naar De Piramide", where classes or teachers are spoken of.
_SCHOOL_AT = re.compile(
    r"(?<!\w)(?:[Oo]p|[Nn]aar|[Vv]an)\s(?P<name>(?:De|Het|['’]t)\s[A-ZÀ-Ž][\w'’\-]+(?:\s[A-ZÀ-Ž][\w'’\-]+)?)"
)
_LEARNING = re.compile(
    r"\b(?:groep\s?[1-8]|klas|brugklas|juf|meester|leerkracht|intern\sbegeleider|ib['’-]?er|leerlingen?|gepest|gepeste?|"
    r"geschorst|schorsing|verzuimt?|schoolplein|schoolverzuim|schooljaar|conciërge|leerplicht\w*|directeur)\b",
    re.I,
)
_FULL_STOP = re.compile(r"[^\W\d_]{5,}\.\s")
_NO_SCHOOL = re.compile(
    r"(?:hoge|hoog|scholings|muziek|zomer|zwem|rij|dans|avond|weekend|top|volks|vak|zondags|kunst|ski|voor|leer|\w*academie|universiteit)"
    r"(?:school|college)?\Z|\A(?:Hoge|College|School|Passend|Het|Rijks|Medisch|Cito|Inspectie|Wet)\b",
    re.I,
)


def schools(text: str, is_word: Known, is_place: Known, is_english: Known) -> Iterator[Finding]:
    """Names of schools and day care: a word for the place and a proper name."""
    for match in _SCHOOL.finditer(text):
        name = match["name"]
        if _is_school_name(name, is_word, is_place) and not (name.isupper() and len(name) < 5):
            yield Finding(Kind.SCHOOL, *match.span(), 0.9, "pattern")
    yield from _named_otherwise(text, is_word, is_place)
    for match in _SCHOOL_LOWER.finditer(text):
        yield Finding(Kind.SCHOOL, *match.span(), 0.75, "context")
    yield from _named_before(text, is_word, is_english)
    for match in _SCHOOL_JOINED.finditer(text):
        if not is_word(match["name"].lower()) and not _NO_SCHOOL.search(match["name"].lower()):
            yield Finding(Kind.SCHOOL, *match.span(), 0.8, "pattern")


def _named_before(text: str, is_word: Known, is_english: Known) -> Iterator[Finding]:
    """A name and then what it is: "Terra College"."""
    for match in _AFTER.finditer(text):
        from_ = max(0, match.start() - 80)
        named = _NAMES_BEFORE.search(text[from_ : match.start()])
        if not named or _FULL_STOP.search(named[0]):
            continue
        if _is_named_after(named[0].split(), match[0], is_word, is_english):
            yield Finding(Kind.SCHOOL, from_ + named.start(), match.end(), 0.85, "pattern")


def _named_otherwise(text: str, is_word: Known, is_place: Known) -> Iterator[Finding]:
    """A name alone, where a school is spoken of."""
    for match in _SCHOOL_NAMED.finditer(text):
        words = match["name"].split()
        article = words[0].lower() in _ARTICLES and len(words) > 1
        alone = text[match.end() : match.end() + 1] in {".", ",", ";", "\n", ""}
        strange = _is_school_name(match["name"], is_word, is_place)
        if article or (":" in match["sign"] and (strange or alone)):
            yield Finding(Kind.SCHOOL, *match.span("name"), 0.8, "context")
    for match in _SCHOOL_AT.finditer(text):
        if _LEARNING.search(text[max(0, match.start() - 80) : match.end() + 60]):
            yield Finding(Kind.SCHOOL, *match.span("name"), 0.7, "context")


def _is_named_after(names: list[str], word: str, is_word: Known, is_english: Known) -> bool:
    """ "Terra College", "Baken Park Lyceum", but not "Vrije School" or "Dutch school"."""
    first = names[0].lower()
    if _NO_SCHOOL.search(names[0]) or names[-1].lower() in _ARTICLES:
        return False
    if word[0].isupper() and word.lower() in {"college", "lyceum", "gymnasium", "scholengemeenschap"}:
        return True
    return not is_word(first) and not is_english(first) and not (word == "school" and first.endswith("se"))


def _is_school_name(name: str, is_word: Known, is_place: Known) -> bool:
    """A proper name: an article and a word, or a word that is neither a place nor an ordinary word."""
    words = name.split()
    if len(words) > 1 and words[0].lower() in {*_ARTICLES, "den", "in", "op", "sint", "st."}:
        return True
    return not is_place(words[0]) and not (len(words) == 1 and is_word(words[0].lower()))
