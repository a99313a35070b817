"""The ways out for words that had to wait: a room registers for each of its actions how to do it again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Model

from leerkring.core.entries.attaching import Files, Place
from leerkring.core.entries.gate import Confirmed
from leerkring.services.privacy.models import Held

Door = Callable[[Held, Confirmed | None], Model | None]

_doors: dict[str, Door] = {}


class ClosedDoorError(Exception):
    """These words can no longer stand there: something else happened meanwhile."""


def register_door(name: str, run: Door) -> None:
    """`run` brings held words out, and gives what was made; None where there is nothing left to do.

    It raises `ClosedDoorError` and what the gate raises.
    """
    _doors[name] = run


def open_door(held: Held, confirmed: Confirmed | None) -> Model | None:
    return _doors[held.door](held, confirmed or _confirmed(held.facts))


def facts_of(files: Files | None, confirmed: Confirmed | None, number: int | None = None) -> dict[str, Any]:
    """What held words keep of the form that they came with.

    `number` is the answer that its files are with already (0: the entry itself); None for a new answer.
    """
    facts: dict[str, Any] = {}
    if files:
        described = {str(pk): words for pk, words in files.descriptions.items()}
        facts["files"] = [str(files.nonce), sorted(files.removed), described]
        facts["number"] = number
    if confirmed:
        facts["confirmed"] = [confirmed.reason, confirmed.words, sorted(confirmed.marks)]
    return facts


def files_in(facts: dict[str, Any]) -> Files | None:
    """The files that held words came with."""
    if "files" not in facts:
        return None
    nonce, removed, described = facts["files"]
    return Files(UUID(nonce), frozenset(removed), {int(pk): words for pk, words in described.items()})


def place_in(held: Held) -> Place | None:
    """Where the files of held words stand, or wait."""
    files, number = files_in(held.facts), held.facts.get("number")
    if files is None:
        return None
    return Place(files.nonce) if number is None else Place(files.nonce, held.entry, number)


def _confirmed(facts: dict[str, Any]) -> Confirmed | None:
    if "confirmed" not in facts:
        return None
    reason, words, marks = facts["confirmed"]
    return Confirmed(reason, words, frozenset(marks))
