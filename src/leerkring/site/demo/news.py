"""What happened, who was told about it, and the mails of the last days. Nothing of this is sent."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models

from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import JoinRequest, Membership, Role
from leerkring.domains.directory.models import MessageRequest
from leerkring.kit import manifest
from leerkring.kit.mail import new_message_id
from leerkring.services.notifications.fanout import told_about
from leerkring.services.notifications.letters import write
from leerkring.services.notifications.models import (
    Level,
    MailState,
    OutgoingMail,
    SpaceChoice,
    Told,
)
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


def load_choices() -> None:
    """Who leads a circle hears everything of it."""
    led = Membership.objects.filter(role=Role.FACILITATOR)
    SpaceChoice.objects.bulk_create(
        SpaceChoice(person_id=one.person_id, space_id=one.space_id, level=Level.EVERYTHING) for one in led
    )


def load_messages(now: datetime, events: list[Event], readers: Iterable[Person]) -> None:
    """Tell people about the recent events by the rules of the manifests; `readers` have a few left to see."""
    rows: list[Told] = []
    for event in events:
        if event.at > now - RECENT:
            rows += told_about(event)
    unseen = {person.pk: UNSEEN for person in readers}
    for row in reversed(rows):
        if unseen.get(row.person_id, 0):
            unseen[row.person_id] -= 1
        else:
            row.seen_at = min(now, row.at + timedelta(hours=5))
    _fold(rows)
    _load_mails([row for row in rows if row.seen_at is None and row.by_mail][-MAILS:])


def _fold(rows: list[Told]) -> None:
    """Insert the messages; what somebody has not seen yet about one entry is one line."""
    lines: dict[tuple[int, str, int | None], Told] = {}
    for row in rows:
        if row.seen_at is None:
            first = lines.setdefault((row.person_id, row.kind, row.entry_id or row.event.pk), row)
            first.at = row.at
    alone = set(map(id, lines.values()))
    Told.objects.bulk_create([row for row in rows if row.seen_at or id(row) in alone])
    later = [row for row in rows if not row.seen_at and id(row) not in alone]
    for row in later:
        row.line = lines[row.person_id, row.kind, row.entry_id or row.event.pk]
    Told.objects.bulk_create(later)


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


def _load_mails(rows: list[Told]) -> None:
    for row in rows:
        mail = OutgoingMail.objects.create(
            kind=row.kind,
            recipient_id=row.person_id,
            event=row.event,
            message_id=new_message_id(),
            due_at=row.at,
        )
        Told.objects.filter(pk=row.pk).update(mail=mail)
        if write(mail):
            mail.state, mail.attempts, mail.sent_at, mail.handing_over_at = MailState.SENT, 1, row.at, row.at
            mail.save()
        else:
            mail.delete()
