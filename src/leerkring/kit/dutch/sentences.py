"""Where sentences begin and end in Dutch text."""

import re

_WORD = re.compile(r"[^\W_]")
_END = re.compile(r"[.?!…]+[\"'”’)\]]*(?=\s)|\n")
_DASH = re.compile(r"\s*(?:[-–*•]\s+)?")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:[a-z]\.(?:[a-z]\.)*[a-z]?|bijv|bv|ca|dhr|dr|drs|enz|evt|excl|incl|ing|ir|jl|max|mevr|min|mr"
    r"|mw|nl|nr|nrs|oa|pag|prof|resp|st|tel|vgl|zgn)\.$",
    re.IGNORECASE,
)
"""A dot after these does not end a sentence."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence with at least one word, in order. A new line ends one too.

    White space around it and the list dash before it are no part of a sentence. Counts code points.
    """
    found, start = [], 0
    for mark in _END.finditer(text):
        if mark[0] != "\n" and _goes_on(text, mark):
            continue
        found.append(_bare(text, start, mark.end()))
        start = mark.end()
    found.append(_bare(text, start, len(text)))
    return [(start, end) for start, end in found if _WORD.search(text, start, end)]


def _goes_on(text: str, mark: re.Match[str]) -> bool:
    """After an abbreviation, or where a small letter follows, the sentence goes on."""
    following = text[mark.end() : mark.end() + 40].lstrip(" \t")[:1]
    if following.islower():
        return True
    return mark[0] == "." and _SHORT.search(text, max(0, mark.start() - 12), mark.end()) is not None


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    lead = _DASH.match(text, start, end)
    start = lead.end() if lead else start
    return start, start + len(text[start:end].rstrip())
