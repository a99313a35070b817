from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from leerkring.core.entries.models import Entry
from leerkring.core.entries.visibility import visible_to
from leerkring.core.people.faces import Face
from leerkring.core.people.models import Person, card
from leerkring.core.spaces.queries import Viewer
from leerkring.services.discussion.models import Follow, Helpful, ReadMarker, Recognition, Reply

PAGE = 30

Entries = TypeVar("Entries", bound=Entry)


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a question is felt: distinct people, organisations and regions that recognise it."""

    people: int
    organisations: int
    regions: int


@dataclass(slots=True)
class Conversation:
    """What one viewer sees under an entry: up to `PAGE` replies from `first` on.

    `read` is the last number the viewer read before (None: never opened), `unread_from`
    the number of the first reply that is new since then, or None.
    """

    entry: Entry
    replies: list[Reply]
    chosen: Reply | None
    first: int
    earlier: int | None
    later: int | None
    read: int | None = None
    unread_from: int | None = None
    recognised: bool = False
    followed: bool = False
    spread: Spread | None = None

    @property
    def newly_read(self) -> int | None:
        """The number up to which the viewer has read now, where that is further than before."""
        last = self.replies[-1].number if self.replies else 0
        return last if self.read is None or last > self.read else None


def conversation(viewer: Viewer, entry: Entry, first: int = 1) -> Conversation:
    """Replies `first` and on, with what the viewer did. Call with an entry that the viewer may see."""
    rows = Reply.objects.filter(entry=entry).select_related("author", *card("author__"))
    page = list(rows.filter(number__gte=first)[: PAGE + 1])
    later = page[PAGE].number if len(page) > PAGE else None
    chosen = None
    if entry.round_at:
        chosen = next((one for one in page if one.is_chosen), None) or rows.filter(is_chosen=True).first()
    for one in [*page, *([chosen] if chosen else [])]:
        one.entry = entry
    earlier = max(1, first - PAGE) if first > 1 else None
    talk = Conversation(entry, page[:PAGE], chosen, first, earlier, later)
    _add_state(talk, viewer)
    return talk


def _add_state(talk: Conversation, viewer: Viewer) -> None:
    """What the viewer did here and how far the question is felt, in one query."""
    state: QuerySet[Any] = Entry.objects.filter(pk=talk.entry.pk).annotate(**_felt())
    if not isinstance(viewer, Person):
        talk.spread = Spread(**state.values("people", "organisations", "regions").get())
        return
    mine = {"entry": OuterRef("pk"), "person": viewer}
    found = (
        state.annotate(
            recognised=Exists(Recognition.objects.filter(**mine)),
            followed=Exists(Follow.objects.filter(**mine, wanted=True)),
            read=ReadMarker.objects.filter(**mine).values("last_number")[:1],
            helped=ArraySubquery(
                Helpful.objects.filter(reply__entry=OuterRef("pk"), person=viewer).values("reply_id")
            ),
        )
        .values("people", "organisations", "regions", "recognised", "followed", "read", "helped")
        .get()
    )
    talk.recognised, talk.followed, talk.read = found["recognised"], found["followed"], found["read"]
    helped = set(found["helped"])
    for one in [*talk.replies, *([talk.chosen] if talk.chosen else [])]:
        one.helped_me = one.pk in helped
    talk.spread = Spread(found["people"], found["organisations"], found["regions"])
    if talk.read is not None:
        new = (one.number for one in talk.replies if one.number > talk.read and one.author_id != viewer.pk)
        talk.unread_from = next(new, None)


def _felt() -> dict[str, Count]:
    return {
        "people": Count("recognitions"),
        "organisations": Count("recognitions__person__organisation", distinct=True),
        "regions": Count("recognitions__person__municipality__region", distinct=True),
    }


def spread(entry: Entry) -> Spread:
    """Over how many organisations and regions the recognitions go."""
    rows: QuerySet[Any] = Entry.objects.filter(pk=entry.pk).annotate(**_felt())
    return Spread(**rows.values("people", "organisations", "regions").get())


def get_reply(viewer: Viewer, pk: int) -> Reply:
    """Raises `Http404` where the reply's entry may not be seen."""
    seen = Entry.objects.filter(visible_to(viewer), pk=OuterRef("entry_id"))
    row = (
        Reply.objects.filter(Exists(seen), pk=pk)
        .select_related("entry__space", "entry__author", "author")
        .first()
    )
    if row is None:
        raise Http404
    return row


def get_own_reply(person: Person, pk: int) -> Reply:
    """Raises `Http404` for a reply by somebody else."""
    reply = get_reply(person, pk)
    if reply.author_id != person.pk:
        raise Http404
    return reply


def page_start(number: int) -> int:
    """The number from which the page with this reply starts."""
    return (number - 1) // PAGE * PAGE + 1


def followers(entry: Entry) -> QuerySet[Person]:
    rows = Follow.objects.filter(entry=entry, wanted=True)
    return Person.objects.filter(pk__in=rows.values("person_id"))


def followed_by(person: Person) -> Q:
    """The filter on entries that somebody follows."""
    return Q(pk__in=Follow.objects.filter(person=person, wanted=True).values("entry_id"))


def with_read_marks(rows: QuerySet[Entries], person: Viewer) -> QuerySet[Entries]:
    """Entries with `read_up_to`: the last reply that this person read; None for a thread never opened."""
    if not isinstance(person, Person):
        return rows
    marker = ReadMarker.objects.filter(entry=OuterRef("pk"), person=person)
    marked = rows.annotate(read_up_to=marker.values("last_number")[:1])
    return cast("QuerySet[Entries]", marked)


@dataclass(frozen=True, slots=True)
class Answered:
    """What came in under one of somebody's own entries: the latest reply, and how many people more."""

    latest: Reply
    others: int


def answers_to(person: Person, limit: int = 4) -> list[Answered]:
    """The latest replies by others to the person's own entries, one line an entry."""
    rows = Reply.objects.filter(entry__author=person).exclude(author=person)
    rows = rows.filter(entry__in=Entry.objects.filter(visible_to(person)))
    latest = rows.select_related("entry", "author", *card("author__")).order_by("-at")[: 6 * limit]
    found: dict[int, list[Reply]] = {}
    for row in latest:
        found.setdefault(row.entry_id, []).append(row)
    lines = [Answered(some[0], len({one.author_id for one in some}) - 1) for some in found.values()]
    return lines[:limit]


def helpers(entries: list[Entries]) -> list[tuple[Entries, list[Face]]]:
    """Each entry with the (at most four) people who answered it, the first to answer first."""
    rows = Reply.objects.filter(entry__in=entries).select_related("author", *card("author__"))
    found: dict[int, dict[int, Face]] = {}
    by_id = {entry.pk: entry for entry in entries}
    for row in rows.order_by("entry_id", "number"):
        people = found.setdefault(row.entry_id, {})
        if row.author_id not in people and len(people) < 4:
            people[row.author_id] = by_id[row.entry_id].face_under(row.author)
    return [(entry, list(found.get(entry.pk, {}).values())) for entry in entries]
