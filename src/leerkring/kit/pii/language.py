"""Which sentences are English: there other words have capitals."""

import leerkring.kit.pii.context as context
from leerkring.kit.pii.words import Word


def english_words(found: list[Word]) -> list[bool]:
    """For each word whether its sentence is English; a short one is when the text is."""
    flags: list[bool] = []
    scores = [(one.low in context.ENGLISH) - (one.low in context.DUTCH) for one in found]
    whole = sum(scores)
    start = 0
    for at in range(1, len(found) + 1):
        if at == len(found) or found[at].begins:
            here = sum(scores[start:at])
            english = here > 1 or (whole > 3 and here >= 0)
            flags += [english] * (at - start)
            start = at
    return flags


def announced_in_english(found: list[Word], at: int) -> bool:
    if not at:
        return False
    before = found[at - 1].low
    pair = f"{found[at - 2].low} {before}" if at > 1 else ""
    return before in context.BEFORE_ENGLISH or pair == "name is"


def is_no_english_name(low: str) -> bool:
    """Languages, days and months, which English writes with a capital."""
    return low in context.NO_ENGLISH_NAME or low in context.ENGLISH
