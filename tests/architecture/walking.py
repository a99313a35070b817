"""One walk over every URL: sample objects, a browser a role, and what a declared level promises."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from leerkring.core.entries.states import Openness
from leerkring.core.events.record import record
from leerkring.core.spaces.models import JoinRequest, Role
from leerkring.services.notifications.models import Told
from leerkring.services.notifications.unsubscribe import token_for
from leerkring.site.routes import Route
from tests.world import ROLES, SCOPES, World, answers, client_of, person, question

OWN = {"community:edit", "community:discard", "discussion:edit_reply", "notifications:open"}
"""URLs about somebody's own thing: nobody else gets further than 404. In the walk all of it is the member's."""

PLATFORM_ROLES = {
    "core group": {"core_group"},
    "editor": {"editor", "administrator"},
    "administrator": {"administrator"},
}
LOGIN = "/account/login/"
_PARTS = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")


def parts_of(route: Route) -> list[str]:
    """The names of the variable parts of a URL."""
    return [first or second for first, second in _PARTS.findall(route.path)]


@dataclass
class Walk:
    world: World
    clients: dict[str, Client]
    samples: dict[str, dict[str, Any]]
    """By scope: a value for each variable part that a URL can have."""

    def scopes(self, route: Route) -> tuple[str, ...]:
        return SCOPES if set(parts_of(route)) & set(self.samples["closed"]) else ("public",)

    def url(self, route: Route, scope: str) -> str:
        values = {name: self.samples[scope].get(name, "x-1") for name in parts_of(route)}
        return reverse(route.name, kwargs=values)

    def ask(self, role: str, method: str, url: str) -> HttpResponse:
        """The answer to a request of which nothing is kept."""
        client = self.clients[role]
        with transaction.atomic():
            response = client.generic(method, url, content_type="application/x-www-form-urlencoded")
            transaction.set_rollback(True)
        return response

    def passes(self, route: Route, role: str, scope: str) -> bool:
        """Whether the declared level lets this role through to the objects of this scope."""
        parts = set(parts_of(route))
        if route.name in OWN:
            return role == "member"
        if route.access in ("space member", "facilitator"):
            leads = role == "facilitator"
            return leads if route.access == "facilitator" else self.world.is_in(role, scope)
        if route.access in PLATFORM_ROLES:
            return role in PLATFORM_ROLES[route.access]
        return not parts & {"entry", "reply", "space"} or self.world.may_know(role, scope)


def make_walk(world: World) -> Walk:
    waiting = person("wacht")
    samples = {scope: _samples(world, scope, waiting.pk) for scope in SCOPES}
    clients = {role: client_of(world.people.get(role)) for role in ROLES}
    return Walk(world, clients, samples)


def _samples(world: World, scope: str, waiting: int) -> dict[str, Any]:
    space = world.space(scope)
    openness = {"public": Openness.PUBLIC, "members": Openness.MEMBERS, "closed": Openness.SPACE}[scope]
    entry = question(world.member, space, openness=openness)
    reply = answers(entry, world.member)[0]
    answers(entry, world.facilitator)
    event = record("discussion.replied", by=world.facilitator, on=reply)
    told = Told.objects.create(person=world.member, event=event, kind="answer", entry=entry.entry, at=now())
    request = JoinRequest.objects.create(space=space, person_id=waiting)
    return {
        "entry": entry.pk,
        "reply": reply.pk,
        "space": space.slug,
        "told": told.pk,
        "join_request": request.pk,
        "token": token_for(world.member, "answer"),
        "role": Role.MEMBER,
    }
