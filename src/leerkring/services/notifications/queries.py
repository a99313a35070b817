from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Count, Max, Model, Q, QuerySet, prefetch_related_objects
from django.http import Http404, QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from leerkring.core.entries.models import Entry
from leerkring.core.entries.visibility import reach_of, visible_to
from leerkring.core.events.models import Event
from leerkring.core.people.faces import NEUTRAL, anonymous_asker, asker_replying
from leerkring.core.people.models import Person
from leerkring.core.spaces.queries import may_know
from leerkring.kit import manifest
from leerkring.kit.keyset import Page, paginate
from leerkring.services.notifications.models import Told
from leerkring.services.notifications.recipients import notice_of, target_of

PAGE, MOST_COUNTED = 30, 100


def kinds() -> dict[str, manifest.Text]:
    """What people can be told about, with its label, in the order of the manifests."""
    return {one.kind: one.label for one in manifest.notices()}


def told(person: Person) -> QuerySet[Told]:
    """The lines of what a person was told, as far as they may still see it."""
    seen = Q(entry=None) | _under("entry", visible_to(person))
    known = Q(space=None) | _under("space", may_know(person))
    return Told.objects.filter(seen, known, person=person, line=None)


def _under(relation: str, rule: Q) -> Q:
    """The same rule about the row that a relation leads to: a join is quicker to build than a subquery."""
    children: list[Any] = []
    for one in rule.children:
        if isinstance(one, Q):
            children.append(_under(relation, one))
        else:
            name, value = cast(tuple[str, Any], one)
            children.append((f"{relation}__{name}", value))
    return Q(*children, _connector=rule.connector, _negated=rule.negated)


def unread(person: Person) -> QuerySet[Told]:
    return told(person).filter(seen_at=None)


# Written by hand: every page of a member asks it, and Django writes it slower than it is answered.
_UNREAD = """
    SELECT entry.state, entry.openness, entry.space_id, entry.author_id, told.space_id
    FROM notifications_told told LEFT JOIN entries_entry entry ON entry.id = told.entry_id
    WHERE told.person_id = %s AND told.line_id IS NULL AND told.seen_at IS NULL
    LIMIT %s
"""


def unread_count(person: Person) -> int:
    """How many new lines there are, up to `MOST_COUNTED`: every page shows this, so it is asked simply."""
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD, [person.pk, MOST_COUNTED])
        found = cursor.fetchall()
    reach = reach_of(person)
    if any(space is not None and space not in reach.spaces for *_entry, space in found):
        return unread(person).count()  # About a space that somebody may be invited to: ask exactly.
    return sum(1 for state, *rest, _space in found if state is None or reach.shows(state, *rest))


# Written by hand, for the same reason: it is asked by every thread.
_TOLD_OF = """
    SELECT EXISTS (SELECT FROM notifications_told
                   WHERE person_id = %s AND entry_id = %s AND seen_at IS NULL)
"""


def told_of(person: Person, entry: Entry) -> bool:
    """Whether there is anything about an entry that this person was told and did not see."""
    with connection.cursor() as cursor:
        cursor.execute(_TOLD_OF, [person.pk, entry.pk])
        return bool(cursor.fetchall()[0][0])


def get_told(person: Person, pk: int) -> Told:
    """Raises `Http404` for a message to somebody else, or about what this person may not see."""
    row = told(person).select_related("event").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def first_new(row: Told) -> Any:
    """What a line leads to: the oldest thing in it that the person has not seen; None when all is gone."""
    rows = Told.objects.filter(Q(pk=row.pk) | Q(line=row.pk)).select_related("event__target_type")
    if row.seen_at is None:
        rows = rows.filter(seen_at=None)
    some = list(rows.order_by("event_id")[:PAGE])
    _fetch_targets([one.event for one in some])
    targets = (target_of(one.event) for one in some)
    return next((target for target in targets if target is not None), None)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list, about its latest event. Without a `template` its subject is gone.

    `count` messages are in it, by `name` and `others` more people.
    """

    told: Told
    event: Event
    label: manifest.Text
    template: str
    count: int = 1
    others: int = 0

    @property
    def name(self) -> str:
        return actor_name(self.event)

    @property
    def tone(self) -> str:
        """The colour of the circle before it; neutral where nobody may be named."""
        by = self.event.by if self.template else None
        return by.tone if by and not _hides_actor(self.event) else NEUTRAL

    @property
    def more(self) -> int:
        return self.count - 1

    @property
    def is_unread(self) -> bool:
        return self.told.seen_at is None

    @property
    def day(self) -> date:
        return localdate(self.told.at)


def actor_name(event: Event) -> str:
    """Who did it, as it may be told. An anonymous asker has no name in any message."""
    target: Any = event.target
    if _hides_actor(event):
        entry = target.entry
        return anonymous_asker().name if target == entry else asker_replying().name
    return (event.by.name if event.by else "") or _("Somebody")


def _hides_actor(event: Event) -> bool:
    entry = getattr(event.target, "entry", None)
    return entry is not None and entry.hides(event.by_id)


def inbox(person: Person, query: QueryDict, *, only_unread: bool = False) -> Page[Told]:
    rows = unread(person) if only_unread else told(person)
    rows = rows.select_related("event__by", "event__target_type", "entry__space")
    return paginate(rows, query, order=("at", "id"), size=PAGE)


@dataclass(frozen=True, slots=True)
class _Folded:
    """What is folded into a line: how many messages, the number of the latest event, and by whom."""

    count: int
    latest: int
    actors: set[int | None]


def lines(rows: Sequence[Told]) -> list[Line]:
    folded = _folded(rows)
    latest = [one.latest for one in folded.values()]
    events = Event.objects.select_related("by", "target_type").in_bulk(latest)
    _fetch_targets([*(row.event for row in rows), *events.values()])
    return [_line(row, folded.get(row.pk), events) for row in rows]


def _folded(rows: Sequence[Told]) -> dict[int, _Folded]:
    found = (
        Told.objects.filter(line__in=[row.pk for row in rows])
        .values("line")
        .annotate(count=Count("pk"), latest=Max("event"), actors=ArrayAgg("event__by", distinct=True))
    )
    return {int(one["line"] or 0): _Folded(one["count"], one["latest"], set(one["actors"])) for one in found}


def _line(row: Told, folded: _Folded | None, events: dict[int, Event]) -> Line:
    event = events.get(folded.latest, row.event) if folded else row.event
    if target_of(event) is None:
        event = row.event
    notice = notice_of(event.verb, row.kind)
    count, others = 1, 0
    if folded:
        count, others = 1 + folded.count, len(folded.actors | {row.event.by_id}) - 1
    if notice is None or target_of(event) is None:
        label = notice.label if notice else _("A message")
        return Line(row, event, label, "", count, others)
    return Line(row, event, notice.label, f"{notice.template}.line.html", count, others)


def _fetch_targets(events: Iterable[Event]) -> None:
    """The targets of all events in one query a type, with the entry or space that a line names."""
    rows = list(events)
    types = {event.target_type for event in rows}
    fetch = GenericPrefetch("target", [_with_place(one) for one in types])
    prefetch_related_objects(rows, fetch)


def _with_place(kind: ContentType) -> QuerySet[Model]:
    model = kind.model_class()
    if model is None:
        raise LookupError(kind)
    place = {"entry", "space", "person", "out_of"} & {field.name for field in model._meta.fields}
    return model._base_manager.select_related(*place) if place else model._base_manager.all()
