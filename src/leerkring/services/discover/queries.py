"""What somebody finds: only what this viewer may see, asked of `visible_to` each time."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.timezone import now

from leerkring.core.entries.models import Attachment, Entry, Theme
from leerkring.core.entries.visibility import visible_to
from leerkring.core.people.faces import FACE
from leerkring.core.regions.models import Region
from leerkring.core.spaces.queries import Viewer
from leerkring.kit import dutch
from leerkring.services.discover.facets import PERIODS, Facts
from leerkring.services.discover.matching import alike, corrected, counts_of, ranked_in
from leerkring.services.discover.models import IndexRow
from leerkring.services.discover.ranking import Query, parse, parse_title, quoted
from leerkring.services.discover.scoring import QUICK, THOROUGH, Counts

LEAST = 3
"""Letters with which a suggestion begins."""
LONGEST = 200
"""Letters of a query; the rest is not read."""

_SHOWN = (
    *("kind", "title", "text", "author", "is_anonymous", "space", "openness", "region"),
    *("bumped_at", "reply_count", "round_at", "space__name", *(f"author__{one}" for one in FACE)),
)
"""What the page of results shows of an entry: reading everything takes longer than finding it."""


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
        return any(self.narrowed.values())

    @property
    def narrowed(self) -> dict[str, str]:
        """The value of each facet, by its name; empty where it narrows nothing."""
        return {
            "soort": self.kind,
            "thema": self.theme.slug if self.theme else "",
            "regio": self.region.code if self.region else "",
            "periode": self.period,
        }

    def keeps(self, facts: Facts) -> bool:
        """Whether an entry with these facts is left; the same as the filters of `_seen`."""
        return (
            self.kind in ("", facts.kind)
            and (self.theme is None or self.theme.pk in facts.themes)
            and (self.region is None or self.region.pk == facts.region)
            and (not self.period or facts.within(self.period))
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of what fits `query`, best first, with their `facts` by id.

    `typed` is what was typed, where typos were mended; `meant` is a better spelling that was not used.
    `more`: there are at least this many.
    """

    query: Query
    ids: list[int]
    facts: dict[int, Facts]
    typed: str = ""
    meant: str = ""
    more: bool = False


def search(viewer: Viewer, wish: Wish) -> Found:
    """What this viewer may see of what fits. Words that nobody uses are read as the nearest that are used."""
    query = parse(wish.text[:LONGEST])
    counts = counts_of(query)
    seen = _seen(viewer, Wish())
    mended = corrected(query, seen, counts)
    among = [seen, *([_seen(viewer, wish)] if wish.is_narrow else [])]
    if mended is None or wish.as_typed:
        ids, facts, more = _narrowed(among, wish, query, counts)
        return Found(query, ids, facts, meant=mended[0].text if mended else "", more=more)
    better, counts = mended
    ids, facts, more = _narrowed(among, wish, better, counts)
    return Found(better, ids, facts, typed=query.text, more=more)


def _narrowed(
    among: Sequence[QuerySet[Entry]], wish: Wish, query: Query, counts: Counts
) -> tuple[list[int], dict[int, Facts], bool]:
    """What is left of everything that fits, so that it is as many as a filter said it would be.

    `among` is what may be seen, and with a filter also what passes that: where there is more than we
    rank, the filters are part of the question to the database.
    """
    found, facts = ranked_in(query, among, counts)
    ids = found[-1] if len(found[0]) >= THOROUGH.entries else found[0]
    facts = {pk: facts[pk] for pk in ids if pk in facts and wish.keeps(facts[pk])}
    return list(facts), facts, len(ids) >= THOROUGH.entries


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
    """What was said before about what somebody is about to ask; nothing rather than what hardly fits."""
    query = parse_title(title[:LONGEST])
    if not query.lexemes:
        return []
    ids, facts = alike(query, _seen(viewer, Wish()), QUICK)
    return [_shown(pk, facts[pk]) for pk in ids[:limit]]


def _shown(pk: int, facts: Facts) -> Entry:
    """An entry with no more than a short line shows."""
    names = ("id", "kind", "title", "reply_count", "round_at")
    return Entry.from_db(None, names, (pk, facts.kind, facts.title, facts.replies, facts.round_at))


def like(viewer: Viewer, entry: Entry, limit: int = 3) -> list[Entry]:
    """What looks like an entry, as far as this viewer may see it, nearest first. The worker finds it."""
    kept = IndexRow.objects.filter(entry=entry.pk)
    alike = kept.annotate(one=Func("like", function="unnest")).values("one")
    place = Func(Subquery(kept.values("like")), F("pk"), function="array_position")
    rows = Entry.objects.published().filter(visible_to(viewer), pk__in=alike)
    return list(rows.defer("text").order_by(place)[:limit])


def results_of(viewer: Viewer, ids: Sequence[int]) -> list[Entry]:
    """These entries in this order, with what `hits` reads, also `theme_ids` and `file_facts`."""
    with_entry = Attachment.objects.filter(entry=OuterRef("pk"), is_hidden=False).order_by("pk")
    facts = JSONObject(pk="pk", name="name", description="description")
    files = ArraySubquery(with_entry.values(facts=facts))
    rows = Entry.objects.published().filter(visible_to(viewer), pk__in=ids).with_row(text=True)
    found = {one.pk: one for one in rows.annotate(file_facts=files).only(*_SHOWN)}
    return [found[pk] for pk in ids if pk in found]
