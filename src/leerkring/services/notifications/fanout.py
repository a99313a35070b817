"""From one event to everyone who is told about it."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.timezone import now

from leerkring.core.events.models import Event
from leerkring.kit import manifest
from leerkring.kit.mail import new_message_id
from leerkring.services.notifications.models import OutgoingMail, Told
from leerkring.services.notifications.queries import entry_of, opted_out, people_for
from leerkring.services.notifications.tasks import send_all

BATCH = 1000


def tell(event: Event) -> None:
    """Write the messages and mails of an event, once: the event's row is locked meanwhile."""
    if not manifest.notices(event.verb):
        return
    with transaction.atomic():
        Event.objects.select_for_update().get(pk=event.pk)
        if Told.objects.filter(event=event).exists():
            return
        rows = told_about(event)
        Told.objects.bulk_create(rows, batch_size=BATCH)
        _queue_mails(rows)


def told_about(event: Event) -> list[Told]:
    """The messages of an event, not saved. One a person: the first notice that fits is the one."""
    found: dict[int, Told] = {}
    for notice in manifest.notices(event.verb) if event.target else ():
        entry = entry_of(notice, event)
        for person in people_for(notice, event).values_list("pk", flat=True):
            row = Told(person_id=person, event=event, kind=notice.kind, entry=entry, at=event.at)
            found.setdefault(person, row)
    return list(found.values())


def _queue_mails(rows: Sequence[Told]) -> None:
    unwanted = opted_out(rows)
    mails = [_mail(row) for row in rows if (row.person_id, row.kind) not in unwanted]
    for start in range(0, len(mails), BATCH):
        made = OutgoingMail.objects.bulk_create(mails[start : start + BATCH])
        send_all(mail.pk for mail in made)


def _mail(row: Told) -> OutgoingMail:
    return OutgoingMail(
        kind=row.kind,
        recipient_id=row.person_id,
        event=row.event,
        message_id=new_message_id(),
        due_at=now(),
    )
