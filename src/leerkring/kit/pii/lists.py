"""Our own word lists in compact tries, in lower case: Dutch words, names, places, streets."""

import json
import re
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

import marisa_trie

import leerkring.kit.pii.lookup as lookup
from leerkring.kit.pii.shape import FILE, learned

_PLACENAME = "locations/lst_placename/lst_"
_BRACKETS = re.compile(r"\s*\(.*\)")
_PLACES = ("residence", "municipality", "province", "region")


def own_lists(made: Path) -> None:
    """What our own rules look words up in, in lower case: Dutch words, names, places, streets."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    dictionaries = DefaultDictionaryFactory(cache_max_size=1)
    dutch = [str(one) for one in dictionaries.get_dictionary("nl")]
    english = [str(one) for one in dictionaries.get_dictionary("en")]
    first = {*_list("names/lst_first_name"), *_own("first_names")}
    last = {*_list("names/lst_surname"), *_list("names/lst_interfix_surname"), *_own("surnames")}
    places = {
        *(_BRACKETS.sub("", one) for kind in _PLACES for one in _list(f"{_PLACENAME}{kind}")),
        *_own("places"),
    }
    spelling = resources.files("compound_split").joinpath("dicts/nl-NL.dic")  # OpenTaal's list
    # Its "ĳ" is one letter; people type two.
    dutch += _lines(spelling.read_text(encoding="utf-8").replace("ĳ", "ij").replace("Ĳ", "IJ"))
    words = {one for one in dutch if one[:1].islower()}
    words |= {one.lower() for one in dutch if one[:1].isupper()} - {
        one.lower() for one in first | last | places
    }
    words |= set(_list("whitelist/lst_medical_term")) | set(_own("words"))
    made_of: dict[str, Iterable[str]] = {
        "words": words,
        "first": first,
        "last": last,
        "places": places,
        "english": {one for one in english if one.islower() and one.isalpha()} - words,
        "villages": set(_list(f"{_PLACENAME}residence"))
        - set(_list(f"{_PLACENAME}municipality"))
        - {*_own("places")},
        "streets": _list("locations/lst_street"),
    }
    plain = [one for one in (*made_of["words"], *made_of["english"]) if one.isalpha() and 3 < len(one) < 13]
    odds = learned((one.lower() for one in first if one.isalpha() and len(one) > 3), sorted(plain)[::6])
    (made / FILE).write_text(json.dumps(odds, ensure_ascii=False), encoding="utf-8")
    for name in lookup.LEXICON:
        marisa_trie.Trie(sorted({one.lower() for one in made_of[name]})).save(str(made / f"{name}.marisa"))


def _list(name: str) -> list[str]:
    source = resources.files("deduce.data.lookup.src").joinpath(name, "items.txt")
    return _lines(source.read_text(encoding="utf-8"))


def _own(name: str) -> list[str]:
    return _lines((lookup.DATA / f"{name}.txt").read_text(encoding="utf-8"))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
