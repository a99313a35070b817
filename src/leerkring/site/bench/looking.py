"""What is looked for: words out of the titles and texts that are there, another question each time."""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice, pairwise
from random import Random

from django.urls import reverse
from django.utils.http import urlencode

from leerkring.kit import dutch
from leerkring.kit.richtext import to_plain
from leerkring.site.bench.queries import newest, used

TEXTS = 60
"""So many of the newest threads are read for words and phrases."""
WORDS = 12
RARE, COMMON = (2, 20), (0.2, 1.0)
"""In how many threads a rare word stands, and in what share of them a common one."""

WHILE_TYPING = ("suggestions", "similar")

Asked = dict[str, tuple[str, ...]]
"""What is asked by each page's name, as addresses."""


def looked_for() -> Asked:
    """Searching in every way, then what is offered while somebody types; empty where nothing stands."""
    texts = [f"{one.title}. {to_plain(one.text)}" for one in newest(TEXTS)]
    titles = [one.title for one in newest(TEXTS)]
    if not texts:
        return {}
    found = {f"search {name}": _addresses("search", "q", ways) for name, ways in _searches(texts).items()}
    suggestions, similar = WHILE_TYPING
    found[suggestions] = _addresses("suggest", "q", _begun(titles, 3, 14))
    found[similar] = _addresses("like_title", "title", _begun(titles, 14, 60))
    return {name: paths for name, paths in found.items() if paths}


def _searches(texts: Sequence[str]) -> dict[str, list[str]]:
    same = Random(1)  # noqa: S311  # nosec B311 (the same questions each time)
    several = [" ".join(same.sample(words, min(len(words), 3))) for words in map(_told, texts) if words]
    compounds = {word.exact for text in texts for word in dutch.words(text) if len(word.parts) > 1}
    rare = used(*RARE, WORDS)
    return {
        "common": used(*COMMON, WORDS),
        "rare": rare,
        "compound": sorted(compounds)[:WORDS],
        "words": several,
        "typo": [_mistyped(word, same) for word in rare],
        "phrase": [f'"{pair}"' for pair in islice(filter(None, map(_phrase, texts)), WORDS)],
    }


def _told(text: str) -> list[str]:
    return list(dict.fromkeys(word.exact for word in dutch.words(text) if not word.is_stop))


def _phrase(text: str) -> str:
    """Two words that stand beside each other."""
    found = dutch.words(text)
    for one, other in pairwise(found[2:]):
        if not one.is_stop and not other.is_stop and text[one.end : other.start] == " ":
            return text[one.start : other.end]
    return ""


def _mistyped(word: str, same: Random) -> str:
    at = same.randrange(1, max(2, len(word) - 1))
    return word[:at] + word[at + 1 :] if len(word) > 4 else word + word[-1:]


def _begun(titles: Sequence[str], least: int, most: int) -> list[str]:
    """The titles as far as somebody may have typed them."""
    lengths = cycle(range(least, most, 3))
    return [title[:length] for title, length in zip(titles, lengths, strict=False)]


def _addresses(name: str, parameter: str, asked: Sequence[str]) -> tuple[str, ...]:
    return tuple(_each(reverse(f"discover:{name}"), parameter, asked))


def _each(path: str, parameter: str, asked: Sequence[str]) -> Iterator[str]:
    for one in dict.fromkeys(asked):
        yield f"{path}?{urlencode({parameter: one})}"
