"""What the guard finds in files: looked for by the worker in pieces, told when the files go out.

Kept is only where something stands and of what kind it is; its words are read from the file's text again.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.db import transaction

from leerkring.core.entries.gate import Does, FilesUnreadError, Found, GuardAwayError
from leerkring.core.entries.models import Attachment, AttachmentText
from leerkring.core.entries.reading import to_look_at, words_of
from leerkring.core.people.models import Person
from leerkring.kit.pii.kinds import Finding, Kind
from leerkring.kit.working import queue
from leerkring.services.privacy import guard
from leerkring.services.privacy.marks import mark_of
from leerkring.services.privacy.people import without_own
from leerkring.services.privacy.queries import UNREAD

FILES = "attachments"
"""The field of a form."""
PIECE = 6000
"""Letters that are looked at together; in between, the guard answers who is typing."""
PATIENCE = 20.0
MOST_TRIES = 5
"""So often a file is begun with, reading it among them, before its author is asked to look."""
MOST_SHOWN = 60
"""Different words of one file that are told; what stands behind them is told as one."""
_END_OF_SENTENCE = (".\n", "\n\n", "\f", ". ", "\n", " ")


def look_soon(_one: Attachment) -> None:
    """Have the worker look at what it just read, and bring out what waited for that."""
    transaction.on_commit(lambda: queue("privacy.look_again"), robust=True)


def look_at_new() -> None:
    """Look through every file that was read meanwhile. Raises `GuardAwayError`."""
    for row in to_look_at().iterator(chunk_size=5):
        rows = AttachmentText.objects.filter(pk=row.pk, at=row.at)
        try:
            spots = [(one.kind.value, one.start, one.end) for one in _look_through(row.text)]
        except GuardAwayError:
            # Raises where it is away for everybody. Else this file is too much for it: others go on.
            guard.look(["Ja."])
            given_up = {"found": [], "is_whole": False} if row.tries >= MOST_TRIES else {}
            rows.update(tries=row.tries + 1, **given_up)
        else:
            rows.update(found=spots)


def _look_through(text: str) -> Iterator[Finding]:
    for start, piece in _pieces(text):
        for one in guard.look([piece], PATIENCE)[0]:
            yield Finding(one.kind, one.start + start, one.end + start, one.confidence, one.reason)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A long text in parts that end where a sentence does, each with where it begins."""
    start = 0
    while start < len(text):
        end = min(start + PIECE, len(text))
        if end < len(text):
            middle = start + PIECE // 2
            places = (
                text.rfind(one, middle, end) + len(one) for one in _END_OF_SENTENCE if one in text[middle:end]
            )
            end = next(places, end)
        yield start, text[start:end]
        start = end


def found_in(files: Iterable[Attachment], policy: Mapping[str, Does], by: Person | None) -> list[Found]:
    """What stands in these files; of words that are repeated the first. `by` is whose name may stand there.

    Raises `FilesUnreadError` where one was not read and looked at yet.
    """
    to_read = [one for one in files if one.is_readable]
    known = words_of(to_read)
    if len(known) < len(to_read):
        raise FilesUnreadError
    return [found for one in to_read for found in _told(one, known[one.pk], policy, by)]


def _told(
    file: Attachment, read: AttachmentText, policy: Mapping[str, Does], by: Person | None
) -> Iterator[Found]:
    spots = [Finding(Kind(kind), start, end, 1.0, "") for kind, start, end in read.found or ()]
    once: dict[str, Found] = {}
    for one in without_own(by, read.text, spots) if by else spots:
        words = read.text[one.start : one.end]
        kind = one.kind.value
        page = read.text.count("\f", 0, one.start) + 1 if "\f" in read.text[one.end :] else 0
        found = Found(
            FILES, one.start, one.end, kind, policy[kind], words, mark_of(kind, words), file.name, page
        )
        if found.does != "hint":
            once.setdefault(found.mark, found)
    stops = [one for one in once.values() if one.does == "stop"]
    asks = [one for one in once.values() if one.does == "ask"]
    yield from stops
    yield from asks[:MOST_SHOWN]
    if not read.is_whole or len(asks) > MOST_SHOWN:
        yield _unread(file, policy)


def _unread(file: Attachment, policy: Mapping[str, Does]) -> Found:
    """Stands for what nobody could read, or for more than anybody would read here."""
    return Found(FILES, 0, 0, UNREAD, policy[UNREAD], file.name, mark_of(UNREAD, file.sha256), file.name)
