"""From one event to everyone who is told about it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.timezone import now

from leerkring.core.events.models import Event
from leerkring.kit import manifest
from leerkring.kit.mail import new_message_id
from leerkring.services.notifications.models import MailState, OutgoingMail, Told
from leerkring.services.notifications.recipients import notice_of, people_for, place_of, target_of
from leerkring.services.notifications.tasks import send_all

BATCH = 1000

GATHERING = timedelta(minutes=30)
"""After a mail about what is not read yet, the next one waits so long, and tells all that came in."""

_LOCK = 7_013
"""Any number that no other advisory lock has."""

Key = tuple[int, str]
"""A person and a kind: within one event the entry or space is the same for all."""


def tell(event: Event, at: datetime | None = None) -> None:
    """Write the messages and mails of an event, once: the event's row is locked meanwhile."""
    if not manifest.notices(event.verb):
        return
    with transaction.atomic():
        Event.objects.select_for_update().get(pk=event.pk)
        if Told.objects.filter(event=event).exists():
            return
        rows = told_about(event)
        if rows:
            _write(rows, at or now())


def told_about(event: Event) -> list[Told]:
    """The messages of an event, not saved. One a person: the first notice that fits is the one."""
    found: dict[int, Told] = {}
    for notice in manifest.notices(event.verb) if target_of(event) else ():
        place = place_of(notice, event)
        people = people_for(notice, event).values_list("pk", "channel")  # type: ignore[misc]
        for person, channel in people:
            row = Told(person_id=person, event=event, kind=notice.kind, at=event.at, **place)
            row.by_mail = channel == "mail"
            found.setdefault(person, row)
    return list(found.values())


def _write(rows: list[Told], at: datetime) -> None:
    about = _same_place(rows[0])
    _lock(rows[0])
    _fold(rows, about)
    mails = _queue([row for row in rows if row.by_mail], about, at)
    Told.objects.bulk_create(rows, batch_size=BATCH)
    for due in {mail.due_at for mail in mails}:
        send_all((mail.pk for mail in mails if mail.due_at == due), due if due > at else None)


def _same_place(row: Told) -> Q:
    return Q(entry=row.entry_id) if row.entry_id else Q(entry=None, space=row.space_id)


def _lock(row: Told) -> None:
    """Two events about one place are told one after the other, or each would begin a line of its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, (row.entry_id or row.space_id or 0) % 2**31]
        )


def _is_grouped(row: Told) -> bool:
    notice = notice_of(row.event.verb, row.kind)
    return notice is not None and notice.grouped and bool(row.entry_id or row.space_id)


def _fold(rows: Sequence[Told], about: Q) -> None:
    """Into the unread line about the same, where there is one. The line is locked: reading it waits."""
    kinds = {row.kind for row in rows if _is_grouped(row)}
    unread = Told.objects.select_for_update(of=("self",)).filter(about, kind__in=kinds, line=None)
    lines = {
        (person, kind): pk
        for pk, person, kind in unread.filter(seen_at=None).values_list("pk", "person_id", "kind")
    }
    for row in rows:
        row.line_id = lines.get((row.person_id, row.kind))
    used = [row.line_id for row in rows if row.line_id]
    Told.objects.filter(pk__in=used).update(at=Greatest(F("at"), rows[0].at))


def _queue(rows: Sequence[Told], about: Q, at: datetime) -> list[OutgoingMail]:
    """Give each row its mail: one that still waits, or a new one. Returns the new ones."""
    waiting, recent = _under_way({row.kind for row in rows if _is_grouped(row)}, about, at)
    new = []
    for row in rows:
        key = row.person_id, row.kind
        if key in waiting:
            row.mail_id = waiting[key]
        else:
            mail = _mail(row, at + GATHERING if key in recent else at)
            row.mail = mail
            new.append(mail)
    return OutgoingMail.objects.bulk_create(new, batch_size=BATCH)


def _under_way(kinds: set[str], about: Q, at: datetime) -> tuple[dict[Key, int], set[Key]]:
    """Mails about this place that no worker holds yet, and whoever has or gets one within the half hour."""
    unfinished = Q(mail__state__in=(MailState.QUEUED, MailState.SENDING))
    rows = Told.objects.filter(about, unfinished | Q(mail__sent_at__gte=at - GATHERING), kind__in=kinds)
    rows = rows.filter(seen_at=None)
    found = list(rows.values_list("person_id", "kind", "mail_id"))
    mails = OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",))
    mails = mails.filter(pk__in={mail for _person, _kind, mail in found}, state=MailState.QUEUED)
    free = set(mails.values_list("pk", flat=True))
    waiting = {(person, kind): mail for person, kind, mail in found if mail in free and mail}
    return waiting, {(person, kind) for person, kind, _mail in found}


def _mail(row: Told, due: datetime) -> OutgoingMail:
    return OutgoingMail(
        kind=row.kind,
        recipient_id=row.person_id,
        event=row.event,
        message_id=new_message_id(),
        due_at=due,
    )
