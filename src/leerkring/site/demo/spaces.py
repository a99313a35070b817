"""The networks, circles and groups: what is talked about where, and who belongs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.html import format_html, format_html_join

from leerkring.core.people.models import Person
from leerkring.core.spaces.invitations import DAYS
from leerkring.core.spaces.models import InviteLink, InviteLinkUse, JoinRequest, Membership, Role, Space
from leerkring.core.spaces.queries import platform
from leerkring.site.demo import corpus
from leerkring.site.demo.chance import asked_at, draw, shuffled
from leerkring.site.demo.corpus import SpaceRow, Thread
from leerkring.site.demo.people import Cast, email_of

Written = tuple[Thread, list[Person]]


@dataclass(frozen=True, slots=True)
class Places:
    """The space of each thread by its id, and who belongs to each space, by its primary key."""

    of_thread: dict[str, Space]
    belonging: dict[int, set[int]]


def load_spaces(now: datetime, cast: Cast, written: list[Written], themes: dict[int, list[str]]) -> Places:
    """Insert spaces, memberships and who waits to join; choose a space for every thread."""
    plan = corpus.belonging()
    root = platform()
    spaces = _insert(plan.spaces, root, now)
    of_thread = {thread.id: spaces[thread.space] if thread.space else root for thread, _ in written}
    for row in plan.spaces:
        for thread, _writers in _at_home(row, written, of_thread, root)[: row.threads]:
            of_thread[thread.id] = spaces[row.slug]
    rows = [*_platform_members(root, cast, plan.roles)]
    for row in plan.spaces:
        askers = [writers[0] for thread, writers in written if of_thread[thread.id] == spaces[row.slug]]
        rows += _members(row, spaces[row.slug], cast, askers, themes)
    Membership.objects.bulk_create(rows)
    _let_wait(plan, spaces, cast, now)
    _invite_by_link(plan.spaces, spaces, cast, now)
    belonging: dict[int, set[int]] = {}
    for member in rows:
        belonging.setdefault(member.space_id, set()).add(member.person_id)
    return Places(of_thread, belonging)


def _insert(rows: Iterable[SpaceRow], root: Space, now: datetime) -> dict[str, Space]:
    found: dict[str, Space] = {}
    for row in rows:
        found[row.slug] = Space.objects.create(
            parent=found.get(row.parent, root),
            kind=row.kind,
            slug=row.slug,
            name=row.name,
            about="\n\n".join(" ".join(part.split()) for part in row.about.split("\n\n")),
            rules=format_html(
                "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((one,) for one in row.rules))
            )
            if row.rules
            else "",
            openness=row.openness,
            join=row.join,
            tone=row.tone,
            created_at=now - timedelta(days=430),
        )
    return found


def _at_home(
    row: SpaceRow, written: list[Written], of_thread: dict[str, Space], root: Space
) -> list[Written]:
    """The threads that still lie at the platform and fit this space, whose asker may be a member of it."""
    fitting = [
        (thread, writers)
        for thread, writers in written
        if of_thread[thread.id] == root and thread.themes[0] in row.themes and _may_drop_in(row, writers[0])
    ]
    return sorted(fitting, key=lambda one: draw("space", row.slug, one[0].id))


def _may_drop_in(row: SpaceRow, person: Person) -> bool:
    if person.email in {email_of(login) for login in corpus.belonging().outside}:
        return False
    return not row.regions or (person.region is not None and person.region.code in row.regions)


def _platform_members(root: Space, cast: Cast, roles: dict[str, str]) -> Iterable[Membership]:
    logins = {person.pk: login for login, person in cast.people.items()}
    for person in cast.members:
        role = roles.get(logins[person.pk], Role.MEMBER)
        yield Membership(space=root, person=person, role=role, since=person.joined_at)


def _members(
    row: SpaceRow, space: Space, cast: Cast, askers: Iterable[Person], themes: dict[int, list[str]]
) -> list[Membership]:
    roles: dict[int, str] = {}
    for logins, role in (
        (row.facilitators, Role.FACILITATOR),
        (row.experts, Role.EXPERT),
        (row.named, Role.MEMBER),
    ):
        roles |= {cast.people[login].pk: role for login in logins}
    for person in askers:
        roles.setdefault(person.pk, Role.MEMBER)
    for person in _feel_at_home(row, cast, themes):
        if len(roles) < row.members:
            roles.setdefault(person.pk, Role.MEMBER)
    people = {person.pk: person for person in cast.people.values()}
    return [
        Membership(space=space, person_id=pk, role=role, since=_since(people[pk], space))
        for pk, role in roles.items()
    ]


def _feel_at_home(row: SpaceRow, cast: Cast, themes: dict[int, list[str]]) -> list[Person]:
    """Who could have joined by chance."""
    fitting = [
        person
        for person in cast.members
        if _may_drop_in(row, person) and set(row.themes) & set(themes[person.pk])
    ]
    return shuffled(fitting, "member", row.slug)


def _since(person: Person, space: Space) -> datetime:
    return max(person.joined_at, space.created_at) + timedelta(
        days=draw("since", person.email, space.slug) % 9
    )


def _let_wait(plan: corpus.Belonging, spaces: dict[str, Space], cast: Cast, now: datetime) -> None:
    JoinRequest.objects.bulk_create(
        JoinRequest(
            space=spaces[one.space],
            person=cast.people[one.login],
            invited_as=one.invited_as,
            message=one.message,
            at=asked_at(now, 1 + draw("waits", one.login) % 2, one.login),
        )
        for one in plan.waiting
    )


def _invite_by_link(rows: Iterable[SpaceRow], spaces: dict[str, Space], cast: Cast, now: datetime) -> None:
    """Each facilitator sent a link around; a few of the latest members came in by it."""
    for row in rows:
        made = now - timedelta(days=3 + draw("link", row.slug) % 5)
        link = InviteLink.objects.create(
            space=spaces[row.slug],
            note="Teamoverleg",
            made_by=cast.people[row.facilitators[0]],
            made_at=made,
            expires_at=made + timedelta(days=DAYS),
            max_uses=25,
        )
        came = Membership.objects.filter(space=link.space, role=Role.MEMBER).order_by("-since", "-pk")
        uses = [InviteLinkUse(link=link, person_id=one.person_id, at=made) for one in came[: row.members % 5]]
        InviteLinkUse.objects.bulk_create(uses)
