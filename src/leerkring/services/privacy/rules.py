from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Openness, Role, Space
from leerkring.core.spaces.queries import Viewer, platform_role
from leerkring.core.spaces.rules import administers, leads
from leerkring.services.privacy.models import GuardWord, Held


def may_hold(person: Person, _entry: Entry) -> bool:
    """Whether the words may stand there is asked by their own action, when they go out."""
    return person.is_active


def may_release(person: Person, held: Held) -> bool:
    return person.is_active and held.person_id == person.pk


def edits(viewer: Viewer) -> bool:
    """Whoever looks after the words of the house."""
    return platform_role(viewer) in (Role.EDITOR, Role.ADMINISTRATOR)


def may_add_words(person: Person, _platform: Space) -> bool:
    return edits(person)


def may_change_word(person: Person, _word: GuardWord) -> bool:
    return edits(person)


def may_set_policy(person: Person, space: Space) -> bool:
    """Who facilitates a space, and administrators where they may know the space; of the house, only they."""
    if space.is_platform or not leads(person, space):
        return administers(person) and space.openness != Openness.CLOSED
    return True


def may_loosen(person: Person) -> bool:
    """To let more pass somewhere than the house does."""
    return administers(person)
