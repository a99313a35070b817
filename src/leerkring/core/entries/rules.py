from leerkring.core.entries.attaching import Place
from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Role
from leerkring.core.spaces.queries import platform_role


def may_bring_file(person: Person, _place: Place) -> bool:
    """Whoever takes part may have a file wait under a form of their own; sending it has a rule of its own."""
    return person.is_active and person.is_known


def may_look_up(by: Person, entry: Entry) -> bool:
    """Only the core group, and only what it may see. Call with an entry that the person may see."""
    if not by.is_active or platform_role(by) != Role.CORE_GROUP:
        return False
    return entry.is_anonymous and entry.published_at is not None and entry.author_id != by.pk
