from typing import Protocol

from leerkring.core.entries.states import State
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.rules import is_in
from leerkring.domains.community.models import Contribution


class HasSpace(Protocol):
    @property
    def space(self) -> Space: ...


def may_ask(person: Person, place: HasSpace) -> bool:
    """Whoever belongs to the place's space and has said who they are; the platform is a space too."""
    return person.is_active and person.is_known and is_in(person, place.space)


def may_edit(person: Person, contribution: Contribution) -> bool:
    return person.is_active and contribution.author_id == person.pk


def may_publish(person: Person, contribution: Contribution) -> bool:
    return may_edit(person, contribution) and may_ask(person, contribution)


def may_edit_draft(person: Person, contribution: Contribution) -> bool:
    return may_edit(person, contribution) and contribution.state == State.DRAFT
