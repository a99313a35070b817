"""One walk over every URL: sample objects, a browser a role, and what a declared level promises."""

import re
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from leerkring.core.entries.states import Openness
from leerkring.core.events.record import record
from leerkring.core.people.models import Person
from leerkring.core.spaces.invitations import token_of
from leerkring.core.spaces.models import JoinRequest, Membership
from leerkring.domains.community.models import SavedFilter
from leerkring.domains.directory.models import Block, MessageRequest
from leerkring.kit.mail import new_message_id
from leerkring.services.discussion.models import ReplyVersion
from leerkring.services.notifications.models import ACCOUNT, MailState, OutgoingMail, Told
from leerkring.services.notifications.unsubscribe import token_for_kinds
from leerkring.services.privacy.models import GuardWord, Held
from leerkring.site.demo.personas import PERSONAS
from leerkring.site.routes import Route
from tests.uploads import attached
from tests.world import (
    ROLES,
    SCOPES,
    World,
    answers,
    client_of,
    invite_link,
    member,
    organisation,
    person,
    question,
)

OWN = {
    "community:edit",
    "community:rename_saved",
    "community:remove_saved",
    "community:discard",
    "community:put_draft_back",
    "community:show_name",
    "discussion:edit_reply",
    "discussion:forget",
    "discussion:take_away",
    "discussion:put_back",
    "community:withdraw",
    "community:put_back",
    "privacy:held",
    "privacy:drop",
    "notifications:open",
    "notifications:mark",
} | {f"directory:{name}" for name in ("message_request", "decline_request", "block_sender", "unblock")}
"""URLs about somebody's own thing: nobody else gets further than 404. In the walk it is the member's."""

FOR_MEMBERS = {
    f"directory:{name}" for name in ("people", "person", "asked", "answered", "send_request", "requests")
}
"""URLs for members of the platform under their own name: an experience expert gets no further than 404."""

LED = {"guard:space_policy"}
"""URLs for who facilitates a space, and for administrators where they may know it."""

SIGNING_IN = {"provider": "dicht", "passkey": 1, "place": 1, "connection": 1}
"""Behind a question for proof; whose they are is tested with the pages (tests/site/security)."""

PLATFORM_ROLES = {
    "core group": {"core_group"},
    "editor": {"editor", "administrator"},
    "administrator": {"administrator"},
}

SCOPED = {"entry", "reply", "space", "told", "join_request", "attachment", "held"}
"""Variable parts that name something in a space."""

LOGIN = reverse(settings.LOGIN_URL)
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
        return SCOPES if set(parts_of(route)) & SCOPED else ("public",)

    def url(self, route: Route, scope: str) -> str:
        values = {name: self.samples[scope][name] for name in parts_of(route)}
        return reverse(route.name, kwargs=values)

    def ask(self, role: str, method: str, url: str) -> HttpResponse:
        """The answer to a request of which nothing is kept."""
        client = self.clients[role]
        with transaction.atomic():
            response = client.generic(method, url, content_type="application/x-www-form-urlencoded")
            transaction.set_rollback(True)
        return cast(HttpResponse, response)

    def passes(self, route: Route, role: str, scope: str) -> bool:
        """Whether the declared level lets this role through to the objects of this scope."""
        parts = set(parts_of(route))
        if route.name in OWN:
            return role == "member"
        if route.name in FOR_MEMBERS:
            return role not in ("visitor", "expert")
        if route.name in LED:
            return role == "facilitator" or (role == "administrator" and scope != "closed")
        if route.access in ("space member", "facilitator"):
            leads = role == "facilitator"
            return leads if route.access == "facilitator" else self.world.is_in(role, scope)
        if route.access in PLATFORM_ROLES and role not in PLATFORM_ROLES[route.access]:
            return False
        return not parts & {"entry", "reply", "space", "attachment"} or self.world.may_know(role, scope)


def make_walk(world: World) -> Walk:
    waiting = person("wacht")
    everywhere = _samples_everywhere(world)
    samples = {scope: everywhere | _samples(world, scope, waiting.pk) for scope in SCOPES}
    clients = {role: client_of(world.people.get(role)) for role in ROLES}
    return Walk(world, clients, samples)


def _samples(world: World, scope: str, waiting: int) -> dict[str, Any]:
    space = world.space(scope)
    openness = {"public": Openness.PUBLIC, "members": Openness.MEMBERS, "closed": Openness.SPACE}[scope]
    entry = question(world.member, space, openness=openness)
    reply = answers(entry, world.member)[0]
    version = ReplyVersion.objects.create(reply=reply, text="<p>Zo was het.</p>", at=now())
    answers(entry, world.facilitator)
    event = record("discussion.replied", by=world.facilitator, on=reply)
    told = Told.objects.create(person=world.member, event=event, kind="answer", entry=entry.entry, at=now())
    request = JoinRequest.objects.create(space=space, person_id=waiting)
    link = invite_link(world.facilitator, space)
    return {
        "entry": entry.pk,
        "reply": reply.pk,
        "version": version.pk,
        "space": space.slug,
        "told": told.pk,
        "join_request": request.pk,
        "membership": Membership.objects.get(space=space, person=world.member).pk,
        "link": link.pk,
        "invitation": token_of(link),
        "attachment": attached(world.member, entry, kind="jpeg").pk,
        "name": "foto.jpg",
        "held": Held.objects.create(
            entry=entry, person=world.member, door="discussion.reply", facts={"text": "<p>Wacht.</p>"}
        ).pk,
    }


def _samples_everywhere(world: World) -> dict[str, Any]:
    """Samples for what stands in no space."""
    Person.objects.create_user(PERSONAS[0].email, name=PERSONAS[0].name)
    shown = member("collega", organisation=organisation("Jeugdhulp Zuid"))
    sent = MessageRequest.objects.create(sender=shown, receiver=world.member, text="Bellen we?")
    Block.objects.create(by=world.member, person=shown)
    answers(question(shown, world.platform), shown)
    facts = {
        "address": "iemand@example.org",
        "subject": "Je code",
        "text": "ABC-123",
        "html": "<p>ABC-123</p>",
    }
    mail = OutgoingMail.objects.create(
        kind=ACCOUNT, message_id=new_message_id(), due_at=now(), state=MailState.FAILED, **facts
    )
    saved = SavedFilter.objects.create(person=world.member, name="Open vragen", address="stand=open")
    return (
        {
            "saved": saved.pk,
            "token": token_for_kinds(world.member, ["answer"]),
            "persona": PERSONAS[0].slug,
            "mail": mail.pk,
            "word": GuardWord.objects.create(phrase="Kringgesprek", added_by=world.editor).pk,
        }
        | {
            "person": shown.pk,
            "organisation": shown.organisation_id,
            "message_request": sent.pk,
        }
        | SIGNING_IN
    )
