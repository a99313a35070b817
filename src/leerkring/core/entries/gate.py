"""The one gate through which words go out: `publish`, `revise` and every answer pass it.

Services register what is checked there. A check that is not satisfied raises `HeldBackError`, and the
action that wanted to bring the words out is undone as a whole; what was typed stays in the form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from leerkring.core.entries.attaching import Files, Place, files_at
from leerkring.core.entries.models import Attachment, Entry
from leerkring.core.people.models import Person

Does = Literal["stop", "ask", "hint"]


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a field, from `start` up to `end`: what it is, and what the policy does with it.

    `words` are what stands there; they go nowhere but back to who wrote them. `mark` stands for
    them where they must not be kept. `file` is the name of the file they stand in, `page` the page there.
    """

    field: str
    start: int
    end: int
    kind: str
    does: Does
    words: str
    mark: str
    file: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Why somebody places what was found all the same. Counts only for the `marks` that they saw."""

    reason: str
    words: str
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Speech:
    """Words on their way out: by whom, under which (saved) entry, with which files.

    `text` is clean rich text.
    """

    by: Person
    entry: Entry
    title: str = ""
    text: str = ""
    files: tuple[Attachment, ...] = ()
    confirmed: Confirmed | None = None


class HeldBackError(Exception):
    """These words do not go out like this."""

    def __init__(self, findings: tuple[Found, ...]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


class GuardAwayError(Exception):
    """The check cannot be done now. Nothing goes out unchecked: the words wait."""


class FilesUnreadError(GuardAwayError):
    """Only for these words: a file that goes out with them was not read yet."""


_checks: list[Callable[[Speech], None]] = []


def register_check(check: Callable[[Speech], None]) -> None:
    """Have `check(speech)` called for all that goes out, inside the action that brings it out."""
    _checks.append(check)


def let_out(speech: Speech) -> None:
    """Call inside an action, before or after writing. Raises `HeldBackError` and `GuardAwayError`."""
    for check in _checks:
        check(speech)


def files_with(entry: Entry, number: int = 0) -> tuple[Attachment, ...]:
    """The files that go out with an entry, or with its answer `number`."""
    return tuple(Attachment.objects.filter(entry_id=entry.pk, number=number))


def files_of(by: Person, files: Files | None) -> tuple[Attachment, ...]:
    """The files that wait in a form and are to go out with it."""
    if files is None:
        return ()
    return tuple(files_at(by, Place(files.nonce)).filter(entry=None).exclude(pk__in=files.removed))
