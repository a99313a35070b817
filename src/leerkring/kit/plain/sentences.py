"""Where sentences begin and end in Dutch text."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_END = re.compile(r"[.?!…]+[\"'”’)\]]*(?=\s)|\n")
_REST = re.compile(r"[:;]\s")
_DASH = re.compile(r"\s*(?:[-–*•]\s+)?")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:[a-z]\.(?:[a-z]\.)*[a-z]?|bijv|bv|ca|dhr|dr|drs|enz|evt|excl|incl|ing|ir|jl|max|mevr|min|mr"
    r"|mw|nl|nr|nrs|oa|pag|prof|resp|st|tel|vgl|zgn)\.$",
    re.IGNORECASE,
)
"""A dot after these does not end a sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Without the white space and the list dash before it.

    `longest` counts the words of its longest stretch: a colon or semicolon gives the reader a rest.
    """

    start: int
    end: int
    words: int
    longest: int


def sentences(text: str) -> list[Sentence]:
    """Every sentence with at least one word, in order. A new line ends one too."""
    found, start = [], 0
    for mark in _END.finditer(text):
        if mark[0] != "\n" and _goes_on(text, mark):
            continue
        found.append(_sentence(text, start, mark.end()))
        start = mark.end()
    found.append(_sentence(text, start, len(text)))
    return [sentence for sentence in found if sentence.words]


def _goes_on(text: str, mark: re.Match[str]) -> bool:
    """After an abbreviation, or where a small letter follows, the sentence goes on."""
    following = text[mark.end() :].lstrip(" \t")[:1]
    if following.islower():
        return True
    return mark[0] == "." and _SHORT.search(text, max(0, mark.start() - 12), mark.end()) is not None


def _sentence(text: str, start: int, end: int) -> Sentence:
    lead = _DASH.match(text, start, end)
    start = lead.end() if lead else start
    end = start + len(text[start:end].rstrip())
    stretches = [len(_WORD.findall(stretch)) for stretch in _REST.split(text[start:end])]
    return Sentence(start, end, sum(stretches), max(stretches))
