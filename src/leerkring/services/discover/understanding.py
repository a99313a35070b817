"""What takes too long for an action: the meaning of passages, and which entries look alike."""

from collections.abc import Sequence

import numpy as np
from django.db import transaction
from django.db.models import F
from numpy.typing import NDArray

from leerkring.core.entries.models import Entry
from leerkring.kit.meaning import vectors
from leerkring.services.discover.index import Texts, texts_of
from leerkring.services.discover.likeness import nearest_to
from leerkring.services.discover.meaning import has_meaning
from leerkring.services.discover.models import IndexRow, Passage
from leerkring.services.discover.ranking import passages

Vector = NDArray[np.float32]

BATCH = 20
LIKE, AROUND = 20, 5
"""How many entries that look like it are kept with each entry; for how many of those it may be news."""


def understand(limit: int = BATCH, only: Sequence[int] | None = None) -> int:
    """Take in the entries whose words changed, the newest first; returns how many. 0: all is done.

    Rows that another worker has in hand are passed over.
    """
    with transaction.atomic():
        rows = IndexRow.objects.select_for_update(skip_locked=True, no_key=True)
        rows = rows.exclude(understood=F("mark")).order_by("-entry").only("entry", "mark")
        rows = rows if only is None else rows.filter(entry__in=only)
        found = list(rows[:limit])
        texts = texts_of(list(Entry.objects.filter(pk__in=[one.pk for one in found])))
        titles = _keep_meaning(texts) if has_meaning() else {}
        for row in found:
            row.understood = texts[row.pk].mark if row.pk in texts else row.mark
        IndexRow.objects.bulk_update(found, ["understood"])
    for row in found:
        _find_alike(row.pk, titles.get(row.pk), around=0 if only is None else AROUND)
    return len(found)


def _keep_meaning(texts: dict[int, Texts]) -> dict[int, Vector]:
    """Make the vectors of what can be read; returns those of the titles."""
    pieces = [
        (pk, number, piece)
        for pk, one in texts.items()
        for number, piece in passages(one.title, one.text, list(one.answers.values()))
    ]
    Passage.objects.filter(entry__in=list(texts)).delete()
    made = list(zip(pieces, vectors([piece for _pk, _number, piece in pieces]), strict=True))
    rows = [Passage(entry_id=pk, number=number, vector=one) for (pk, number, _piece), one in made]
    Passage.objects.bulk_create(rows, batch_size=500)
    return {pk: one for (pk, number, piece), one in made if not number and piece == texts[pk].title}


def _find_alike(entry: int, title: Vector | None, around: int) -> None:
    """For an entry, and for so many of those it looks like most."""
    for other in _keep_alike(entry, title)[:around]:
        _keep_alike(other)


def _keep_alike(entry: int, title: Vector | None = None) -> list[int]:
    alike = nearest_to(entry, LIKE, title)
    IndexRow.objects.filter(pk=entry).exclude(like=alike).update(like=alike)
    return alike
