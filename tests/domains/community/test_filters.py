"""What the list counts is what it shows, for every filter and everybody."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerkring.core.people.models import Function, Person
from leerkring.domains.community.models import Contribution, SavedFilter
from leerkring.services.discussion.models import Follow, ReadMarker
from tests.world import World, answers, client_of, person, question

ROLES = ("visitor", "member", "neighbour", "expert", "administrator")
VALUES: dict[str, tuple[str, ...]] = {
    "stand": ("", "open", "onbeantwoord", "rond", "onzin"),
    "soort": ("", "question", "lesson"),
    "thema": ("0", "1", ""),
    "functie": ("0", "1", ""),
    "ruimte": ("", "netwerk", "kring", "besloten", "elders"),
    "gevolgd": ("", "1"),
    "mijn": ("", "1"),
    "nieuw": ("", "1"),
    "sorteer": ("", "herkend", "nieuw"),
}


@pytest.fixture
def full(world: World) -> World:
    """Sixty things of every kind, by people of two functions, some of them without name."""
    first, second = Function.objects.to_choose()[:2]
    Person.objects.exclude(is_pseudonymous=True).update(function=first)
    other = person("ander", function=second)
    spaces = [world.platform, world.network, world.circle, world.closed, world.elsewhere]
    for n in range(60):
        moment = now() - timedelta(hours=20 * n)
        made = question(
            (world.member, other, world.facilitator)[n % 3],
            spaces[n % 5],
            kind=("question", "question", "lesson")[n % 3 if n % 2 else 0],
            at=moment,
            is_anonymous=n % 4 == 0,
            themes=world.themes[n % 2 : n % 2 + 2],
            round_at=moment if n % 7 == 0 else None,
            recognition_count=n % 9,
        )
        if n % 3:
            answers(made, other, n % 4)
        if n % 6 == 0:
            Follow.objects.create(entry=made, person=world.member)
            ReadMarker.objects.create(entry=made, person=world.member, last_number=1, at=moment)
    return world


def _query(world: World, chosen: dict[str, str]) -> dict[str, str]:
    lists: dict[str, list[Any]] = {"thema": world.themes, "functie": list(Function.objects.to_choose()[:2])}
    return {
        name: lists[name][int(value)].slug if name in lists and value else value
        for name, value in chosen.items()
    }


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(
    role=st.sampled_from(ROLES),
    chosen=st.fixed_dictionaries({n: st.sampled_from(v) for n, v in VALUES.items()}),
)
def test_the_count_is_what_the_pages_list(full: World, role: str, chosen: dict[str, str]) -> None:
    client, query = client_of(full.people.get(role)), _query(full, chosen)
    page = client.get("/vragen/", query)
    assert page.status_code == 200
    counted, found = page.context["count"], list(page.context["page"].items)
    while page.context["page"].next_url:
        page = client.get(f"/vragen/{page.context['page'].next_url}")
        found += page.context["page"].items
    assert len({one.pk for one in found}) == len(found) == counted
    for one in found:
        assert _may_see(full, role, one), one
        assert not (query["functie"] and (one.is_anonymous or one.author.function.slug != query["functie"]))
        assert query["stand"] != "onbeantwoord" or (one.reply_count == 0 and one.round_at is None)


def _may_see(world: World, role: str, one: Contribution) -> bool:
    who = world.people.get(role)
    if one.openness == "public" or (who and one.author_id == who.pk):
        return True
    if one.openness == "members":
        return role not in ("visitor", "expert")
    return role in ("member", "expert") and one.space_id == world.closed.pk


def test_who_asks_without_name_is_not_found_by_function(world: World) -> None:
    function = Function.objects.to_choose()[0]
    Person.objects.filter(pk=world.member.pk).update(function=function)
    question(world.member, world.platform, is_anonymous=True)
    named = question(world.member, world.platform)
    page = client_of(world.neighbour).get("/vragen/", {"functie": function.slug})
    assert [one.pk for one in page.context["page"].items] == [named.pk]
    assert page.context["count"] == 1


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?nieuw=1", "Je bent helemaal bij"),
        ("?gevolgd=1", "Je volgt hier nog niets"),
        ("?mijn=1", "Hier staat nog niets van jou"),
        ("?stand=onbeantwoord", "Elke vraag hier heeft een antwoord"),
        ("?stand=rond", "Hier is nog geen kring rond"),
        ("?soort=lesson", "Niets gevonden"),
    ],
)
def test_an_empty_list_says_why(world: World, query: str, words: str) -> None:
    assert words in client_of(world.neighbour).get(f"/vragen/{query}").content.decode()


def test_filters_are_kept_under_a_name(world: World) -> None:
    client, theme = client_of(world.member), world.themes[0]
    page = client.get("/vragen/", {"stand": "open", "thema": theme.slug})
    assert page.context["name_to_save"] == f"Open vragen, {theme.name}"
    sent = {"filter": page.context["address"], "naam": "Mijn hoek"}
    client.post("/vragen/filters/", sent)
    client.post("/vragen/filters/", sent)
    kept = SavedFilter.objects.get()
    assert (kept.person, kept.name, kept.address) == (
        world.member,
        "Mijn hoek",
        f"stand=open&thema={theme.slug}",
    )
    for address in ("/vragen/", "/"):
        assert "Mijn hoek" in client.get(address).content.decode()
    assert not client.get(kept.get_absolute_url()).context["name_to_save"]
    client.post(f"/vragen/filters/{kept.pk}/naam/", {"naam": " Ander  woord "})
    kept.refresh_from_db()
    assert kept.name == "Ander woord"


def test_a_removed_filter_comes_back(world: World) -> None:
    kept = SavedFilter.objects.create(person=world.member, name="Open", address="stand=open")
    client = client_of(world.member)
    page = client.post(f"/vragen/filters/{kept.pk}/weg/", follow=True).content.decode()
    assert not SavedFilter.objects.exists()
    assert 'action="/vragen/filters/?filter=stand%3Dopen&amp;naam=Open"' in page
    client.post("/vragen/filters/?filter=stand%3Dopen&naam=Open")
    assert SavedFilter.objects.get().name == "Open"


def test_no_more_filters_than_anybody_can_use(world: World) -> None:
    for n in range(SavedFilter.MOST):
        SavedFilter.objects.create(person=world.member, name=str(n), address=f"x={n}")
    page = client_of(world.member).post("/vragen/filters/", {"filter": "stand=open"}, follow=True)
    assert "Haal er eerst een weg" in page.content.decode()
    assert SavedFilter.objects.count() == SavedFilter.MOST


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_filter_needs_a_short_name(world: World, name: str) -> None:
    kept = SavedFilter.objects.create(person=world.member, name="Open", address="stand=open")
    page = client_of(world.member).post(f"/vragen/filters/{kept.pk}/naam/", {"naam": name})
    assert page.status_code == 422
    kept.refresh_from_db()
    assert kept.name == "Open"


def test_the_filters_of_somebody_else_are_not_there(world: World) -> None:
    kept = SavedFilter.objects.create(person=world.member, name="Open", address="stand=open")
    client = client_of(world.neighbour)
    for what in ("naam", "weg"):
        assert client.post(f"/vragen/filters/{kept.pk}/{what}/", {"naam": "Weg"}).status_code == 404
    assert "Open" not in [one.name for one in client.get("/vragen/").context["saved"]]
