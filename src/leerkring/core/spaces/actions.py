from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from leerkring.core.events.record import record
from leerkring.core.people.models import TONES, Person
from leerkring.core.spaces import rules
from leerkring.core.spaces.invitations import DAYS, LinkOverError
from leerkring.core.spaces.models import (
    InviteLink,
    InviteLinkUse,
    Join,
    JoinRequest,
    Membership,
    Openness,
    Removal,
    Role,
    Space,
)
from leerkring.core.spaces.queries import forget_roles, free_slug, inside_of, platform
from leerkring.core.spaces.wording import Arrangement, NewSpace, SpaceWords
from leerkring.kit import manifest
from leerkring.kit.actions import action
from leerkring.kit.differences import ChangedMeanwhileError


class LastFacilitatorError(Exception):
    """The last facilitator stays: a space always has somebody who looks after it."""

    message = _(
        "You are the only facilitator here. Make somebody else facilitator first, then you can leave."
    )
    of_another = _("A space needs a facilitator. Make somebody else facilitator first.")


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
    _keep_a_leader(space, without=by)
    Membership.objects.filter(space=space, person=by).delete()
    forget_roles(by)
    record("spaces.left", by=by, on=space)


@action(may=rules.may_change_role)
def change_role(by: Person, membership: Membership, role: str) -> Membership:
    """Make somebody facilitator, or a member again. Raises `LastFacilitatorError` as leaving does."""
    if role not in rules.LEADING:
        _keep_a_leader(membership.space, without=membership.person)
    if Membership.objects.filter(pk=membership.pk).exclude(role=role).update(role=role):
        membership.role = role
        forget_roles(membership.person)
        record("spaces.role_changed", by=by, on=membership)
    return membership


@action(may=rules.may_remove)
def remove_member(by: Person, membership: Membership) -> None:
    """Put somebody out of a space, and withdraw the links that this person made into it.

    Raises `LastFacilitatorError` for the only facilitator.
    """
    space, person = membership.space, membership.person
    _keep_a_leader(space, without=person)
    Membership.objects.filter(pk=membership.pk).delete()
    InviteLink.objects.filter(space=space, made_by=person, withdrawn_at=None).update(withdrawn_at=now())
    forget_roles(person)
    record("spaces.removed", by=by, on=Removal.objects.create(out_of=space, person=person))


def _keep_a_leader(space: Space, *, without: Person) -> None:
    """Locks the memberships of all who lead; raises when `without` is the only one."""
    leaders = Membership.objects.select_for_update().filter(space=space, role__in=rules.LEADING)
    if [one.person_id for one in leaders] == [without.pk]:
        raise LastFacilitatorError


@action(may=rules.may_invite)
def make_invite_link(
    by: Person, space: Space, *, role: str, days: int, max_uses: int, note: str = ""
) -> InviteLink:
    """Make a link into the space; invitations.py gives its address."""
    ends = now() + timedelta(days=days)
    link = InviteLink.objects.create(
        space=space, role=role, note=note, made_by=by, expires_at=ends, max_uses=max_uses
    )
    record("spaces.link_made", by=by, on=link)
    return link


@action(may=rules.may_withdraw)
def withdraw_link(by: Person, link: InviteLink) -> None:
    """From now on the link opens nothing; who came in by it stays."""
    if InviteLink.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_at=now()):
        record("spaces.link_withdrawn", by=by, on=link)


@action(may=rules.may_accept)
def accept_link(by: Person, link: InviteLink) -> Membership:
    """Come in by a link. Raises `LinkOverError`, also for who comes just after the last place went."""
    link = InviteLink.objects.select_for_update(of=("self",)).select_related("space").get(pk=link.pk)
    if here := Membership.objects.filter(space=link.space, person=by).first():
        return here
    again = link.uses.filter(person=by).exists()
    if link.is_over or (not again and link.uses.count() >= link.max_uses):
        raise LinkOverError(link.space)
    membership, new = Membership.objects.get_or_create(
        space=link.space, person=by, defaults={"role": link.role}
    )
    InviteLinkUse.objects.get_or_create(link=link, person=by)
    JoinRequest.objects.filter(space=link.space, person=by).delete()
    forget_roles(by)
    if new:
        record("spaces.joined", by=by, on=membership)
    return membership


@action(may=rules.may_edit_space)
def edit_space(by: Person, space: Space, words: SpaceWords, *, seen: str | None) -> Space:
    """Change what the space says about itself, and how people join.

    Raises `ChangedMeanwhileError` when these are no longer the words that the form started from (`seen`).
    """
    space = Space.objects.select_for_update(of=("self",)).get(pk=space.pk)
    if seen != SpaceWords.of(space).mark:
        raise ChangedMeanwhileError
    space.about, space.rules, space.tone = words.about, words.rules, words.tone
    if space.openness != Openness.CLOSED:
        space.join = words.join
    space.save()
    record("spaces.edited", by=by, on=space)
    return space


class LoopError(Exception):
    """A space cannot stand inside itself, or inside something that stands in it."""

    message = _("That space is part of this one. Choose another.")


@action(may=rules.may_arrange)
def arrange_space(by: Person, space: Space, plan: Arrangement, *, seen: str | None) -> Space:
    """Give a space another name, another place or another openness.

    When it is closed, what stands in it comes inside too. Raises `LoopError`, `PermissionDenied` for
    a place where `by` has no say, and `ChangedMeanwhileError` as `edit_space` does.
    """
    _one_at_a_time()
    space = Space.objects.select_for_update(of=("self",)).select_related("parent").get(pk=space.pk)
    before = Arrangement.of(space)
    if seen != before.mark:
        raise ChangedMeanwhileError
    if plan.parent != before.parent and not rules.may_put_under(by, plan.parent):
        raise PermissionDenied
    if plan.parent.pk in inside_of(space):
        raise LoopError
    space.name, space.parent, space.openness = plan.name, plan.parent, plan.openness
    if plan.openness == Openness.CLOSED:
        space.join = Join.INVITATION
    space.save()
    if plan.openness != before.openness:
        for bring_inside in manifest.closing() if plan.openness == Openness.CLOSED else ():
            bring_inside(space)
        record("spaces.openness_changed", by=by, on=space)
    if (plan.name, plan.parent) != (before.name, before.parent):
        record("spaces.arranged", by=by, on=space)
    return space


def _one_at_a_time() -> None:
    """Two must not take the same slug, nor put two spaces into each other."""
    Space.objects.select_for_update().get(parent=None)


@action(may=rules.may_open_space)
def open_space(by: Person, parent: Space, words: NewSpace, *, leads: bool) -> tuple[Space, InviteLink | None]:
    """Start a space below `parent`, led by `by`; or by who uses the link that comes with it."""
    _one_at_a_time()
    space = Space.objects.create(
        parent=parent,
        kind=words.kind,
        slug=free_slug(words.name),
        name=words.name,
        about=words.about,
        openness=words.openness,
        join=Join.INVITATION if words.openness == Openness.CLOSED else words.join,
        tone=TONES[(parent.pk + parent.children.count()) % len(TONES)],
    )
    link = None
    if leads:
        Membership.objects.create(space=space, person=by, role=Role.FACILITATOR)
        forget_roles(by)
    else:
        ends = now() + timedelta(days=DAYS)
        link = InviteLink.objects.create(
            space=space, role=Role.FACILITATOR, made_by=by, expires_at=ends, max_uses=1
        )
    record("spaces.opened", by=by, on=space)
    return space, link


def appoint_administrator(person: Person) -> Membership:
    """Make somebody administrator of the platform. For the command line: there is nobody yet to allow it."""
    with transaction.atomic():
        membership, _new = Membership.objects.update_or_create(
            space=platform(), person=person, defaults={"role": Role.ADMINISTRATOR}
        )
        record("spaces.role_changed", by=None, on=membership)
    forget_roles(person)
    return membership
