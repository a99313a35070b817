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

    Vectors are made before anything is locked: whoever answers meanwhile never waits for them.
    """
    rows = IndexRow.objects.exclude(understood=F("mark")).order_by("-entry").only("entry", "mark")
    found = list((rows if only is None else rows.filter(entry__in=only))[:limit])
    texts = texts_of(list(Entry.objects.filter(pk__in=[one.pk for one in found])))
    pieces = _passages(texts) if has_meaning() else {}
    for row in found:
        mark = texts[row.pk].mark if row.pk in texts else row.mark
        _keep(row.pk, mark, pieces.get(row.pk))
    for row in found:
        title = _title_of(texts.get(row.pk), pieces.get(row.pk, []))
        _find_alike(row.pk, title, around=0 if only is None else AROUND)
    return len(found)


Piece = tuple[int, str, Vector]
"""The number of the answer (0: the entry itself), a passage of it, and what it means."""


def _passages(texts: dict[int, Texts]) -> dict[int, list[Piece]]:
    """What can be read of each entry, with the vectors."""
    pieces = [
        (pk, number, piece)
        for pk, one in texts.items()
        for number, piece in passages(one.title, one.text, list(one.answers.values()))
    ]
    made: dict[int, list[Piece]] = {pk: [] for pk in texts}
    for (pk, number, piece), vector in zip(
        pieces, vectors([piece for _pk, _number, piece in pieces]), strict=True
    ):
        made[pk].append((number, piece, vector))
    return made


@transaction.atomic
def _keep(entry: int, mark: str, pieces: list[Piece] | None) -> None:
    """The entry is locked before its rows, as every action does; so nobody waits in a circle."""
    if Entry.objects.select_for_update(no_key=True).filter(pk=entry).only("pk").first() is None:
        return
    if pieces is not None:
        Passage.objects.filter(entry=entry).delete()
        Passage.objects.bulk_create(
            [Passage(entry_id=entry, number=number, vector=one) for number, _piece, one in pieces],
            batch_size=500,
        )
    IndexRow.objects.filter(pk=entry).update(understood=mark)


def _title_of(texts: Texts | None, pieces: list[Piece]) -> Vector | None:
    """The vector of the title, which was made already."""
    if texts is None:
        return None
    return next((one for number, piece, one in pieces if not number and piece == texts.title), None)


def _find_alike(entry: int, title: Vector | None, around: int) -> None:
    """For an entry, and for so many of those it looks like most."""
    for other in _keep_alike(entry, title)[:around]:
        _keep_alike(other)


def _keep_alike(entry: int, title: Vector | None = None) -> list[int]:
    alike = nearest_to(entry, LIKE, title)
    IndexRow.objects.filter(pk=entry).exclude(like=alike).update(like=alike)
    return alike
