from django.utils.translation import gettext_lazy as _

from leerkring.core.events.record import record
from leerkring.core.people.models import Person
from leerkring.core.spaces import rules
from leerkring.core.spaces.models import JoinRequest, Membership, Role, Space
from leerkring.core.spaces.queries import forget_roles
from leerkring.kit.actions import action


class LastFacilitatorError(Exception):
    """The last facilitator cannot leave: a space always has somebody who looks after it."""

    message = _(
        "You are the only facilitator here. Make somebody else facilitator first, then you can leave."
    )


@action(may=rules.may_join)
def join(by: Person, space: Space) -> Membership:
    """Join an open space, or accept an invitation."""
    invitation = JoinRequest.objects.filter(space=space, person=by).exclude(invited_as="").first()
    role = invitation.invited_as if invitation else Role.MEMBER
    membership, new = Membership.objects.get_or_create(space=space, person=by, defaults={"role": role})
    JoinRequest.objects.filter(space=space, person=by).delete()
    forget_roles(by)
    if new:
        record("spaces.joined", by=by, on=membership)
    return membership


@action(may=rules.may_ask_to_join)
def ask_to_join(by: Person, space: Space, message: str = "") -> JoinRequest:
    """Ask the facilitators to let you in; asking again renews the message."""
    request, new = JoinRequest.objects.update_or_create(space=space, person=by, defaults={"message": message})
    if new:
        record("spaces.join_asked", by=by, on=request)
    return request


@action(may=rules.may_answer)
def let_in(by: Person, request: JoinRequest) -> Membership:
    """Say yes to a request to join."""
    membership, new = Membership.objects.get_or_create(space=request.space, person=request.person)
    request.delete()
    forget_roles(membership.person)
    if new:
        record("spaces.let_in", by=by, on=membership)
    return membership


@action(may=rules.may_answer)
def turn_down(by: Person, request: JoinRequest) -> None:
    """Say no to a request to join. The person may ask again."""
    record("spaces.turned_down", by=by, on=request.space)
    request.delete()


@action(may=rules.may_invite)
def invite(by: Person, space: Space, person: Person, role: str = Role.MEMBER) -> JoinRequest:
    """Offer somebody a place; it counts once the person accepts."""
    request, _new = JoinRequest.objects.update_or_create(
        space=space, person=person, defaults={"invited_as": role}
    )
    record("spaces.invited", by=by, on=request)
    return request


@action(may=rules.may_leave)
def leave(by: Person, space: Space) -> None:
    """Leave a space. Raises `LastFacilitatorError` for its only facilitator."""
    leaders = Membership.objects.select_for_update().filter(space=space, role=Role.FACILITATOR)
    if [one.person_id for one in leaders] == [by.pk]:
        raise LastFacilitatorError
    Membership.objects.filter(space=space, person=by).delete()
    forget_roles(by)
    record("spaces.left", by=by, on=space)
