"""Dutch titles and texts, put together from the sentences of the demo's practice questions."""

import re
from collections.abc import Iterable
from random import Random

from django.utils.html import escape

from leerkring.site.demo import corpus

LONGEST_TITLE = 160


class Words:
    """Titles by theme, and paragraphs of rich text."""

    def __init__(self, places: list[str]) -> None:
        threads = corpus.threads()
        self.titles: dict[str, list[str]] = {}
        for thread in threads:
            for theme in thread.themes:
                self.titles.setdefault(theme, []).append(thread.title)
        self._any = [thread.title for thread in threads]
        self._questions = _sentences(thread.text for thread in threads)
        self._answers = _sentences(answer.text for thread in threads for answer in thread.answers)
        self._places = places

    def title(self, theme: str, rng: Random) -> str:
        """A question about a theme, told apart by a place."""
        title = rng.choice(self.titles.get(theme, self._any))
        return f"{title[: LONGEST_TITLE - 60]} ({rng.choice(self._places)})"

    def question(self, rng: Random) -> str:
        return _paragraphs(self._questions, rng, 3, 7)

    def answer(self, rng: Random) -> str:
        return _paragraphs(self._answers, rng, 2, 6)


def _sentences(texts: Iterable[str]) -> list[str]:
    found = (one for text in texts for one in re.split(r"(?<=[.?!])\s+", text))
    return [escape(one) for one in found if len(one) > 20]


def _paragraphs(sentences: list[str], rng: Random, least: int, most: int) -> str:
    chosen = [rng.choice(sentences) for _ in range(rng.randint(least, most))]
    half = len(chosen) // 2
    parts = [chosen[:half], chosen[half:]] if len(chosen) > 3 else [chosen]
    return "".join(f"<p>{' '.join(part)}</p>" for part in parts)
