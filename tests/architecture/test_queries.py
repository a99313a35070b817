"""A page asks the database at most 12 times, as often with 30 rows as with 3.

As on a running server: what is kept for everybody until something happens is not asked again.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from pytest_django import Settings

from leerkring.core.entries.models import Entry
from leerkring.core.events import watch
from leerkring.core.events.record import record
from leerkring.core.events.watch import Watch
from leerkring.core.people.models import Organisation, Person
from leerkring.core.spaces.invitations import path_of
from leerkring.core.spaces.models import Membership, Space
from leerkring.core.spaces.queries import platform_id
from leerkring.domains.directory.models import Expertise, MessageRequest
from leerkring.domains.directory.queries.organisations import OrganisationFilters, find_organisations
from leerkring.kit import remember
from leerkring.services.discover.index import index
from leerkring.services.discover.meaning import has_meaning
from leerkring.services.discover.vocabulary import count_words
from leerkring.services.discussion.models import Follow, Recognition, Reply
from leerkring.services.notifications.models import Told
from leerkring.services.privacy.models import Confirmation, GuardRule, GuardWord
from tests.uploads import attached
from tests.world import World, answers, client_of, invite_link, member, organisation, question, space

MOST = 12
PHRASE = '"betrek je ouders"'
NO_QUESTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
"""Whatever else is sent counts, however it begins."""


def fill(world: World, count: int) -> None:
    """`count` of everything: questions, drafts, answers, recognitions, spaces, messages."""
    me = world.member
    people = [member(f"collega{n}", organisation=organisation(f"Organisatie {n}")) for n in range(count)]
    thread = question(me, world.platform, openness="public", round_at=now())
    for n, one in enumerate(people):
        moment = now() - timedelta(hours=n + 1)
        asked = question(one, world.platform, openness="public", themes=world.themes[:3], at=moment)
        question(one, world.platform, kind="lesson", openness="public", round_at=moment, at=moment)
        question(me, world.platform, state="draft", published_at=None, bumped_at=None)
        Follow.objects.create(entry=asked, person=me)
        Recognition.objects.create(entry=thread, person=one)
        reply = answers(thread, one)[0]
        attached(one, thread, number=reply.number)
        attached(one, asked, kind="jpeg")
        answers(asked, me)
        place = space(f"ruimte{n}", parent=world.network)
        Membership.objects.create(space=place, person=me)
        Membership.objects.create(space=world.network, person=one)
        question(one, world.network, openness="public", at=moment)
        event = record("discussion.replied", by=one, on=reply)
        Expertise.objects.create(person=one, theme=world.themes[0])
        MessageRequest.objects.create(sender=one, receiver=me, text="Bellen we?")
        Told.objects.create(person=me, event=event, kind="answer", entry=thread, at=moment)
        GuardWord.objects.create(phrase=f"Woord {n}", added_by=one)
        GuardRule.objects.create(kind=f"soort{n}", space=place, does="stop")
        Confirmation.objects.create(
            entry_id=asked.pk, person=one, kind="naam", length=5, mark=f"{n:032x}", reason="public", at=moment
        )
    Reply.objects.filter(entry=thread, number=2).update(is_chosen=True)
    me.themes.set(world.themes)
    has_meaning()
    platform_id()  # remembered, as on a running server
    ContentType.objects.get_for_model(Space)
    index(list(Entry.objects.values_list("pk", flat=True)))
    count_words()


def _thread(world: World) -> str:
    return str(world.member.entries.get(round_at__isnull=False).get_absolute_url())


PAGES: dict[str, Callable[[World], str]] = {
    "home": lambda _world: reverse("home"),
    "list": lambda _world: reverse("community:list"),
    "list narrowed": lambda world: (
        reverse("community:list") + f"?thema={world.themes[0].slug}&stand=open&regio=JR01"
    ),
    "list of a space": lambda world: reverse("community:list") + f"?ruimte={world.network.slug}",
    "thread": _thread,
    "ask": lambda _world: reverse("community:ask"),
    "drafts": lambda _world: reverse("community:drafts"),
    "earlier versions": lambda world: f"{_thread(world)}eerder/",
    "spaces": lambda _world: reverse("spaces:list"),
    "space": lambda world: world.network.get_absolute_url(),
    "files": lambda world: reverse("community:files", args=[world.platform.slug]),
    "members": lambda world: reverse("spaces:members", args=[world.network.slug]),
    "members narrowed": lambda world: (
        reverse("spaces:members", args=[world.network.slug]) + "?naam=collega&rol=member"
    ),
    "invitation": lambda world: path_of(invite_link(world.neighbour, world.elsewhere)),
    "first visit": lambda _world: reverse("first_visit"),
    "messages": lambda _world: reverse("notifications:list"),
    "new messages": lambda _world: reverse("notifications:list") + "?alleen=nieuw",
    "wishes": lambda _world: reverse("notifications:preferences"),
    "profile": lambda _world: reverse("people:profile"),
    "people": lambda _world: reverse("directory:people"),
    "people narrowed": lambda world: (
        reverse("directory:people") + f"?thema={world.themes[0].slug}&zoek=collega&regio=JR01&dichtbij=1"
    ),
    "person": lambda _world: Person.objects.get(name="Collega0").get_absolute_url(),
    "own page": lambda world: world.member.get_absolute_url(),
    "asked": lambda world: reverse("directory:asked", args=[world.member.pk]),
    "answered": lambda world: reverse("directory:answered", args=[world.member.pk]),
    "organisations": lambda _world: reverse("directory:organisations"),
    "organisation": lambda _world: Organisation.objects.get(name="Organisatie 0").get_absolute_url(),
    "requests": lambda _world: reverse("directory:requests"),
    "search": lambda _world: reverse("discover:search") + "?q=ouders+plan",
    "search with a typo": lambda _world: reverse("discover:search") + "?q=oudrs+betrekk",
    "search for a phrase": lambda _world: reverse("discover:search") + f"?{urlencode({'q': PHRASE})}",
    "search narrowed": lambda world: (
        reverse("discover:search") + f"?q=ouders&thema={world.themes[0].slug}&soort=question&periode=jaar"
    ),
    "search without a question": lambda _world: reverse("discover:search"),
    "suggestions": lambda _world: reverse("discover:suggest") + "?q=betr",
    "like a title": lambda _world: reverse("discover:like_title") + "?title=Hoe+betrek+je+de+ouders",
    "request": lambda _world: MessageRequest.objects.order_by("pk")[0].get_absolute_url(),
}


OFFICE: dict[str, Callable[[World], str]] = {
    "manage": lambda _world: reverse("office"),
    "words": lambda _world: reverse("guard:words"),
    "words searched": lambda _world: reverse("guard:words") + "?zoek=woord",
    "policy": lambda _world: reverse("guard:policy"),
    "policy of a space": lambda world: reverse("guard:space_policy", args=[world.network.slug]),
    "figures": lambda _world: reverse("guard:tally"),
}
"""Pages for an administrator."""


PARTS = ("suggestions", "like a title")
"""Pieces that a script asks for."""


def count(client: Client, url: str, *, part: bool = False) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        client.get(url, headers={"HX-Request": "true"} if part else {})
    return [
        one["sql"] for one in seen.captured_queries if not one["sql"].lstrip(" \n(").startswith(NO_QUESTION)
    ]


@pytest.fixture
def keeping(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.KEEP_PAGES = True
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "page_cache" not in one]
    monkeypatch.setattr(watch, "watch", Watch(lambda: 0.0))
    monkeypatch.setattr(remember, "SECONDS", 3600)  # on a slow machine, this test takes minutes


@pytest.mark.usefixtures("keeping")
def test_pages_ask_the_database_as_often_with_30_rows_as_with_3(world: World) -> None:
    assert _counts(world, 3) == _counts(world, 30)


def _counts(world: World, rows: int) -> dict[str, int]:
    found = {}
    with transaction.atomic():
        fill(world, rows)
        for role in ("member", "visitor", "administrator"):
            for name, url in (OFFICE if role == "administrator" else PAGES).items():
                client = client_of(world.people.get(role))
                for page in ("home", "community:list"):  # these read what every page remembers
                    client.get(reverse(page))
                find_organisations(OrganisationFilters(search="collega"))  # and this the words of the lists
                asked = count(client, url(world), part=name in PARTS)
                assert len(asked) <= MOST, f"{name} as {role} with {rows} rows:\n" + "\n".join(
                    one[:200] for one in asked
                )
                found[f"{name} as {role}"] = len(asked)
        transaction.set_rollback(True)
    return found
