from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Theme
from leerkring.core.events.record import once, record
from leerkring.core.people.models import Organisation, Person
from leerkring.domains.directory import rules
from leerkring.domains.directory.models import (
    SILENCE,
    Block,
    Expertise,
    Listing,
    Merger,
    MessageRequest,
    RequestState,
)
from leerkring.domains.directory.queries.requests import WAITING
from leerkring.kit.actions import action

MOST_A_DAY = 10


class RefusedError(Exception):
    """Something that cannot be done now; `message` says why, to people."""

    def __init__(self, message: object) -> None:
        super().__init__(message)
        self.message = message


@action(may=rules.may_edit_listing)
def edit_listing(
    by: Person, person: Person, *, expertise: Iterable[Theme], helps_with: str, takes_requests: bool
) -> None:
    """Say what you can help with, and whether colleagues may send you message requests."""
    facts = {"helps_with": helps_with, "takes_requests": takes_requests}
    Listing.objects.update_or_create(person=person, defaults=facts)
    chosen = {theme.pk for theme in expertise}
    Expertise.objects.filter(person=person).exclude(theme_id__in=chosen).delete()
    rows = [Expertise(person=person, theme_id=pk) for pk in chosen]
    Expertise.objects.bulk_create(rows, ignore_conflicts=True)
    record("directory.listing_edited", by=by, on=person)


@once(MessageRequest)
@action(may=rules.may_request)
def send_request(
    by: Person, receiver: Person, *, text: str, email: str, nonce: UUID | None = None
) -> MessageRequest:
    """Ask somebody for contact. `email` is the address that the receiver sees after saying yes.

    Raises `RefusedError` where one waits already, and after `MOST_A_DAY`.
    """
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)  # One sending at a time.
    sent = MessageRequest.objects.filter(sender=by)
    between = sent.filter(receiver=receiver, state__in=WAITING)
    between.filter(at__lte=now() - SILENCE).update(state=RequestState.CLOSED)
    if between.exists():
        raise RefusedError(_("Your earlier message request still waits for an answer."))
    if sent.filter(at__gt=now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise RefusedError(_("You sent ten message requests in one day. Tomorrow you can send more."))
    made = MessageRequest.objects.create(sender=by, receiver=receiver, text=text, sender_email=email)
    record("directory.request_sent", by=by, on=made, nonce=nonce)
    return made


@action(may=rules.may_answer)
def answer_request(by: Person, request: MessageRequest, *, text: str = "", email: str = "") -> MessageRequest:
    """Answer with a text, or say yes with a mail address: then both see each other's.

    Raises `RefusedError` for a request that does not wait any more.
    """
    locked = _waiting(request)
    locked.state = RequestState.MAILING if email else RequestState.ANSWERED
    locked.answer, locked.receiver_email, locked.answered_at = text, email, now()
    locked.save()
    record("directory.request_answered", by=by, on=locked)
    return locked


@action(may=rules.may_answer)
def decline_request(by: Person, request: MessageRequest) -> None:
    """Say no, without a reason; the sender is not told. Raises `RefusedError` as `answer_request`."""
    locked = _waiting(request)
    locked.state = RequestState.DECLINED
    locked.save(update_fields=["state"])
    record("directory.request_declined", by=by, on=locked)


@action(may=rules.may_answer)
def block_sender(by: Person, request: MessageRequest) -> None:
    """Get no more message requests from this sender, who is not told."""
    block, new = Block.objects.get_or_create(by=by, person=request.sender)
    MessageRequest.objects.filter(sender=request.sender, receiver=by, state=RequestState.WAITING).update(
        state=RequestState.DECLINED
    )
    if new:
        record("directory.sender_blocked", by=by, on=block)


@action(may=rules.may_unblock)
def unblock(by: Person, person: Person) -> None:
    """Let somebody send message requests again."""
    if Block.objects.filter(by=by, person=person).delete()[0]:
        record("directory.sender_unblocked", by=by, on=person)


def _waiting(request: MessageRequest) -> MessageRequest:
    """The request with its row locked, while it waits for an answer."""
    locked = MessageRequest.objects.select_for_update(of=("self",)).filter(pk=request.pk).first()
    if locked is None or not locked.is_waiting:
        raise RefusedError(_("This message request is answered already. Nothing is changed."))
    return locked


@action(may=rules.may_merge)
def merge_organisations(by: Person, into: Organisation, *, old: Organisation) -> None:
    """Move everything of the organisation `old` to `into`; the address of `old` leads there from now on.

    Raises `RefusedError` where one of the two is gone already.
    """
    both = Organisation.objects.select_for_update().filter(pk__in={into.pk, old.pk}).order_by("pk")
    if len(both) != 2:
        raise RefusedError(_("One of these organisations is not there any more."))
    for field in _fields_to(Organisation):
        field.model._base_manager.filter(**{field.name: old}).update(**{field.name: into})
    Merger.objects.create(old=old.pk, into=into)
    record("directory.organisations_merged", by=by, on=into, old=old.pk, name=old.name)
    old.delete()


def _fields_to(model: type[Model]) -> list[Any]:
    """Every foreign key to a model, also those that it cannot be followed back by."""
    relations = model._meta.get_fields(include_hidden=True)
    return [one.field for one in relations if one.auto_created and one.one_to_many]  # type: ignore[union-attr]
