"""What happened, who was told about it, and the mails of the last days. Nothing of this is sent."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models

from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import JoinRequest
from leerkring.domains.directory.models import MessageRequest
from leerkring.kit import manifest
from leerkring.kit.mail import new_message_id
from leerkring.services.notifications.letters import write
from leerkring.services.notifications.models import MailState, OutgoingMail, Told
from leerkring.services.notifications.queries import entry_of, people_for
from leerkring.site.demo import threads

RECENT = timedelta(days=16)
UNSEEN = 4
MAILS = 12


def load_events(found: Iterable[threads.Told]) -> list[Event]:
    """Insert one event for every question, answer, chosen answer and waiting request."""
    rows = []
    for told in found:
        rows.append(_event("community.asked", told.entry.author_id, told.entry, told.entry.published_at))
        rows += [_event("discussion.replied", one.author_id, one, one.at) for one in told.replies]
        if told.chosen:
            rows.append(
                _event("discussion.came_round", told.entry.author_id, told.chosen, told.entry.round_at)
            )
    for request in JoinRequest.objects.select_related("space"):
        rows.append(_waiting(request))
    for sent in MessageRequest.objects.all():
        rows.append(_event("directory.request_sent", sent.sender_id, sent, sent.at))
        if sent.is_answered:
            rows.append(_event("directory.request_answered", sent.receiver_id, sent, sent.answered_at))
    return Event.objects.bulk_create(sorted(rows, key=lambda one: one.at))


def load_messages(now: datetime, events: list[Event], readers: Iterable[Person]) -> None:
    """Tell people about the recent events by the rules of the manifests; `readers` have a few left to see."""
    rows: list[Told] = []
    for event in events:
        if event.at > now - RECENT:
            rows += _told(event)
    unseen = {person.pk: UNSEEN for person in readers}
    for row in reversed(rows):
        if unseen.get(row.person_id, 0):
            unseen[row.person_id] -= 1
        else:
            row.seen_at = min(now, row.at + timedelta(hours=5))
    Told.objects.bulk_create(rows)
    _load_mails([row for row in rows if row.seen_at is None][-MAILS:])


def _event(verb: str, by: int, on: models.Model, at: datetime | None) -> Event:
    kind = ContentType.objects.get_for_model(on, for_concrete_model=False)
    event = Event(verb=manifest.verbs()[verb].name, by_id=by, target_type=kind, target_id=on.pk)
    event.at = at or event.at
    return event


def _waiting(request: JoinRequest) -> Event:
    if request.invited_as:
        leader = request.space.memberships.get(role="facilitator").person_id
        return _event("spaces.invited", leader, request, request.at)
    return _event("spaces.join_asked", request.person_id, request, request.at)


def _told(event: Event) -> list[Told]:
    rows: dict[int, Told] = {}
    for notice in manifest.notices(event.verb):
        entry = entry_of(notice, event)
        for person in people_for(notice, event).values_list("pk", flat=True):
            rows.setdefault(
                person, Told(person_id=person, event=event, kind=notice.kind, entry=entry, at=event.at)
            )
    return list(rows.values())


def _load_mails(rows: list[Told]) -> None:
    for row in rows:
        mail = OutgoingMail(
            kind=row.kind,
            recipient_id=row.person_id,
            event=row.event,
            message_id=new_message_id(),
            due_at=row.at,
        )
        if write(mail):
            mail.state, mail.attempts, mail.sent_at, mail.handing_over_at = MailState.SENT, 1, row.at, row.at
            mail.save()
