"""What takes too long for an action: the meaning of passages, and which entries look alike."""

from django.db import transaction
from django.db.models import F, QuerySet

from leerkring.core.entries.models import Entry
from leerkring.kit.meaning import Vector, vectors
from leerkring.kit.richtext import to_plain
from leerkring.services.discover.index import Texts
from leerkring.services.discover.likeness import nearest_to
from leerkring.services.discover.meaning import has_meaning
from leerkring.services.discover.models import IndexRow, Passage
from leerkring.services.discover.ranking import passages

BATCH = 20
LIKE, AROUND = 20, 5
"""How many entries that look like it are kept with each entry; for how many of those it may be news."""


def waiting() -> QuerySet[IndexRow]:
    """What changed since its meaning was taken in."""
    return IndexRow.objects.exclude(understood=F("gist"))


def understand(limit: int = BATCH) -> int:
    """Take in the entries whose title or text changed, the newest first; returns how many. 0: all is done.

    For the last few it is told to what they look like that they are there; where all is made anew, the
    others find it out by themselves. Vectors are made before anything is locked: whoever answers meanwhile
    never waits for them.
    """
    found = dict(waiting().order_by("-entry").values_list("entry", "gist")[:limit])
    texts = {
        one.pk: Texts(one.title, to_plain(one.text))
        for one in Entry.objects.filter(pk__in=found).only("pk", "title", "text")
    }
    meanings = _meanings(texts) if has_meaning() else {}
    for pk, gist in found.items():
        _keep(pk, texts[pk].gist if pk in texts else gist, meanings.get(pk))
    for pk in found:
        title = meanings.get(pk)
        _find_alike(pk, title[0] if title else None, around=AROUND if len(found) < limit else 0)
    return len(found)


def _meanings(texts: dict[int, Texts]) -> dict[int, list[Vector]]:
    """What each entry means: the vector of its title first."""
    pieces = [(pk, piece) for pk, one in texts.items() for piece in passages(one.title, one.text)]
    made: dict[int, list[Vector]] = {}
    for (pk, _piece), vector in zip(pieces, vectors([piece for _pk, piece in pieces]), strict=True):
        made.setdefault(pk, []).append(vector)
    return made


@transaction.atomic
def _keep(entry: int, gist: str, meaning: list[Vector] | None) -> None:
    """The entry is locked before its rows, as every action does; so nobody waits in a circle."""
    if Entry.objects.select_for_update(no_key=True).filter(pk=entry).only("pk").first() is None:
        return
    if meaning is not None:
        Passage.objects.filter(entry=entry).delete()
        Passage.objects.bulk_create([Passage(entry_id=entry, vector=one) for one in meaning])
    IndexRow.objects.filter(pk=entry).update(understood=gist)


def _find_alike(entry: int, title: Vector | None, around: int) -> None:
    """For an entry, and for so many of those it looks like most."""
    for other in _keep_alike(entry, title)[:around]:
        _keep_alike(other)


def _keep_alike(entry: int, title: Vector | None = None) -> list[int]:
    alike = nearest_to(entry, LIKE, title)
    IndexRow.objects.filter(pk=entry).exclude(like=alike).update(like=alike)
    return alike
