"""What somebody finds: only what this viewer may see, asked of `visible_to` each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, Func, OuterRef, QuerySet, Subquery
from django.utils.timezone import now

from leerkring.core.entries.models import Entry, Theme
from leerkring.core.entries.visibility import visible_to
from leerkring.core.regions.models import Region
from leerkring.core.spaces.queries import Viewer
from leerkring.kit import dutch
from leerkring.services.discover.matching import Counts, corrected, ranked
from leerkring.services.discover.models import IndexRow
from leerkring.services.discover.ranking import Query, parse, parse_title, quoted

PERIODS = {"maand": timedelta(days=31), "jaar": timedelta(days=366), "drie-jaar": timedelta(days=3 * 366)}
LEAST = 3
"""Letters with which a suggestion begins."""
LONGEST = 200
"""Letters of a query; the rest is not read."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for; empty values narrow nothing. `period` is one of `PERIODS`.

    `as_typed`: typos are not mended.
    """

    text: str = ""
    kind: str = ""
    theme: Theme | None = None
    region: Region | None = None
    period: str = ""
    as_typed: bool = False

    @property
    def is_narrow(self) -> bool:
        return bool(self.kind or self.theme or self.region or self.period)


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of what fits `query`, best first. `typed` is what was typed, where typos were mended."""

    query: Query
    ids: list[int]
    typed: str = ""


def search(viewer: Viewer, wish: Wish) -> Found:
    """What this viewer may see of what fits. Words that nobody uses are read as the nearest that are used."""
    query = parse(wish.text[:LONGEST])
    counts = Counts(query)
    better = None if wish.as_typed else corrected(query, _seen(viewer, Wish()), counts)
    if better is None:
        return Found(query, ranked(query, _seen(viewer, wish), counts))
    return Found(better, ranked(better, _seen(viewer, wish)), query.text)


def _seen(viewer: Viewer, wish: Wish) -> QuerySet[Entry]:
    rows = Entry.objects.published().filter(visible_to(viewer))
    if wish.kind:
        rows = rows.filter(kind=wish.kind)
    if wish.theme:
        about = Entry.themes.through.objects.filter(entry_id=OuterRef("pk"), theme_id=wish.theme.pk)
        rows = rows.filter(Exists(about))
    if wish.region:
        rows = rows.filter(region=wish.region)
    if wish.period:
        rows = rows.filter(bumped_at__gte=now() - PERIODS[wish.period])
    return rows


def suggestions(viewer: Viewer, text: str, limit: int = 6) -> list[Entry]:
    """Entries in whose titles all these words stand, the last as the beginning of one; the latest first."""
    words = dutch.words(text[:LONGEST])
    if not words or len(words[-1].exact) < LEAST:
        return []
    told = [quoted(word.exact) for word in words[:-1] if not word.is_stop]
    wanted = " & ".join([*told, f"{quoted(words[-1].exact)}:*"])
    titled = IndexRow.objects.filter(entry=OuterRef("pk")).extra(
        where=["title @@ %s::tsquery"], params=[wanted]
    )
    rows = Entry.objects.published().filter(visible_to(viewer)).filter(Exists(titled))
    return list(rows.order_by("-bumped_at", "-pk")[:limit])


def like_title(viewer: Viewer, title: str, limit: int = 5) -> list[Entry]:
    """What was said before about what somebody is about to ask."""
    query = parse_title(title[:LONGEST])
    if not query.lexemes:
        return []
    return entries_of(viewer, ranked(query, _seen(viewer, Wish()))[:limit])


def like(viewer: Viewer, entry: Entry, limit: int = 3) -> list[Entry]:
    """What looks like an entry, as far as this viewer may see it, nearest first. The worker finds it."""
    kept = IndexRow.objects.filter(entry=entry.pk)
    alike = kept.annotate(one=Func("like", function="unnest")).values("one")
    place = Func(Subquery(kept.values("like")), F("pk"), function="array_position")
    rows = Entry.objects.published().filter(visible_to(viewer), pk__in=alike)
    return list(rows.defer("text").order_by(place)[:limit])


def entries_of(viewer: Viewer, ids: Sequence[int]) -> list[Entry]:
    """These entries in this order, with what a row shows."""
    rows = Entry.objects.published().filter(visible_to(viewer), pk__in=ids).with_row(text=True)
    found = {one.pk: one for one in rows}
    return [found[pk] for pk in ids if pk in found]
