from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.services.notifications.models import Told


def may_see(by: Person, told: Told) -> bool:
    return by.is_active and told.person_id == by.pk


def may_see_entry(by: Person, _entry: Entry) -> bool:
    """Marks only the own messages; whether the entry may be read is asked where it is fetched."""
    return by.is_active


def is_oneself(by: Person, person: Person) -> bool:
    return by.pk == person.pk
