"""What is new to somebody: said after they last read it, and not older than `FRESH`.

Each thread has at most one marker a person, and "everything read" is one moment a space. So what is
new follows from a join on the markers of one person and the bounded last movement of the threads.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar, cast

from django.db import connection
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.timezone import now

from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import Viewer
from leerkring.services.discussion.models import SpaceRead

FRESH = timedelta(days=40)
"""What has not moved for so long counts as read."""

Entries = TypeVar("Entries", bound=Entry)

Marker = tuple[int, datetime]
"""Up to which number somebody read a thread, and when."""

# Written by hand: Django would write each id of hundreds apart.
_MARKERS = """
    SELECT entry_id, last_number, at FROM discussion_readmarker WHERE person_id = %s AND entry_id = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """From when on somebody can have something new: `since`, and later than that in some spaces."""

    person_id: int
    since: datetime
    spaces: Mapping[int, datetime] = field(default_factory=dict)

    @property
    def unread(self) -> Q:
        """The filter on entries `with_read_marks`."""
        last = F("reply_count") + F("removed_count")
        mine = Q(author_id=self.person_id, reply_count=0)
        never_opened = Q(mark__last_number=None) & ~mine
        answered = Q(mark__last_number__lt=last, reply_count__gt=0)
        rule = Q(bumped_at__gt=self.since) & (never_opened | answered)
        for space, moment in self.spaces.items():
            rule &= ~Q(space_id=space, bumped_at__lte=moment)
        return rule

    def starts(self, space_id: int) -> datetime:
        return self.spaces.get(space_id, self.since)


def reading_of(person: Person) -> Reading:
    """Nothing from before somebody joined is new to them."""
    rows = list(SpaceRead.objects.filter(person_id=person.pk))
    since = max(now() - FRESH, person.joined_at, *(one.at for one in rows if one.space_id is None))
    spaces = {one.space_id: one.at for one in rows if one.space_id is not None and one.at > since}
    return Reading(person.pk, since, spaces)


def with_read_marks(rows: QuerySet[Entries], person: Viewer) -> QuerySet[Entries]:
    """Entries with `read_up_to` and `read_at` of this person's marker; None for a thread never opened."""
    if not isinstance(person, Person):
        return rows
    rows = with_markers(rows, person)
    marked = rows.annotate(read_up_to=F("mark__last_number"), read_at=F("mark__at"))
    return cast("QuerySet[Entries]", marked)


def with_markers(rows: QuerySet[Entries], person: Viewer) -> QuerySet[Entries]:
    """Entries joined with this person's markers, for `Reading.unread`."""
    if not isinstance(person, Person):
        return rows
    mine = FilteredRelation("read_markers", condition=Q(read_markers__person=person.pk))
    return cast("QuerySet[Entries]", rows.annotate(mark=mine))


@dataclass(frozen=True, slots=True)
class News:
    """What is new in one thread, that may have been read before; `answers` is how many, if that is known."""

    is_new: bool = False
    answers: int = 0
    was_read: bool = False


def markers_of(person_id: int, entries: Iterable[Entry]) -> dict[int, Marker]:
    """The markers that somebody has in these entries, by entry."""
    with connection.cursor() as cursor:
        cursor.execute(_MARKERS, [person_id, [entry.pk for entry in entries]])
        return {entry: (last, at) for entry, last, at in cursor}


def news_in(entry: Entry, reading: Reading | None, marker: Marker | None = None) -> News:
    """Call with an entry `with_read_marks`, or with its marker; the same rule as `Reading.unread`."""
    if reading is None or entry.bumped_at is None:
        return News()
    starts = reading.starts(entry.space_id)
    if entry.bumped_at <= starts:
        return News()
    last = entry.reply_count + entry.removed_count
    read, at = marker or (getattr(entry, "read_up_to", None), getattr(entry, "read_at", None))
    if read is None or at is None:
        return News(is_new=bool(entry.reply_count) or entry.author_id != reading.person_id)
    counted = at >= starts  # else part of it was read as a whole
    unseen = min(max(last - read, 0), entry.reply_count)  # what was taken away is nothing new
    return News(unseen > 0, unseen if counted else 0, was_read=True)


def read_all_of(person: Person, space: Space | None) -> SpaceRead | None:
    return SpaceRead.objects.select_for_update().filter(person=person, space=space).first()
