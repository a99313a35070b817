from django.db.models import Q, QuerySet

from leerkring.core.people.models import Person
from leerkring.core.spaces.models import InviteLink, Join, JoinRequest, Membership, Role, Space
from leerkring.core.spaces.queries import (
    Viewer,
    inside_of,
    join_request_of,
    platform_role,
    roles_of,
    spaces_for,
)

LEADING = {Role.FACILITATOR, Role.ADMINISTRATOR}


def is_in(person: Viewer, space: Space) -> bool:
    return space.pk in roles_of(person)


def is_member(person: Viewer) -> bool:
    """Whether somebody belongs to the platform as a whole (an experience expert does not)."""
    return platform_role(person) is not None


def leads(person: Viewer, space: Space) -> bool:
    return roles_of(person).get(space.pk) in LEADING


def may_join(person: Person, space: Space) -> bool:
    """Join at once: an open space, or one that invited this person."""
    if not person.is_active or is_in(person, space):
        return False
    request = join_request_of(person, space)
    if request and request.invited_as:
        return True
    if space.is_platform:
        return not person.is_pseudonymous
    return space.join == Join.OPEN and is_member(person)


def may_ask_to_join(person: Person, space: Space) -> bool:
    return space.join == Join.REQUEST and is_member(person) and not is_in(person, space)


def may_leave(person: Person, space: Space) -> bool:
    return is_in(person, space) and not space.is_platform


def may_answer(person: Person, request: JoinRequest) -> bool:
    return leads(person, request.space) and not request.invited_as


def may_invite(person: Person, space: Space) -> bool:
    return leads(person, space)


def may_edit_space(person: Person, space: Space) -> bool:
    return leads(person, space)


def may_arrange(person: Person, space: Space) -> bool:
    """Its name, its place and who may know of it; the platform stays as it is."""
    return leads(person, space) and not space.is_platform


def may_put_under(person: Person, parent: Space) -> bool:
    return parent.is_platform or leads(person, parent) or administers(person)


def places_for(person: Person, space: Space) -> QuerySet[Space]:
    """Where this person may put a space: where it stands, and where they have a say; nothing inside it."""
    led = [pk for pk, role in roles_of(person).items() if role in LEADING]
    mine = Q() if administers(person) else Q(pk__in=led) | Q(pk=space.parent_id)
    return spaces_for(person).filter(mine).exclude(pk__in=inside_of(space))


def administers(person: Viewer) -> bool:
    return platform_role(person) == Role.ADMINISTRATOR


def may_open_space(person: Person, _parent: Space) -> bool:
    """Only administrators start a network, circle or group."""
    return administers(person)


def may_withdraw(person: Person, link: InviteLink) -> bool:
    return leads(person, link.space)


def fits_link(person: Person, link: InviteLink) -> bool:
    """A link for experience experts is for pseudonymous people only, and the other way round."""
    return person.is_pseudonymous == (link.role == Role.EXPERT)


def may_accept(person: Person, link: InviteLink) -> bool:
    return person.is_active and fits_link(person, link)


def roles_to_give(space: Space) -> list[Role]:
    """What a facilitator can make of a member; in the platform itself, an administrator."""
    if space.is_platform:
        return [Role.MEMBER, Role.CORE_GROUP, Role.EDITOR, Role.ADMINISTRATOR]
    return [Role.MEMBER, Role.FACILITATOR]


def may_change_role(person: Person, membership: Membership) -> bool:
    """An experience expert stays one: the pseudonym is no colleague."""
    return leads(person, membership.space) and membership.role != Role.EXPERT


def may_remove(person: Person, membership: Membership) -> bool:
    """Nobody is put out of the platform here, and who goes away of their own accord leaves."""
    space = membership.space
    return leads(person, space) and not space.is_platform and membership.person_id != person.pk
