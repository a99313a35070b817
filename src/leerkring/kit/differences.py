"""What changed between two versions of a text, word by word, and which words a form started from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from hashlib import blake2b
from itertools import pairwise
from typing import Literal

from leerkring.kit.richtext import to_plain

MOST_COMPARISONS = 4_000_000
"""Two changed passages of about a thousand words; longer ones are shown as a whole, old and new."""

_WORDS = re.compile(r"\s+|[^\s]+")
_LINES = re.compile(r"[^\n]*\n*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, came or went."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Version:
    """The words as they were from `at` on. `text` is clean rich text; a reply has no title."""

    at: datetime
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one edit did, at `at`."""

    at: datetime
    title: list[Piece]
    text: list[Piece]


class ChangedMeanwhileError(Exception):
    """The words are no longer those that the writer started from. Nothing was written."""


def fingerprint(*words: str) -> str:
    """A short mark of these words: two texts with the same mark are the same text."""
    mark = blake2b(digest_size=12)
    for one in words:
        mark.update(len(one).to_bytes(8, "big") + one.encode("utf-8", "surrogatepass"))
    return mark.hexdigest()


def changes(versions: Sequence[Version]) -> list[Change]:
    """What each edit did, the latest first. `versions` is in order of time, the present one last."""
    found = [
        Change(
            after.at,
            differences(before.title, after.title),
            differences(to_plain(before.text), to_plain(after.text)),
        )
        for before, after in pairwise(versions)
    ]
    return found[::-1]


def differences(before: str, after: str) -> list[Piece]:
    """The pieces of two plain texts: what is added or removed stands where it happened."""
    old, new = _LINES.findall(before), _LINES.findall(after)
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(old[a:b])))
        else:
            found += _words("".join(old[a:b]), "".join(new[c:d]))
    return _joined(found)


def _words(before: str, after: str) -> list[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) * len(new) > MOST_COMPARISONS:
        return [Piece("removed", before), Piece("added", after)]
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(old[a:b])))
            continue
        found += [Piece("removed", "".join(old[a:b])), Piece("added", "".join(new[c:d]))]
    return found


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Without empty pieces, neighbours of one kind as one."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        elif piece.text:
            found.append(piece)
    return found
