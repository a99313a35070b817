"""Where words stand in attached files: the sentences that may have them."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice

from django.db.models import F, Q
from django.db.models.functions import Left

from leerkring.core.entries.models import AttachmentText
from leerkring.kit.dutch import sentences
from leerkring.kit.fold import fold

MOST_FILES, MOST_LETTERS, MOST_SENTENCES = 10, 200_000, 30
"""On one page of results; of one file."""
_LINE = re.compile(r"[^\n\f]+")


@dataclass(frozen=True, slots=True)
class InFile:
    """The sentences of one file with the beginning of a word that is looked for."""

    entry: int
    file: int
    name: str
    text: str


def sentences_with(starts: AbstractSet[str], entries: Sequence[int]) -> Iterator[InFile]:
    """Call with entries that the viewer may see; what is out of sight there is passed over."""
    if not starts or not entries:
        return
    said = Q()
    for start in starts:
        said |= Q(text__icontains=start)
    rows = AttachmentText.objects.filter(
        said, attachment__entry__in=entries, attachment__is_hidden=False
    ).annotate(entry=F("attachment__entry"), name=F("attachment__name"), begin=Left("text", MOST_LETTERS))
    for entry, file, name, text in rows.order_by("pk").values_list("entry", "pk", "name", "begin")[
        :MOST_FILES
    ]:
        found = islice(_sentences(text, starts), MOST_SENTENCES)
        yield InFile(entry, file, name, "\n".join(found))


def _sentences(text: str, starts: AbstractSet[str]) -> Iterator[str]:
    """A long text has few lines with a word that is looked for: only those are cut into sentences."""
    for line in _LINE.findall(text):
        if _has(line, starts):
            said = (line[start:end] for start, end in sentences(line))
            yield from (one for one in said if _has(one, starts))


def _has(text: str, starts: AbstractSet[str]) -> bool:
    return any(map(fold(text).__contains__, starts))
