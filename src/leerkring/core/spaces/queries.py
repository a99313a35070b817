from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from leerkring.core.people.models import Person, card
from leerkring.core.spaces.models import JoinRequest, Membership, Openness, Role, Space
from leerkring.kit.text import one_line

Viewer = Person | AnonymousUser
"""Whoever looks: a signed-in person or a visitor."""


def memberships_of(person: Person) -> QuerySet[Membership]:
    return Membership.objects.filter(person_id=person.pk)


def is_member_of_platform() -> Exists:
    """For filters on persons: whether the row's person belongs to the platform as a whole."""
    return Exists(Membership.objects.filter(person_id=OuterRef("pk"), space__parent=None))


def roles_of(person: Viewer) -> dict[int | None, str]:
    """Role by space id, the platform's under None as well; read once per request and kept on the person."""
    if not isinstance(person, Person) or not person.is_active:
        return {}
    if "_roles" not in person.__dict__:
        rows = memberships_of(person).values_list("space_id", "role", "space__parent_id")
        person.__dict__["_roles"] = {
            place: role
            for space, role, parent in rows
            for place in ((space, None) if parent is None else (space,))
        }
    roles: dict[int | None, str] = person.__dict__["_roles"]
    return roles


def forget_roles(person: Person) -> None:
    """Call after a membership changes."""
    person.__dict__.pop("_roles", None)


def platform() -> Space:
    return Space.objects.get(parent=None)


def platform_role(person: Viewer) -> str | None:
    return roles_of(person).get(None)


def may_know(person: Viewer) -> Q:
    """Which spaces somebody may know of."""
    rule = Q(openness=Openness.PUBLIC)
    if isinstance(person, Person) and person.is_active:
        places = roles_of(person)
        if None in places:
            rule |= Q(openness=Openness.MEMBERS)
        rule |= Q(pk__in=sorted(space for space in places if space is not None))
        rule |= Q(
            pk__in=JoinRequest.objects.filter(person_id=person.pk).exclude(invited_as="").values("space_id")
        )
    return rule


def spaces_for(person: Viewer) -> QuerySet[Space]:
    """Spaces below the platform that this person may know of, with the number of members."""
    rows = Space.objects.filter(may_know(person)).exclude(parent=None).select_related("parent")
    return rows.annotate(member_count=Count("memberships", distinct=True)).order_by("name")


def names_of_spaces(person: Viewer) -> tuple[tuple[str, str], ...]:
    """Slug and name of the spaces below the platform that this person may know of, in order of name."""
    rows = Space.objects.filter(may_know(person)).exclude(parent=None).order_by("name")
    return tuple(rows.values_list("slug", "name"))


def get_space(person: Viewer, slug: str) -> Space:
    """Raises `Http404` for a space that is not there or that this person may not know of."""
    space = Space.objects.filter(may_know(person), slug=one_line(slug)).select_related("parent").first()
    if space is None:
        raise Http404
    return space


def path_to(person: Viewer, space: Space) -> list[tuple[str, str]]:
    """Names and addresses from the network down to `space` (the last without address), as far as known."""
    parents = spaces_for(person).filter(children=space)
    return [*((parent.name, parent.get_absolute_url()) for parent in parents), (space.name, "")]


def my_spaces(person: Viewer) -> QuerySet[Space]:
    """The spaces below the platform to which this person belongs."""
    if not isinstance(person, Person):
        return Space.objects.none()
    mine = memberships_of(person).values("space_id")
    return Space.objects.filter(pk__in=mine).exclude(parent=None)


def members_of(space: Space) -> QuerySet[Membership]:
    people = [f"person__{name}" for name in card()]
    return Membership.objects.filter(space=space).select_related("person", *people).order_by("person__name")


def join_requests_of(space: Space) -> QuerySet[JoinRequest]:
    rows = JoinRequest.objects.filter(space=space).select_related("person", *card("person__"))
    return rows.order_by("at")


def get_join_request(space: Space, pk: int) -> JoinRequest:
    """Raises `Http404` for a request that is answered already, or of another space."""
    request = JoinRequest.objects.filter(space=space, pk=pk).select_related("space", "person").first()
    if request is None:
        raise Http404
    return request


def join_request_of(person: Viewer, space: Space) -> JoinRequest | None:
    if not isinstance(person, Person):
        return None
    return JoinRequest.objects.filter(space=space, person=person).first()


def find_to_invite(space: Space, email: str) -> Person | None:
    """The person with this address, unless already in the space."""
    people = Person.objects.filter(email__iexact=email, is_active=True)
    return people.exclude(memberships__space=space).first()


def facilitators_of(space: Space) -> QuerySet[Person]:
    rows = Membership.objects.filter(space=space, role=Role.FACILITATOR)
    return Person.objects.filter(pk__in=rows.values("person_id"))
