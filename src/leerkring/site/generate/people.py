"""Members, where they work and to which spaces they belong."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from leerkring.core.entries.models import Theme, ThemeFollow
from leerkring.core.people.models import TONES, Function, Organisation, OrganisationKind, Person
from leerkring.core.regions.models import Municipality
from leerkring.core.regions.queries import current_municipalities
from leerkring.core.spaces.models import Join, Membership, Openness, Role, Space, SpaceKind
from leerkring.core.spaces.queries import platform
from leerkring.domains.directory.models import Expertise
from leerkring.site.demo import corpus
from leerkring.site.generate.chance import Zipf
from leerkring.site.generate.copying import copy, reserve

DOMAIN = "gemaakt.leerkring.example"
"""A reserved name: no mail to these people can ever arrive."""

YEARS = timedelta(days=3 * 365)
MEMBERS_PER_ORGANISATION, MEMBERS_PER_SPACE = 12, 80
CLOSED_EVERY = 3
"""One in three spaces is closed."""
HELPERS = 0.4
"""The part of the members that say with which themes they can help."""


@dataclass(frozen=True, slots=True)
class Place:
    """A space to write in, with who belongs to it, the busiest first."""

    pk: int
    is_closed: bool
    members: Zipf[int]


@dataclass(slots=True)
class Crowd:
    """Everybody who was made. `regions` tells each member's region, `places` starts with the platform."""

    everyone: Zipf[int]
    regions: dict[int, int | None]
    places: list[Place]
    themes: dict[str, int] = field(default_factory=dict)


def make_people(count: int, now: datetime, rng: Random) -> Crowd:
    """Insert `count` members with organisations, spaces, themes they follow and can help with."""
    towns = list(current_municipalities())
    rng.shuffle(towns)
    town = Zipf(towns, 0.7, 5)
    organisations = Zipf(_organisations(max(3, count // MEMBERS_PER_ORGANISATION), town, rng), 0.7, 3)
    members = list(_members(reserve(Person, count), organisations, town, now, rng))
    copy(Person, members)
    copy(EmailAddress, (_address(one) for one in members))
    themes = dict(Theme.objects.values_list("slug", "pk"))
    theme = Zipf(list(themes.values()))
    follows = ((one["id"], pk) for one in members for pk in theme.some(rng, rng.randint(1, 4)))
    copy(ThemeFollow, ({"person_id": person, "theme_id": pk} for person, pk in follows))
    helpers = (one["id"] for one in members if rng.random() < HELPERS)
    known = ((person, pk) for person in helpers for pk in theme.some(rng, rng.randint(1, 3)))
    copy(Expertise, ({"person_id": person, "theme_id": pk} for person, pk in known))
    region_of = {one.pk: one.region_id for one in towns}
    regions: dict[int, int | None] = {one["id"]: region_of[one["municipality_id"]] for one in members}
    people = list(regions)
    rng.shuffle(people)
    return Crowd(Zipf(people, 0.9, 10), regions, _places(people, now, rng), themes)


def _organisations(count: int, town: Zipf[Municipality], rng: Random) -> list[int]:
    kinds = list(OrganisationKind.objects.all())
    keys = reserve(Organisation, count)
    rows = []
    for pk in keys:
        kind, place = rng.choice(kinds), town.draw(rng)
        name = f"{kind.name.capitalize()} {place.name} {pk}"
        rows.append({"id": pk, "name": name[:120], "kind_id": kind.pk, "municipality_id": place.pk})
    copy(Organisation, rows)
    return list(keys)


def _members(
    keys: range, organisation: Zipf[int], town: Zipf[Municipality], now: datetime, rng: Random
) -> Iterator[dict[str, Any]]:
    names = [row["name"].split(" ", 1) for row in corpus.rows("people.csv") if " " in row["name"]]
    function = Zipf(list(Function.objects.order_by("slug").values_list("pk", flat=True)), 0.6, 2)
    for pk in keys:
        yield {
            "id": pk,
            "email": f"lid{pk}@{DOMAIN}",
            "name": f"{rng.choice(names)[0]} {rng.choice(names)[1]}"[:60],
            "password": make_password(None),
            "function_id": function.draw(rng),
            "organisation_id": organisation.draw(rng),
            "municipality_id": town.draw(rng).pk,
            "joined_at": now - YEARS * rng.random(),
        }


def _address(member: dict[str, Any]) -> dict[str, Any]:
    return {"user_id": member["id"], "email": member["email"], "verified": True, "primary": True}


def _places(people: list[int], now: datetime, rng: Random) -> list[Place]:
    """The platform with everybody, and spaces with some: large ones first, one in three closed."""
    root = platform().pk
    count = max(3, len(people) // MEMBERS_PER_SPACE)
    sizes = Zipf(range(count), 0.8, 2).shares(len(people))
    keys = reserve(Space, count)
    copy(Space, (_space(pk, place, root) for place, pk in enumerate(keys)))
    places = [Place(root, is_closed=False, members=Zipf(people, 0.9, 10))]
    belonging = [(root, person, Role.MEMBER) for person in people]
    for place, pk in enumerate(keys):
        inside = rng.sample(people, min(len(people), max(3, sizes[place])))
        places.append(Place(pk, place % CLOSED_EVERY == CLOSED_EVERY - 1, Zipf(inside, 0.9, 3)))
        belonging.append((pk, inside[0], Role.FACILITATOR))
        belonging += [(pk, person, Role.MEMBER) for person in inside[1:]]
    copy(
        Membership,
        (
            {"space_id": space, "person_id": person, "role": role, "since": now - YEARS * rng.random()}
            for space, person, role in belonging
        ),
    )
    return places


def _space(pk: int, place: int, root: int) -> dict[str, Any]:
    closed = place % CLOSED_EVERY == CLOSED_EVERY - 1
    return {
        "id": pk,
        "parent_id": root,
        "kind": SpaceKind.CIRCLE if place % 2 else SpaceKind.NETWORK,
        "slug": f"gemaakt-{pk}",
        "name": f"{'Besloten kring' if closed else 'Kring'} {pk}",
        "about": "Een ruimte om in te meten en te proberen.",
        "openness": Openness.CLOSED if closed else Openness.MEMBERS,
        "join": Join.INVITATION if closed else Join.REQUEST,
        "tone": TONES[place % len(TONES)],
    }
