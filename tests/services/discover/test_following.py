"""Whatever happens by the doors of the site, search shows at once, and only to who may see it."""

from dataclasses import asdict

import pytest
from django.urls import reverse

from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Membership, Space
from leerkring.core.spaces.wording import Arrangement
from leerkring.domains.community.models import Contribution
from leerkring.services.discover import queries
from leerkring.services.discover.index import index
from leerkring.services.discover.queries import Wish
from leerkring.services.discussion import actions as talk
from tests.uploads import attached
from tests.world import World, asked, client_of, question


@pytest.fixture(autouse=True)
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leerkring.services.discover.matching.has_meaning", lambda: False)


def finds(world: World, role: str, text: str) -> list[int]:
    person = Person.objects.get(
        pk=world.people[role].pk
    )  # as another request: where they belong is read anew
    return queries.search(person, Wish(text)).ids


def ask(world: World, **facts: object) -> Contribution:
    client_of(world.member).post(reverse("community:ask"), asked(**facts))
    return Contribution.objects.get_queryset().latest("pk")


def test_a_space_that_is_closed_takes_what_stands_in_it_along(world: World) -> None:
    made = question(world.member, world.circle, title="Wie kent de opvang met ezels?")
    index([made.pk])
    assert finds(world, "neighbour", "ezels") == [made.pk]
    now = Arrangement.of(Space.objects.get(pk=world.circle.pk))
    facts = {
        **asdict(now),
        "parent": now.parent.slug,
        "mark": now.mark,
        "openness": "closed",
        "sure": "closed",
    }
    client_of(world.facilitator).post(
        reverse("spaces:arrange", args=[world.circle.slug]), {**facts, "sure": "closed"}
    )
    assert Space.objects.get(pk=world.circle.pk).openness == "closed"
    assert finds(world, "neighbour", "ezels") == []
    assert finds(world, "facilitator", "ezels") == [made.pk]
    assert made.pk not in [
        one.pk for one in queries.suggestions(Person.objects.get(pk=world.neighbour.pk), "ezels")
    ]


def test_who_leaves_a_closed_space_finds_nothing_of_it_any_more(world: World) -> None:
    made = ask(world, title="Wie kent de opvang met ezels?", audience="space:besloten")
    assert finds(world, "expert", "ezels") == [made.pk]
    client_of(world.expert).post(reverse("spaces:leave", args=[world.closed.slug]))
    assert not Membership.objects.filter(space=world.closed, person=world.expert).exists()
    assert finds(world, "expert", "ezels") == []


def test_a_file_goes_and_comes_back_with_its_answer(world: World) -> None:
    made = ask(world, title="Hoe begin je een gesprek?")
    reply = talk.reply(world.neighbour, made, "<p>Zie het plan.</p>")
    attached(world.neighbour, made, number=reply.number, name="Plan met de giraf.pdf")
    talk.edit_reply(world.neighbour, reply, "<p>Zie het plan hierbij.</p>")
    assert finds(world, "member", "giraf") == [made.pk]
    take, back = (reverse(f"discussion:{name}", args=[reply.pk]) for name in ("take_away", "put_back"))
    client = client_of(world.neighbour)
    client.post(take)
    assert finds(world, "member", "giraf") == []
    client.post(back)
    assert finds(world, "member", "giraf") == [made.pk]


def test_a_draft_is_found_by_nobody_until_it_is_placed_and_not_after_it_is_taken_back(world: World) -> None:
    client = client_of(world.member)
    facts = asked(title="Wie kent de opvang met ezels?")
    client.post(reverse("community:ask"), {**facts, "plaats": "", "bewaar": "1"})
    made = Contribution.objects.get_queryset().latest("pk")
    assert made.is_draft
    assert finds(world, "member", "ezels") == []
    client.post(reverse("community:edit", args=[made.pk]), facts)
    assert finds(world, "neighbour", "ezels") == [made.pk]
    client.post(reverse("community:withdraw", args=[made.pk]))
    assert finds(world, "member", "ezels") == finds(world, "neighbour", "ezels") == []
