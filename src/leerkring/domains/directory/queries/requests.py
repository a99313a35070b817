"""Message requests: each side sees its own half."""

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.timezone import now

from leerkring.core.people.models import Person, card
from leerkring.domains.directory.models import SILENCE, Block, Listing, MessageRequest, RequestState
from leerkring.domains.directory.queries.people import people_for, sees_people

WAITING = (RequestState.WAITING, RequestState.DECLINED)
"""A sender cannot tell these two apart."""


def addresses_of(person: Person) -> list[str]:
    """The verified mail addresses of somebody, the one to log in with first."""
    rows = EmailAddress.objects.filter(user=person, verified=True)
    return list(rows.order_by("-primary", "email").values_list("email", flat=True))


def requests_to(person: Person) -> QuerySet[MessageRequest]:
    """What came in, apart from what was declined: that is done with."""
    rows = MessageRequest.objects.filter(receiver=person).exclude(state=RequestState.DECLINED)
    return rows.filter(_still_there("sender")).select_related("sender", *card("sender__"))


def requests_from(person: Person) -> QuerySet[MessageRequest]:
    rows = MessageRequest.objects.filter(sender=person)
    return rows.filter(_still_there("receiver")).select_related("receiver", *card("receiver__"))


def _still_there(side: str) -> Exists:
    return Exists(Person.objects.filter(pk=OuterRef(f"{side}_id"), is_active=True))


def waiting_count(person: Person) -> int:
    return requests_to(person).filter(state=RequestState.WAITING).count()


def get_message_request(person: Person, pk: int) -> MessageRequest:
    """Raises `Http404` for a request between others, and for who may not look in the directory."""
    if not sees_people(person):
        raise Http404
    rows = MessageRequest.objects.filter(Q(sender=person) | Q(receiver=person))
    rows = rows.filter(_still_there("sender"), _still_there("receiver"))
    people = [*card("sender__"), *card("receiver__")]
    found = rows.filter(pk=pk).select_related("sender", "receiver", *people).first()
    if found is None:
        raise Http404
    return found


def get_request_to(receiver: Person, pk: int) -> MessageRequest:
    """Raises `Http404` for a request to somebody else."""
    row = MessageRequest.objects.filter(receiver=receiver, pk=pk).select_related("sender", "receiver").first()
    if row is None:
        raise Http404
    return row


def address_of(request: MessageRequest, person: Person) -> str:
    """The mail address of the other side that `person` may see: after a yes, and while it is still theirs."""
    if request.state != RequestState.MAILING:
        return ""
    sent = person.pk == request.sender_id
    other, address = (
        (request.receiver_id, request.receiver_email) if sent else (request.sender_id, request.sender_email)
    )
    theirs = EmailAddress.objects.filter(user=other, verified=True, email__iexact=address)
    return address if theirs.exists() else ""


def waiting_between(person: Person, other: Person) -> MessageRequest | None:
    """A request that waits between two: the one to answer, or the one that seems to wait for an answer."""
    fresh = Q(sender=person, receiver=other, state__in=WAITING, at__gt=now() - SILENCE)
    mine = Q(sender=other, receiver=person, state=RequestState.WAITING)
    return MessageRequest.objects.filter(fresh | mine).order_by("sender_id").first()


def takes_requests(receiver: Person, sender: Person) -> bool:
    """Whether somebody wants message requests, and from this sender."""
    refuses = Listing.objects.filter(person=receiver, takes_requests=False)
    blocks = Block.objects.filter(by=receiver, person=sender)
    return not refuses.exists() and not blocks.exists()


def blocked_by(person: Person) -> QuerySet[Person]:
    rows = Block.objects.filter(by=person)
    return Person.objects.filter(pk__in=rows.values("person_id")).order_by("name")


def get_blocked(by: Person, pk: int) -> Person:
    """Raises `Http404` for who is not blocked (any more)."""
    person = blocked_by(by).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def get_receiver(sender: Person, pk: int) -> Person:
    """Somebody else of the directory. Raises `Http404`."""
    person = people_for(sender).filter(pk=pk).exclude(pk=sender.pk).first()
    if person is None:
        raise Http404
    return person
