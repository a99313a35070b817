"""Passive sentences: a form of "worden" with a past participle near it."""

import re

from leerkring.kit.plain.sentences import Sentence

_WORDEN = re.compile(r"\b(?:word|wordt|worden|werd|werden)\b", re.IGNORECASE)
_APART = (
    "aan|achter|af|beet|bij|binnen|bloot|boven|dicht|door|fijn|goed|in|kwijt|langs|los|mee|na|neer|om|onder|op"
    "|open|over|plaats|rond|samen|stil|stop|tegemoet|tegen|terecht|terug|toe|uit|vast|vol|voor|vooruit|voort"
    "|waar|weg"
)
_PARTICIPLE = re.compile(
    rf"\b(?:(?:{_APART})*ge[^\W\d_]{{2,}}(?:[dt]|en)|(?:{_APART})*(?:be|ver|ont|her)[^\W\d_]{{2,}}[dt]"
    r"|(?:aan|door|terug)?verwezen|verloren|verboden|verschoven|verzonden|voorgeschreven|beschreven|besproken"
    r"|begrepen|bekeken|besloten|betrokken|bevolen|bewezen|bewogen|ontnomen|ontworpen|overlegd|verbonden|vergeleken|vergeten|ontvangen|onthouden|ontslagen|herzien|herschreven"
    r"|onderzocht|ondernomen|ondersteund|overwogen|voldaan|voltooid|misbruikt|mishandeld)\b",
    re.IGNORECASE,
)
_NOT_ONE = re.compile(
    r"(?:ge(?:bied|bieden|boden|bouwen|brek|breken|dachten|dicht|drag|dragingen|duld|geld|gevens|had|heel|heimen"
    r"|ld|lden|leid|lijk|loven|lukt|luid|meenten|moed|noeg|not|nieten|past|pleegd|rucht|sprekken|stalten"
    r"|tal|tallen|val|vallen|varen|veld|voelens|vaarten|volgen|weld|weten|wichten|wijd|woonten|wend|zet|zicht"
    r"|zichten|zinnen|zond|zonden|zinsleden|middeld)"
    r"|be(?:droefd|eld|hoeft|kend|langt|leid|reid|roemd|stand|wind|wust)"
    r"|ver(?:baasd|band|bond|drag|driet|eist|keerd|legd|liefd|moeid|plicht|stand|schilt|slaafd|velend|want|wend|wacht)"
    r"|her(?:fst|t)|ont(?:stemd|wet)|\w+(?:heid|heden))",
    re.IGNORECASE,
)
"""Nouns and adjectives that look like one, and what somebody can become ("verliefd worden")."""
_NEAR = 12
"""Words between the two."""


def find(text: str, sentence: Sentence) -> tuple[int, int] | None:
    """Where the first passive of a sentence stands, from the one part to the other; None without one."""
    for verb in _WORDEN.finditer(text, sentence.start, sentence.end):
        after = _participle(text, verb.end(), _clause_end(text, verb.end(), sentence.end))
        if after is not None:
            return verb.start(), after.end()
        before = _participle(text, _clause_start(text, sentence.start, verb.start()), verb.start(), last=True)
        if before is not None and text[before.end() : verb.start()].strip().count(" ") < 2:
            return before.start(), verb.end()
    return None


def _participle(text: str, start: int, end: int, *, last: bool = False) -> re.Match[str] | None:
    found = [one for one in _PARTICIPLE.finditer(text, start, end) if not _NOT_ONE.fullmatch(one[0])]
    near = [one for one in found if abs(text.count(" ", start, one.start())) <= _NEAR or last]
    if not near:
        return None
    return near[-1] if last else near[0]


def _clause_end(text: str, start: int, end: int) -> int:
    found = re.compile(r"[,;:()]").search(text, start, end)
    return found.start() if found else end


def _clause_start(text: str, start: int, end: int) -> int:
    return max(text.rfind(sign, start, end) for sign in ",;:()") + 1 or start
