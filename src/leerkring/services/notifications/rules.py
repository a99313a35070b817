from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Role, Space
from leerkring.core.spaces.queries import platform_role
from leerkring.core.spaces.rules import is_in
from leerkring.services.notifications.models import ACCOUNT, MailState, OutgoingMail, Told


def may_see(by: Person, told: Told) -> bool:
    return by.is_active and told.person_id == by.pk


def may_see_entry(by: Person, _entry: Entry) -> bool:
    """Marks only the own messages; whether the entry may be read is asked where it is fetched."""
    return by.is_active


def may_see_place(by: Person, _space: Space | None) -> bool:
    """Marks only the own messages, about whatever place."""
    return by.is_active


def is_oneself(by: Person, person: Person) -> bool:
    return by.pk == person.pk


def may_choose_for_space(by: Person, space: Space) -> bool:
    """Only about the own messages, and only where one belongs."""
    return is_in(by, space)


def looks_after_mail(by: Person) -> bool:
    return platform_role(by) == Role.ADMINISTRATOR


def may_retry(by: Person, mail: OutgoingMail) -> bool:
    """Only what certainly did not go out; a code to sign in is of no use any more."""
    return looks_after_mail(by) and is_safe_to_retry(mail)


def is_safe_to_retry(mail: OutgoingMail) -> bool:
    return mail.state == MailState.FAILED and mail.kind != ACCOUNT and mail.error != "unsure"
