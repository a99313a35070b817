from leerkring.core.entries.states import State
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.rules import is_in
from leerkring.domains.community.models import Contribution, SavedFilter
from leerkring.domains.community.writing import Place


def may_ask(person: Person, place: Place) -> bool:
    return _may_write_in(person, place.space)


def _may_write_in(person: Person, space: Space) -> bool:
    """Whoever belongs to a space and has said who they are; the platform is a space too."""
    return person.is_active and person.is_known and is_in(person, space)


def may_edit(person: Person, contribution: Contribution) -> bool:
    return person.is_active and contribution.author_id == person.pk


def may_publish(person: Person, contribution: Contribution) -> bool:
    return may_edit(person, contribution) and _may_write_in(person, contribution.space)


def may_withdraw(person: Person, contribution: Contribution) -> bool:
    """What is out; whether somebody answered is looked at with the row locked."""
    return may_edit(person, contribution) and contribution.state in (State.PUBLISHED, State.WITHDRAWN)


def may_put_draft_back(person: Person, contribution: Contribution) -> bool:
    return may_edit(person, contribution) and contribution.state == State.DISCARDED


def may_show_name(person: Person, contribution: Contribution) -> bool:
    return may_edit(person, contribution) and contribution.is_anonymous


def may_edit_draft(person: Person, contribution: Contribution) -> bool:
    return may_edit(person, contribution) and contribution.state == State.DRAFT


def may_save_filter(person: Person, address: str) -> bool:  # noqa: ARG001 (any filters)
    return person.is_active


def may_change_filter(person: Person, saved: SavedFilter) -> bool:
    return person.is_active and saved.person_id == person.pk
