"""What a word is a form of, and what it is put together from."""

import re
from functools import cache, lru_cache
from pathlib import Path

import Stemmer

from leerkring.kit.dutch.dictionary import dictionary
from leerkring.kit.dutch.tokens import fold, tokens

DATA = Path(__file__).parent / "data"

_SHORTEST = 4
"""Shorter parts are too often there by chance; the short ones that are meant stand in words.txt."""

_LONG = 6
"""From here on a name of the field is a part too, whether a dictionary has it or not."""

_DEEPEST = 2

_PREFIXES = ("ver", "be", "ge", "ont", "mee", "aan", "af", "op")

_PARTICLES = ("uit", "her", "niet")
"""Before a compound these say too little to be a part of their own: uit-huis-plaatsing."""

_LINKS = ("", "s", "en", "n", "e", "er")


def lines(name: str) -> list[str]:
    text = (DATA / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def sense_lines() -> tuple[str, ...]:
    """All the lists of senses, a file for each part of the field."""
    names = sorted(file.name for file in (DATA / "senses").iterdir())
    return tuple(line for name in names for line in lines(f"senses/{name}"))


@cache
def stop_words() -> frozenset[str]:
    return frozenset(" ".join(lines("stop.txt")).split())


@cache
def _own_words() -> frozenset[str]:
    """Words of the field and short parts that the dictionary does not know or may not cut at."""
    return frozenset(" ".join(lines("words.txt")).split())


@cache
def _named_words() -> frozenset[str]:
    """Whatever stands in a list of ours is no typing error."""
    return frozenset(word for _, _, word in tokens(" ".join(sense_lines())))


@cache
def _names() -> frozenset[str]:
    """Names of one word, by which longer words may be cut: faalangst-training."""
    return frozenset(
        name.strip() for line in sense_lines() for name in line.split("=") if name.strip().isalpha()
    )


@cache
def _endings() -> frozenset[str]:
    return frozenset(" ".join(lines("no-parts.txt")).split())


@cache
def _own_lemmas() -> dict[str, str]:
    """Where the dictionary takes a word of the field for a form of another: jongeren for jong."""
    return dict(line.split() for line in lines("lemmas.txt"))


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    return word in _own_words() or word in dictionary() or word in _named_words()


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """The form a dictionary lists; of an unknown compound, its last part decides."""
    found = _listed(word)
    if found:
        return found if found == word else _listed(found) or found
    for verb in _verbs(word):
        if _listed(verb) == verb or verb in _own_words():
            return verb
    cut = parts(word)
    if len(cut) > 1 and word.endswith(cut[-1]):
        return word.removesuffix(cut[-1]) + lemma(cut[-1])
    return word


_PARTICIPLE = re.compile(r"ge([^\W\d_]{3,}?)e?[dt]e?|([^\W\d_]{3,}en)de?")


def _verbs(word: str) -> list[str]:
    """What a participle that no dictionary has may be one of: gevapet, geïndiceerde, vapende."""
    found = _PARTICIPLE.fullmatch(fold(word))
    if found is None:
        return []
    if found[2]:
        return [found[2]]
    base = found[1]
    single = base[:-2] + base[-1] if base[-2:-1] == base[-3:-2] else base
    return [base + "en", single + "en", base + base[-1] + "en"]


def _listed(word: str) -> str:
    """Twice looked up, a small thing in plural becomes the thing: zusjes, zusje, zus."""
    return _own_lemmas().get(word) or dictionary().get(word, "").lower().replace("_", "")


_stem = Stemmer.Stemmer("dutch_porter", 0).stemWord
"""Without its own cache, which is not meant for several threads."""


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """One spelling for all the forms of a word."""
    return fold(_stem(fold(lemma(word))))


@lru_cache(maxsize=50_000)
def keys(word: str) -> tuple[str, ...]:
    """The key by the dictionary, the one by the ending alone, and that of the verb a noun is made of."""
    found = [key(word), fold(_stem(fold(word)))]
    verb = _verb(lemma(word))
    return tuple(dict.fromkeys([*found, key(verb)] if verb else found))


_NOUNS = (("atie", "eren"), ("tie", "teren"), ("age", "eren"), ("ing", "en"))


def _verb(noun: str) -> str:
    """Registreren of registratie, plaatsen of plaatsing: what somebody does and what is done."""
    for ending, verbal in _NOUNS:
        verb = noun.removesuffix(ending) + verbal
        if noun.endswith(ending) and len(noun) > _SHORTEST + len(ending) - 2 and _listed(verb):
            return verb
    return ""


@lru_cache(maxsize=50_000)
def parts(word: str) -> tuple[str, ...]:
    """Dictionary words that the word is put together from; the word alone when it is none."""
    if "-" in word or "'" in word:
        return tuple(piece for piece in word.replace("'", "-").split("-") if len(piece) > 1) or (word,)
    if not word.isalpha():
        return (word,)
    listed = dictionary().get(word, word).lower()
    return (_cut(listed, 0) if listed.isalpha() else ()) or (word,)


def _cut(word: str, depth: int) -> tuple[str, ...]:
    """The best cut, as `_worth` has it."""
    best: tuple[str, ...] = ()
    for particle in _PARTICLES:
        if word.startswith(particle) and not depth:
            best = _cut(word[len(particle) :], depth + 1)
    for at in range(len(word) - 2, _first_cut(word), -1):
        head = _as_head(word[:at])
        if not head:
            continue
        tail = word[at:]
        rest = (tail,) if _is_part(tail) else _cut(tail, depth + 1) if depth < _DEEPEST else ()
        if rest and _better((head, *rest), best):
            best = (head, *rest)
    return best


def _first_cut(word: str) -> int:
    """After an unstressed prefix a short head is chance: ver-staan is no vers-taan."""
    return 4 if word.startswith(_PREFIXES) else 2


def _better(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not other or _worth(one) > _worth(other)


def _worth(cut: tuple[str, ...]) -> tuple[int, int, int]:
    """Few parts; words that everybody knows rather than names of the field; long ones."""
    return -len(cut), sum(map(_is_common, cut)), min(map(len, cut))


def _as_head(text: str) -> str:
    for link in _LINKS:
        if text.endswith(link):
            head = text[: len(text) - len(link)]
            if _is_part(head):
                return head
    return ""


def _is_part(text: str) -> bool:
    return (len(text) >= _LONG and text in _names()) or _is_common(text)


def _is_common(text: str) -> bool:
    if text in _own_words():
        return True
    return len(text) >= _SHORTEST and text not in _endings() and text in dictionary()
