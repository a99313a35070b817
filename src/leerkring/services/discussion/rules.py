from leerkring.core.entries.models import Entry
from leerkring.core.entries.states import State
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.rules import is_in, is_member
from leerkring.services.discussion.models import Reply


def may_take_part(person: Person, entry: Entry) -> bool:
    """Members in what is for members, those who belong in what is for a space.

    Call with an entry that the person may see. An experience expert reads what
    is public, but speaks only in the own space.
    """
    if not person.is_authenticated or not person.is_active or entry.state != State.PUBLISHED:
        return False
    return is_in(person, entry.space) or (not entry.is_closed and is_member(person))


def may_read_all(person: Person, space: Space | None) -> bool:  # noqa: ARG001 (whoever may know the space)
    return person.is_active


def may_reply(person: Person, entry: Entry) -> bool:
    return may_take_part(person, entry) and person.is_known


def may_recognise(person: Person, entry: Entry) -> bool:
    return may_take_part(person, entry) and entry.author_id != person.pk


def may_find_helpful(person: Person, reply: Reply) -> bool:
    return may_take_part(person, reply.entry) and reply.author_id != person.pk


def may_choose(person: Person, reply: Reply) -> bool:
    """The asker marks what helped; a question can only be made round by who asked it."""
    entry = reply.entry
    return entry.comes_round and entry.author_id == person.pk and may_take_part(person, entry)


def may_reopen(person: Person, entry: Entry) -> bool:
    return may_take_part(person, entry) and entry.author_id == person.pk


def may_edit_reply(person: Person, reply: Reply) -> bool:
    return may_take_part(person, reply.entry) and reply.author_id == person.pk


def may_put_back(person: Person, reply: Reply) -> bool:
    """As long as it is kept: afterwards there is nothing left to put back."""
    return may_edit_reply(person, reply) and (not reply.is_gone or reply.may_come_back)


def may_follow(person: Person, _entry: Entry) -> bool:
    return person.is_active
