"""What stands beside a word: who is announced, what follows like a person, what is a thing or a place."""

import re

import leerkring.kit.pii.context as context
from leerkring.kit.pii.words import (
    Word,
    can_be_name,
    is_english,
    is_first,
    is_last,
    is_made_of_words,
    is_strange,
)

_QUITE = re.compile(
    r"\w*(?:ziekenhuis|college|lyceum|school|stichting|vereniging|fonds|foundation|museum|park|plein|straat|kerk|moskee|"
    r"academie|academy|instituut|institute|groep|poli|polikliniek|kliniek|centrum|huis|markt|prijs|model|methode|test|"
    r"schaal|lijst|wet|syndroom|training|festival|theater|bibliotheek|university|hospital|effect|monitor|code)"
)
_THING = re.compile(
    r"\w{2,}(?:zorg|groep|poli|kliniek|care|hulp|team|teams|huis|punt|lijn|start|academie|academy|kids|lab|hub|net|plus|"
    r"werk|wijzer|fonds|stichting|play|soft|metrix|app|tool|kaart|gids|schap|atie|iteit|isme|ment|logie|kunde|ing|ings|"
    r"systeem|model|methode|methodiek|test|therapie|therapy|monitor|scan|check|meter|poort|loket|desk|bank|coach|kring)"
)


def told_before(found: list[Word], at: int) -> bool:
    """Whether the words before say that a name comes: "moeder", "mw.", "heet", "genaamd"."""
    near = found[max(0, at - 3) : at]
    if not near or (found[at].begins and near[-1].low not in context.TITLES):
        return False
    while len(near) > 1 and len(near[-1].low) == 1 and near[-1].capital:
        near = near[:-1]  # an initial: "mw. A. de Vries"
    before = near[-1].low
    part = context.SURNAME_PREFIXES
    if before in part and len(near) > 1 and near[-2].low in context.BEFORE_NAME:
        return True
    if before in part and len(near) > 2 and near[-2].low in part and near[-3].low in context.BEFORE_NAME:
        return True
    if before in context.BEFORE_NAME:
        return _close(found[at - 1], found[at])
    pair = f"{near[-2].low} {before}" if len(near) > 1 else ""
    return pair in context.PAIRS_BEFORE and _close(found[at - 1], found[at])


def is_titled(found: list[Word], at: int) -> bool:
    """Whether a title stands right before: "mw. Dijk", "familie de Boer"."""
    index = at - 1
    while (
        index >= 0
        and at - index < 5
        and (found[index].low in context.PREFIXES or (len(found[index].low) == 1 and found[index].capital))
    ):
        index -= 1
    return (
        index >= 0
        and found[index].low in context.TITLES
        and _close(found[at - 1], found[at])
        and not found[at].begins
    )


def _close(one: Word, other: Word) -> bool:
    return other.start - one.end <= 4


def told_after(text: str, found: list[Word], at: int) -> bool:
    """Whether what follows says that this was a name: an age, "(moeder)", "geb.", "die 14 is"."""
    return bool(context.AFTER_NAME.match(text, found[at].end))


def is_followed_like_person(text: str, found: list[Word], at: int) -> bool:
    return bool(
        context.AFTER_NAME.match(text, found[at].end) or context.VERB_AFTER.match(text, found[at].end)
    )


def is_supported(text: str, found: list[Word], at: int, after_name: bool) -> bool:
    """Whether something says that an unknown word is a person: what it does, or the words before.

    `after_name`: the word before the last one was read as a name ("Milan en Tsegai").
    """
    if context.DOES_AFTER.match(text, found[at].end) or context.AFTER_NAME.match(text, found[at].end):
        return True
    if not at:
        return False
    before = found[at - 1].low
    if before in {"en", "of"} and after_name:
        return True
    pair = f"{found[at - 2].low} {before}" if at > 1 else ""
    return (before in context.BEFORE_PERSON or pair in context.PAIRS_PERSON) and _close(
        found[at - 1], found[at]
    )


def makes_full_name(found: list[Word], at: int) -> bool:
    """Whether an unknown word is a first name because a surname stands behind it: "Khawar Choudhry"."""
    index = at + 1
    while index < len(found) and index - at < 4 and found[index].low in context.INTERFIXES:
        index += 1
    if index >= len(found) or any(one.gap != " " for one in found[at + 1 : index + 1]):
        return False
    last = found[index]
    if not last.capital or not can_be_name(last) or last.low in context.COMMON:
        return False
    if index > at + 1 or is_last(last.low):
        return is_last(last.low) or is_strange(last.low)
    unknown = is_strange(last.low) and not is_english(last.low) and not sounds_like_thing(last.low)
    return unknown and not found[at].begins


def has_prefix(found: list[Word], at: int) -> bool:
    """ "Van den Berg", "El Amrani" with a capital within a sentence: a surname."""
    back = at - 1
    while back >= 0 and at - back < 4 and found[back].low in context.PREFIXES and found[back + 1].gap == " ":
        if found[back].capital and not found[back].begins and found[back].low in context.CLEAR_PREFIXES:
            return True
        back -= 1
    return False


def is_part_of_thing(found: list[Word], at: int) -> bool:
    """Named after somebody: "Wilhelmina Kinderziekenhuis", "Vineland-test"."""
    following = at + 1
    tail = found[at].low.rpartition("-")[2]
    if tail != found[at].low and _QUITE.fullmatch(tail):
        return True
    if following >= len(found) or found[following].gap not in {" ", "-"} or found[following].begins:
        return False
    after = found[following]
    return bool(_QUITE.fullmatch(after.low)) and (after.capital or found[following].gap == "-")


def sounds_like_thing(low: str) -> bool:
    """Whether an unknown word ends like an organisation, a method or a tool."""
    return bool(_THING.fullmatch(low))


def stands_alone(found: list[Word], at: int) -> bool:
    """Neither a first name nor an initial right before, nor a surname right behind."""
    if at and found[at].gap in {" ", ". "} and found[at - 1].capital:
        before = found[at - 1]
        if len(before.low) == 1 or (is_first(before.low) and not before.begins):
            return False
    after = found[at + 1] if at + 1 < len(found) else None
    return not (after and after.capital and after.gap == " ")


def behind_article(found: list[Word], at: int) -> bool:
    """ "de Amstel", "het Wilhelmina": a thing, unless a person is announced before it."""
    return at > 0 and found[at - 1].low in {"de", "het"} and not found[at - 1].capital


def is_signature(text: str, found: list[Word], at: int) -> bool:
    """A line or a last sentence that is nothing but this word."""
    word = found[at]
    rest = text[word.end :].split("\n", 1)[0].strip(" .!,")
    return at > 0 and word.begins and not rest and not is_made_of_words(word.low)


def in_place(found: list[Word], at: int) -> bool:
    return at > 0 and found[at - 1].low in context.BEFORE_PLACE


def after_organisation(found: list[Word], at: int) -> bool:
    """Stichting X, gemeente Y, methode Z: no person's name, nor the words with a capital right behind it."""
    back = at - 1
    while (
        back >= 0
        and found[back].end + 1 == found[back + 1].start
        and (found[back].capital or found[back].low in {"de", "het", "van", "en"})
        and not found[back + 1].begins
        and at - back < 4
    ):
        if found[back].low in context.ORGANISATION:
            return True
        back -= 1
    return (
        back >= 0
        and found[back].low in context.ORGANISATION
        and found[back + 1].start - found[back].end <= 2
        and not found[back + 1].begins
    )


def after_firm(found: list[Word], at: int) -> bool:
    """Right behind "Stichting", "vereniging", "commissie", with at most one capital word between."""
    for back in (at - 1, at - 2, at - 3):
        if back < 0 or found[back + 1].gap not in {" ", "-"} or found[back + 1].begins:
            return False
        if found[back].low in context.FIRMS:
            return True
        if not found[back].capital and found[back].low not in {"de", "het", "'t"}:
            return False
    return False


def of_thought(found: list[Word], at: int) -> bool:
    """ "het boek van", "de theorie van": who is named there is an author."""
    back = at - 1
    while back >= 0 and at - back < 3 and found[back].capital:
        back -= 1
    return back > 0 and found[back].low in {"van", "door"} and found[back - 1].low in context.THOUGHT


def is_near_organisation(found: list[Word], at: int) -> bool:
    """An unknown name after "bij", "van het", "met de" or before "methode": rather a firm or a method."""
    before = found[at - 1].low if at else ""
    after = found[at + 1].low if at + 1 < len(found) else ""
    return before in context.ARTICLES or after in context.AFTER_ORGANISATION
