"""What the guard would say of a text that nobody sends. Nothing of it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from leerkring.core.entries.gate import Does
from leerkring.core.spaces.queries import Viewer
from leerkring.kit.pii.allowed import Allowed, key_of
from leerkring.services.privacy import guard
from leerkring.services.privacy.office.queries.words import reasons
from leerkring.services.privacy.queries import policy_in
from leerkring.services.privacy.words import ABOUT, About

PATIENCE = 5.0
"""Seconds; here nobody waits for anything else."""
CAN_BE_ALLOWED = {"naam", "school", "adres", "gebruikersnaam", "combinatie"}
"""Numbers and mail addresses are found whatever stands on a list."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: `does` with it, or that it passes as a known word."""

    text: str
    does: Does | Literal["", "known"] = ""


@dataclass(frozen=True, slots=True)
class Marked:
    words: str
    about: About
    does: Does
    can_be_allowed: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """`known`: each word that passes, with why."""

    pieces: list[Piece]
    found: list[Marked]
    known: list[tuple[str, str]]


def try_text(viewer: Viewer, text: str) -> Tried:
    """Raises `GuardAwayError`."""
    (found,) = guard.look([text], PATIENCE)
    policy, why = policy_in(None), reasons(viewer)
    spans: list[tuple[int, int, Does | Literal["known"]]] = [
        (one.start, one.end, policy[one.kind.value]) for one in found
    ]
    free = [
        (start, end)
        for start, end in Allowed.of(why).spans(text)
        if not any(start < one.end and one.start < end for one in found)
    ]
    marked = [
        Marked(
            text[one.start : one.end],
            ABOUT[one.kind.value],
            policy[one.kind.value],
            one.kind.value in CAN_BE_ALLOWED,
        )
        for one in found
    ]
    known = dict.fromkeys((text[start:end], why[key_of(text[start:end])]) for start, end in free)
    return Tried(list(_pieces(text, [*spans, *((*one, "known") for one in free)])), marked, list(known))


def _pieces(text: str, spans: list[tuple[int, int, Does | Literal["known"]]]) -> Iterator[Piece]:
    at = 0
    for start, end, does in sorted(spans):
        yield Piece(text[at:start])
        yield Piece(text[start:end], does)
        at = end
    yield Piece(text[at:])
