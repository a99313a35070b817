from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.http import Http404

from leerkring.core.entries.models import Entry
from leerkring.core.entries.visibility import audience_of, visible_to
from leerkring.core.people.faces import FACE, Face
from leerkring.core.people.models import Person, card
from leerkring.core.spaces.models import Membership
from leerkring.core.spaces.queries import Viewer
from leerkring.kit.columns import Columns
from leerkring.kit.manifest import Said
from leerkring.kit.text import one_line
from leerkring.services.discussion.conversation import anchor_of
from leerkring.services.discussion.models import Follow, Recognition, Reply, ReplyVersion

Entries = TypeVar("Entries", bound=Entry)


def get_reply(viewer: Viewer, pk: int) -> Reply:
    """Raises `Http404` where the reply's entry may not be seen, and for a reply that was taken away."""
    reply = get_placed(viewer, pk)
    if reply.is_gone:
        raise Http404
    return reply


def find_reply(viewer: Viewer, pk: int) -> Reply | None:
    try:
        return get_reply(viewer, pk)
    except Http404:
        return None


def get_placed(viewer: Viewer, pk: int) -> Reply:
    """A reply, maybe taken away since: then only its place is of use. Raises `Http404` like `get_reply`."""
    seen = Entry.objects.filter(visible_to(viewer), pk=OuterRef("entry_id"))
    rows = Reply.objects.filter(Exists(seen), pk=pk).select_related("author", *card("author__"))
    row = rows.select_related("entry__space", "entry__author", "entry__region").first()
    if row is None:
        raise Http404
    return row


def get_own_reply(person: Person, pk: int) -> Reply:
    """Raises `Http404` for a reply by somebody else."""
    return _own(person, get_reply(person, pk))


def get_own_taken_away(person: Person, pk: int) -> Reply:
    """Raises `Http404` for a reply by somebody else."""
    return _own(person, get_placed(person, pk))


def _own(person: Person, reply: Reply) -> Reply:
    if reply.author_id != person.pk:
        raise Http404
    return reply


def versions_of(reply: Reply) -> list[ReplyVersion]:
    """What it said before, oldest first."""
    return list(reply.versions.all())


def get_version(reply: Reply, pk: int) -> ReplyVersion:
    """Raises `Http404` for a version of another reply."""
    version = reply.versions.filter(pk=pk).first()
    if version is None:
        raise Http404
    return version


def mentionable(entry: Entry) -> QuerySet[Person]:
    """Whom one may name under an entry: who may read it and said who they are.

    An experience expert only in the own space: elsewhere nobody is to find them.
    """
    inside = Membership.objects.filter(space_id=entry.space_id, person=OuterRef("pk"))
    known = Q(function__isnull=False, municipality__isnull=False) | Q(Exists(inside), is_pseudonymous=True)
    return audience_of(entry).filter(known, Q(is_pseudonymous=False) | Exists(inside)).exclude(name="")


def find_to_mention(by: Person, entry: Entry, words: str, limit: int = 8) -> list[Person]:
    """People whose name or organisation has a word that starts so.

    Names before organisations; among them first who asked or answered here.
    """
    words = one_line(words)[:60]
    name, organisation = (
        Q(**{f"{field}__istartswith": words}) | Q(**{f"{field}__icontains": f" {words}"})
        for field in ("name", "organisation__name")
    )
    answered = Exists(Reply.objects.filter(entry=entry, author=OuterRef("pk"), deleted_at=None))
    here = Q(pk=None) if entry.is_anonymous else answered | Q(pk=entry.author_id)
    rows = mentionable(entry).filter(name | organisation).exclude(pk=by.pk).select_related(*card())
    return list(rows.order_by(_false_last(name), _false_last(here), "name", "pk")[:limit])


def _false_last(rule: Q) -> Case:
    return Case(When(rule, then=0), default=1)


def last_number(entry: Entry) -> int:
    """The number of the last reply, also where that was taken away."""
    return entry.reply_count + entry.removed_count


def followers(entry: Entry) -> QuerySet[Person]:
    rows = Follow.objects.filter(entry=entry, wanted=True)
    return Person.objects.filter(pk__in=rows.values("person_id"))


def muters(entry: Entry) -> QuerySet[Person]:
    """Who switched this thread off."""
    rows = Follow.objects.filter(entry=entry, wanted=False)
    return Person.objects.filter(pk__in=rows.values("person_id"))


def followed_by(person: Person) -> Q:
    """The filter on entries that somebody follows."""
    return Q(pk__in=Follow.objects.filter(person=person, wanted=True).values("entry_id"))


def recognised_by(person: Person, entries: Iterable[Entry]) -> set[int]:
    """The primary keys of those entries that this person has too."""
    rows = Recognition.objects.filter(person=person, entry__in=[entry.pk for entry in entries])
    return set(rows.values_list("entry_id", flat=True))


@dataclass(frozen=True, slots=True)
class Answered:
    """What came in under one of somebody's own entries: the latest reply, and how many people more."""

    latest: Reply
    others: int


_REPLY = Columns.of(Reply, "reply", frozenset(("id", "entry_id", "number", "author_id", "at")))
_AUTHOR = Columns.of(Person, "author", FACE)
_ENTRY = Columns.of(
    Entry, "entry", frozenset(("id", "kind", "title", "author_id", "is_anonymous", "region_id"))
)
# Written by hand: every member's start page asks it. An answer moves its question, so the last moved will do.
_ANSWERS = f"""
    SELECT reply.others, {_REPLY}, {_AUTHOR}, {_ENTRY}
    FROM (SELECT * FROM entries_entry
          WHERE author_id = %(person)s AND state = 'published' AND reply_count > 0
          ORDER BY bumped_at DESC LIMIT %(among)s) entry
    JOIN LATERAL (
        SELECT one.*,
               (SELECT count(DISTINCT author_id) - 1 FROM discussion_reply
                WHERE entry_id = entry.id AND deleted_at IS NULL AND author_id <> entry.author_id) AS others
        FROM discussion_reply one
        WHERE entry_id = entry.id AND deleted_at IS NULL AND author_id <> entry.author_id
        ORDER BY number DESC LIMIT 1) reply ON true
    JOIN people_person author ON author.id = reply.author_id
    ORDER BY reply.at DESC LIMIT %(limit)s
"""  # noqa: S608  # nosec B608 (names of columns)


def answers_to(person: Person, limit: int = 4) -> list[Answered]:
    """The latest replies by others to the person's own entries, one line an entry."""
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS, {"person": person.pk, "among": 3 * limit, "limit": limit})
        return [_answered(iter(row)) for row in cursor.fetchall()]


def _answered(values: Iterator[Any]) -> Answered:
    others, reply = next(values), _REPLY.take(values)
    reply.author, reply.entry = _AUTHOR.take(values), _ENTRY.take(values)
    return Answered(reply, others)


FIRST = 20
"""Among how many of the first answers we look for who helped."""


def helpers(entries: list[Entries]) -> list[tuple[Entries, list[Face]]]:
    """Each entry with the (at most four) people who answered it, the first to answer first."""
    rows = Reply.objects.filter(entry__in=entries, deleted_at=None, number__lte=FIRST)
    rows = rows.select_related("author").defer("text")
    found: dict[int, dict[int, Face]] = {}
    by_id = {entry.pk: entry for entry in entries}
    for row in rows.order_by("entry_id", "number"):
        people = found.setdefault(row.entry_id, {})
        if row.author_id not in people and len(people) < 4:
            people[row.author_id] = by_id[row.entry_id].face_under(row.author)
    return [(entry, list(found.get(entry.pk, {}).values())) for entry in entries]


def said_under(entries: Sequence[int], among: int | None = None) -> Iterator[Said]:
    """What stands under these entries, by number: for search. `among`: up to this number."""
    rows = Reply.objects.filter(entry__in=entries, deleted_at=None).order_by("entry", "number")
    if among is not None:
        rows = rows.filter(number__lte=among)
    for entry, number, text, by in rows.values_list("entry_id", "number", "text", "author_id"):
        yield Said(entry, number, text, by, anchor_of(number))
