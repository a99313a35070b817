"""The words beside each entry: made in the transaction of whatever changes them."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import Model

from leerkring.core.entries.models import Attachment, Entry
from leerkring.kit.manifest import Verb, said_under
from leerkring.kit.richtext import to_plain, without_quotes
from leerkring.services.discover.models import IndexRow
from leerkring.services.discover.ranking import document

MOST_LETTERS = 400_000
"""Of one entry with its answers: a row of words has its limit. What was said later is left out."""

_KEEP = """
    INSERT INTO discover_indexrow (entry_id, title, words, length, mark, gist, understood, "like")
    VALUES (%s, %s::tsvector, %s::tsvector, %s, %s, %s, '', '{}')
    ON CONFLICT (entry_id) DO UPDATE
    SET title = excluded.title, words = excluded.words, length = excluded.length,
        mark = excluded.mark, gist = excluded.gist
"""


class Texts:
    """What can be read of one entry, in plain text: its own, its answers by number, and its files."""

    def __init__(self, title: str, text: str) -> None:
        self.title, self.text = title, text
        self.answers: dict[int, str] = {}
        self.files: list[str] = []

    @property
    def mark(self) -> str:
        """The same for the same texts. Raised by hand when the words are made in another way."""
        return _digest(VERSION, self.title, self.text, *self.answers.values(), "", *self.files)

    @property
    def gist(self) -> str:
        """The same for the same title and text: what the meaning is made of."""
        return _digest(self.title, self.text)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


VERSION = "3"
"""Of how words are made; `reindex` makes rows of another version anew."""


def follow_file(read: Attachment) -> None:
    """Keep the words of the entry with this file, of which the text just became known."""
    if read.entry_id:
        index([read.entry_id])


def follow(verb: Verb, target: Model) -> None:
    """Keep the words of the entry that something happened to. Called in the transaction of the action."""
    entry = getattr(target, "entry", None)
    if verb.changes != "no page" and isinstance(entry, Entry):
        index([entry.pk])


@transaction.atomic
def index(entries: Sequence[int]) -> int:
    """Make the words of these entries what they should be; returns how many rows changed.

    The entries are locked first, so that nobody answers between reading and keeping; always in
    the same order, so that two of us never wait for each other.
    """
    rows = Entry.objects.select_for_update(no_key=True).filter(pk__in=entries).order_by("pk")
    found = {one.pk: one for one in rows.only("pk", "title", "text", "published_at")}
    known = dict(IndexRow.objects.filter(entry__in=entries).values_list("entry_id", "mark"))
    out = [pk for pk in known if pk not in found or found[pk].published_at is None]
    IndexRow.objects.filter(entry__in=out).delete()
    texts = texts_of([one for one in found.values() if one.published_at is not None])
    changed = {pk: one for pk, one in texts.items() if known.get(pk) != one.mark}
    with connection.cursor() as cursor:
        for pk, one in changed.items():
            cursor.execute(_KEEP, [pk, *_words(one), one.mark, one.gist])
    return len(changed) + len(out)


def texts_of(entries: Sequence[Entry]) -> dict[int, Texts]:
    """What can be read of each of these entries, in a query for each kind of text."""
    texts = {one.pk: Texts(one.title, to_plain(one.text)) for one in entries}
    room = dict.fromkeys(texts, MOST_LETTERS)
    for said in said_under(list(texts)):
        room[said.entry] -= len(said.text)
        if room[said.entry] > 0:
            texts[said.entry].answers[said.number] = to_plain(without_quotes(said.text))
    for pk, names in _files(list(texts)).items():
        texts[pk].files = names
    return texts


def _files(entries: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Attachment.objects.filter(entry__in=entries, is_hidden=False).select_related("words")
    rows = rows.defer("words__found")
    said: dict[int, Distinct] = defaultdict(Distinct)
    for one in rows.order_by("pk"):
        entry = one.entry_id or 0
        found[entry].append(f"{one.name.replace('_', ' ')} {one.description}".strip())
        if hasattr(one, "words"):
            found[entry].append(said[entry].of(one.words.text))
    return found


class Distinct:
    """What of the texts of files is indexed: how each begins, and of the rest every word once.

    So a word far into a report is found, while an answer beneath it is not slow to place.
    """

    AS_IT_IS, MOST_WORDS = 10_000, 8_000
    _WORD = re.compile(r"\w+(?:[-'’.]\w+)*")

    def __init__(self) -> None:
        self.known: set[str] = set()

    def of(self, text: str) -> str:
        found = [text[: self.AS_IT_IS]]
        self.known.update(self._WORD.findall(found[0].lower()))
        for word in self._WORD.findall(text[self.AS_IT_IS :].lower()):
            if word not in self.known and len(self.known) < self.MOST_WORDS:
                self.known.add(word)
                found.append(word)
        return " ".join(found)


def _words(texts: Texts) -> tuple[str, str, int]:
    made = document(texts.title, texts.text, list(texts.answers.values()), texts.files)
    return made.title, made.words, made.length
