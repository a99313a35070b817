from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.text import slugify

from leerkring.core.events.watch import until_something_happens
from leerkring.core.people.faces import Face
from leerkring.core.people.models import Function, Person, card
from leerkring.core.people.queries import people_with
from leerkring.core.spaces.models import JoinRequest, Membership, Openness, Role, Space
from leerkring.kit.fold import Fold, starts_a_word, words_of
from leerkring.kit.remember import remembered
from leerkring.kit.text import one_line

RESERVED = {"nieuw"}
"""Words in the addresses of the spaces' pages that no space may have as its slug."""

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
    if not hasattr(person, "_roles"):
        _keep_roles(person, memberships_of(person).values_list("space_id", "role", "space__parent_id"))
    roles: dict[int | None, str] = person._roles  # type: ignore[attr-defined]
    return roles


def _keep_roles(person: Person, rows: Iterable[Sequence[Any]]) -> None:
    """`rows` are of space, role and the space's parent."""
    roles = {
        place: role
        for space, role, parent in rows
        for place in ((space, None) if parent is None else (space,))
    }
    person._roles = roles  # type: ignore[attr-defined]


# Written by hand: every page of a member asks it, and Django writes it slower than it is answered.
_WHO = """
    SELECT person.*,
           (SELECT json_agg(json_build_array(belongs.space_id, belongs.role, space.parent_id))
            FROM spaces_membership belongs JOIN spaces_space space ON space.id = belongs.space_id
            WHERE belongs.person_id = person.id) AS belongs
    FROM people_person person WHERE person.id = %s
"""


def person_with_roles(pk: int) -> Person | None:
    """A person whose `roles_of` are read already."""
    for person in Person.objects.raw(_WHO, [pk]):
        _keep_roles(person, person.belongs or ())  # type: ignore[attr-defined] # a column of the statement
        return person
    return None


def forget_roles(person: Person) -> None:
    """Call after a membership changes."""
    if hasattr(person, "_roles"):
        del person._roles


def platform() -> Space:
    return Space.objects.get(parent=None)


@remembered
def platform_id() -> int:
    """There is one platform, for good."""
    return platform().pk


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
    """Slug and name of the spaces below the platform that this person may enter or know of, by name."""
    places = roles_of(person)
    open_to = (Openness.PUBLIC, Openness.MEMBERS) if None in places else (Openness.PUBLIC,)
    return tuple(
        (slug, name) for pk, openness, slug, name in _spaces() if openness in open_to or pk in places
    )


@until_something_happens
def _spaces() -> tuple[tuple[int, str, str, str], ...]:
    rows = Space.objects.exclude(parent=None).order_by("name")
    return tuple(rows.values_list("pk", "openness", "slug", "name"))


def get_space(person: Viewer, slug: str) -> Space:
    """Raises `Http404` for a space that is not there or that this person may not know of."""
    space = Space.objects.filter(may_know(person), slug=one_line(slug)).select_related("parent").first()
    if space is None:
        raise Http404
    return space


def inside_of(space: Space) -> set[int]:
    """The ids of a space and of all that stands in it, however deep."""
    parents = list(Space.objects.values_list("pk", "parent_id"))
    found, new = {space.pk}, {space.pk}
    while new:
        new = {pk for pk, parent in parents if parent in new} - found
        found |= new
    return found


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


def find_members(space: Space, name: str, role: str, function: Function | None) -> QuerySet[Membership]:
    """Who belongs to a space, with `sorted_name`; narrowed by starts of names, role and function."""
    rows = Membership.objects.filter(space=space, person__is_active=True)
    rows = rows.select_related("person", *card("person__")).annotate(sorted_name=Fold("person__name"))
    for word in words_of(name):
        rows = rows.filter(starts_a_word("person__name", word))
    if role:
        rows = rows.filter(role=role)
    if function:
        rows = rows.filter(person__function=function, person__is_pseudonymous=False)
    return rows


def get_membership(space: Space, pk: int) -> Membership:
    """Raises `Http404` for a membership of another space."""
    rows = Membership.objects.filter(space=space, pk=pk)
    membership = rows.select_related("space", "person", *card("person__")).first()
    if membership is None:
        raise Http404
    return membership


@dataclass(frozen=True, slots=True)
class Reach:
    """Who takes part: how many people, from how many organisations and youth regions."""

    people: int
    organisations: int
    regions: int


def reach_of(space: Space) -> Reach:
    rows = Membership.objects.filter(space=space, person__is_active=True)
    return Reach(
        **rows.aggregate(
            people=Count("pk"),
            organisations=Count("person__organisation", distinct=True),
            regions=Count("person__municipality__region", distinct=True),
        )
    )


def leaders_of(space: Space) -> list[Face]:
    """The facilitators, who came first first."""
    rows = Membership.objects.filter(space=space, role=Role.FACILITATOR, person__is_active=True)
    rows = rows.select_related("person", *card("person__"))
    return [one.face for one in rows.order_by("since", "pk")[:8]]


def free_slug(name: str) -> str:
    """A slug for a new space that no space has. Call with the row of the platform locked."""
    start = slugify(name)[:50].strip("-") or "ruimte"
    taken = set(Space.objects.filter(slug__startswith=start).values_list("slug", flat=True)) | RESERVED
    return next(slug for slug in _candidates(start) if slug not in taken)


def _candidates(start: str) -> Iterator[str]:
    yield start
    yield from (f"{start}-{number}" for number in count(2))


def join_requests_of(space: Space) -> QuerySet[JoinRequest]:
    rows = JoinRequest.objects.filter(space=space).select_related("person", *card("person__"))
    return rows.order_by("at")


def requests_of(space: Space) -> QuerySet[JoinRequest]:
    """Who asks to join; who is invited is not among them."""
    return join_requests_of(space).filter(invited_as="")


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
    return people_with(email).filter(is_active=True).exclude(memberships__space=space).first()


def facilitators_of(space: Space) -> QuerySet[Person]:
    rows = Membership.objects.filter(space=space, role=Role.FACILITATOR)
    return Person.objects.filter(pk__in=rows.values("person_id"))
