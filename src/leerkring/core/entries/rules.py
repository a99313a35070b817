from leerkring.core.entries.attaching import Place
from leerkring.core.people.models import Person


def may_bring_file(person: Person, _place: Place) -> bool:
    """Whoever takes part may have a file wait under a form of their own; sending it has a rule of its own."""
    return person.is_active and person.is_known
