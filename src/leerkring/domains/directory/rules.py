from leerkring.core.people.models import Organisation, Person
from leerkring.core.spaces.models import Role
from leerkring.core.spaces.queries import platform_role
from leerkring.domains.directory.models import MessageRequest
from leerkring.domains.directory.queries.people import sees_people
from leerkring.domains.directory.queries.requests import takes_requests


def may_edit_listing(by: Person, person: Person) -> bool:
    return by.is_active and by.pk == person.pk and not by.is_pseudonymous


def may_request(by: Person, receiver: Person) -> bool:
    """Both are in the directory, and the receiver wants message requests, also from this sender."""
    listed = by.is_known and sees_people(by) and sees_people(receiver)
    return listed and by.pk != receiver.pk and takes_requests(receiver, by)


def may_answer(by: Person, request: MessageRequest) -> bool:
    return by.is_active and request.receiver_id == by.pk


def may_unblock(by: Person, _person: Person) -> bool:
    return by.is_active


def may_merge(by: Person, _organisation: Organisation) -> bool:
    return platform_role(by) == Role.ADMINISTRATOR
