from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.services.privacy.models import Held


def may_hold(person: Person, _entry: Entry) -> bool:
    """Whether the words may stand there is asked by their own action, when they go out."""
    return person.is_active


def may_release(person: Person, held: Held) -> bool:
    return person.is_active and held.person_id == person.pk
