"""The people, spaces and things said that tests share: one small world with every role in it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils.timezone import now

from leerkring.core.entries.models import Theme
from leerkring.core.entries.states import Openness, State
from leerkring.core.people.models import Function, Organisation, OrganisationKind, Person
from leerkring.core.regions.models import Municipality
from leerkring.core.spaces.models import InviteLink, Join, Membership, Role, Space, SpaceKind
from leerkring.core.spaces.models import Openness as SpaceOpenness
from leerkring.domains.community.models import Contribution
from leerkring.services.discussion.models import Reply

ROLES = ("visitor", "member", "neighbour", "expert", "facilitator", "core_group", "editor", "administrator")
"""Who walks: `member` and `facilitator` belong to every space but one; `neighbour` only to that one;
`expert` (pseudonymous) only to the closed space; the last three have their role in the platform."""

SCOPES = ("public", "members", "closed")


@dataclass
class World:
    """`network` is public, `circle` for members, `closed` closed; `elsewhere` is open to join."""

    platform: Space
    network: Space
    circle: Space
    closed: Space
    elsewhere: Space
    themes: list[Theme]
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        """A person by role: `world.member`."""
        try:
            found: Person = self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None
        return found

    def space(self, scope: str) -> Space:
        return {"public": self.network, "members": self.circle, "closed": self.closed}[scope]

    def may_know(self, role: str, scope: str) -> bool:
        """Whether a role may know the space of this scope, and read what is said for that scope."""
        if scope == "public":
            return True
        return role not in ("visitor", "expert") if scope == "members" else self.is_in(role, scope)

    def is_in(self, role: str, scope: str) -> bool:
        return role in ("member", "facilitator") or (role == "expert" and scope == "closed")


def make_world() -> World:
    platform = Space.objects.get(parent=None)
    network = space("netwerk", parent=platform, kind=SpaceKind.NETWORK, openness=SpaceOpenness.PUBLIC)
    world = World(
        platform=platform,
        network=network,
        circle=space("kring", parent=network),
        closed=space("besloten", parent=network, openness=SpaceOpenness.CLOSED, join=Join.INVITATION),
        elsewhere=space("elders", parent=platform, join=Join.OPEN),
        themes=list(Theme.objects.all()[:5]),
    )
    for role in ROLES[1:]:
        world.people[role] = person(role, is_pseudonymous=role == "expert")
    Membership.objects.bulk_create(_memberships(world))
    return world


def _memberships(world: World) -> list[Membership]:
    rows = [(world.platform, name, Role.MEMBER) for name in ("member", "neighbour", "facilitator")]
    rows += [(world.platform, name, Role(name)) for name in ("core_group", "editor", "administrator")]
    for place in (world.network, world.circle, world.closed):
        rows += [(place, "member", Role.MEMBER), (place, "facilitator", Role.FACILITATOR)]
    rows += [(world.closed, "expert", Role.EXPERT), (world.elsewhere, "neighbour", Role.FACILITATOR)]
    return [Membership(space=place, person=world.people[name], role=role) for place, name, role in rows]


def space(slug: str, **facts: Any) -> Space:
    """A circle for members that people ask to join, unless `facts` say otherwise."""
    defaults = {"kind": SpaceKind.CIRCLE, "openness": SpaceOpenness.MEMBERS, "join": Join.REQUEST}
    words = {"slug": slug, "name": slug.capitalize(), "about": "Samen leren."}
    return Space.objects.create(**words | defaults | facts)


def person(who: str, **facts: Any) -> Person:
    """Somebody with a profile that says enough to take part; belongs to nothing yet."""
    place = facts.pop("municipality", None) or Municipality.objects.order_by("code")[0]
    profile = {"municipality": place, "function": Function.objects.order_by("slug")[0]}
    if facts.get("is_pseudonymous"):
        profile = {}
    shown = {"name": who.replace("_", " ").capitalize()}
    return Person.objects.create_user(f"{who}@example.org", **shown | profile | facts)


def member(who: str, *spaces: Space, **facts: Any) -> Person:
    """A person who belongs to the platform and to `spaces`."""
    made = person(who, **facts)
    places = [Space.objects.get(parent=None), *spaces]
    Membership.objects.bulk_create(Membership(space=one, person=made) for one in places)
    return made


def organisation(name: str, municipality: Municipality | None = None) -> Organisation:
    place = municipality or Municipality.objects.order_by("code")[0]
    return Organisation.objects.create(name=name, kind=OrganisationKind.objects.all()[0], municipality=place)


def question(author: Person, space: Space, **facts: Any) -> Contribution:
    """A published question for members (in a closed space: for the space), as a row without events."""
    closed = space.openness == SpaceOpenness.CLOSED
    moment = facts.pop("at", None) or now()
    themes = facts.pop("themes", None)
    defaults = {
        "kind": "question",
        "title": "Hoe betrek je ouders bij het plan?",
        "text": "<p>We proberen het al een tijd.</p>",
        "openness": Openness.SPACE if closed else Openness.MEMBERS,
        "state": State.PUBLISHED,
        "published_at": moment,
        "bumped_at": moment,
    }
    made = Contribution.objects.create(author=author, space=space, **{**defaults, **facts})
    made.themes.set(themes if themes is not None else Theme.objects.all()[:1])
    return made


def answers(entry: Contribution, author: Person, count: int = 1) -> list[Reply]:
    """Answers as rows, numbered on from the last one, without events."""
    start = entry.reply_count + entry.removed_count
    rows = [
        Reply(entry=entry, number=start + n, author=author, text=f"<p>Antwoord {start + n}.</p>", at=now())
        for n in range(1, count + 1)
    ]
    made = Reply.objects.bulk_create(rows)
    entry.reply_count += count
    entry.save(update_fields=["reply_count"])
    return made


def asked(**facts: Any) -> dict[str, Any]:
    """What the form to ask sends: a question for all members, unless `facts` say otherwise."""
    theme = Theme.objects.all()[0].slug
    return {
        "kind": "question",
        "title": "Wie heeft ervaring met een familiegroepsplan?",
        "text": "Wij beginnen ermee.",
        "themes": [theme],
        "audience": "members",
        "nonce": str(uuid4()),
        "plaats": "1",
        **facts,
    }


def invite_link(by: Person, place: Space, **facts: Any) -> InviteLink:
    """A link for a member that works for 14 days and 25 people, unless `facts` say otherwise."""
    ends = now() + timedelta(days=14)
    return InviteLink.objects.create(
        **{"space": place, "made_by": by, "expires_at": ends, "max_uses": 25, **facts}
    )


def client_of(who: Person | None) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    if who is not None:
        client.force_login(who)
    return client
