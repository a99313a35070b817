"""The list with its filters, and home."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from leerkring.core.regions.models import Municipality
from leerkring.domains.community.models import Contribution
from leerkring.services.discussion.models import Follow
from tests.world import World, answers, client_of, member, question

HOUR = timedelta(hours=1)


@pytest.fixture
def said(world: World) -> dict[str, Contribution]:
    """One of each, the newest first."""
    me, start = world.member, now()
    here = me.region
    there = Municipality.objects.exclude(region=here)[0].region
    first, second = world.themes[:2]
    return {
        "question": question(me, world.platform, at=start, region=here, themes=[first]),
        "lesson": question(
            me,
            world.platform,
            kind="lesson",
            at=start - HOUR,
            region=there,
            themes=[second],
            openness="public",
        ),
        "round": question(
            me, world.circle, at=start - 2 * HOUR, round_at=start, themes=[first, second], recognition_count=9
        ),
        "closed": question(me, world.closed, at=start - 3 * HOUR, themes=[first], recognition_count=3),
        "draft": question(me, world.platform, state="draft", published_at=None, bumped_at=None),
    }


def listed(world: World, role: str, query: str = "", **facts: Any) -> list[int]:
    response = client_of(world.people.get(role)).get(f"/vragen/{query}", facts)
    assert response.status_code == 200
    return [one.pk for one in response.context["page"].items]


def keys(said: dict[str, Contribution], *names: str) -> list[int]:
    return [said[name].pk for name in names]


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("visitor", ["lesson"]),
        ("neighbour", ["question", "lesson", "round"]),
        ("administrator", ["question", "lesson", "round"]),
        ("expert", ["lesson", "closed"]),
        ("member", ["question", "lesson", "round", "closed"]),
    ],
)
def test_everybody_sees_their_own_part(
    world: World, said: dict[str, Contribution], role: str, names: list[str]
) -> None:
    assert listed(world, role) == keys(said, *names)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?soort=lesson", ["lesson"]),
        ("?soort=question", ["question", "round", "closed"]),
        ("?stand=open", ["question", "closed"]),
        ("?stand=rond", ["round"]),
        ("?ruimte=kring", ["round"]),
        ("?ruimte=besloten", ["closed"]),
        ("?sorteer=herkend", ["round", "closed", "lesson", "question"]),
        ("?sorteer=nieuw", ["question", "lesson", "round", "closed"]),
        (
            "?soort=onzin&stand=onzin&thema=onzin&regio=onzin&ruimte=onzin&sorteer=onzin",
            ["question", "lesson", "round", "closed"],
        ),
        ("?soort=lesson&stand=open", []),
    ],
)
def test_filters_narrow(world: World, said: dict[str, Contribution], query: str, names: list[str]) -> None:
    assert listed(world, "member", query) == keys(said, *names)


def test_theme_and_region(world: World, said: dict[str, Contribution]) -> None:
    first, second = world.themes[:2]
    assert listed(world, "member", f"?thema={second.slug}") == keys(said, "lesson", "round")
    assert listed(world, "neighbour", f"?thema={first.slug}") == keys(said, "question", "round")
    region = said["question"].region
    assert region is not None
    assert listed(world, "member", f"?regio={region.code}") == keys(said, "question")


def test_what_i_follow(world: World, said: dict[str, Contribution]) -> None:
    Follow.objects.create(entry=said["lesson"], person=world.member)
    Follow.objects.create(entry=said["round"], person=world.member, wanted=False)
    Follow.objects.create(entry=said["closed"], person=world.neighbour)
    assert listed(world, "member", "?gevolgd=1") == keys(said, "lesson")
    assert listed(world, "neighbour", "?gevolgd=1") == []
    assert listed(world, "visitor", "?gevolgd=1") == keys(said, "lesson")


def test_a_closed_space_is_not_named_to_others(world: World, said: dict[str, Contribution]) -> None:
    for role in ("visitor", "neighbour", "administrator"):
        page = client_of(world.people.get(role)).get("/vragen/?ruimte=besloten").content.decode()
        assert "Besloten" not in page


def test_pages_of_the_list(world: World) -> None:
    rows = [question(world.member, world.platform, at=now() - n * HOUR).pk for n in range(45)]
    client, url, seen = client_of(world.neighbour), "/vragen/", []
    while True:
        page = client.get(url).context["page"]
        seen += [one.pk for one in page.items]
        if not page.next_url:
            break
        url = f"/vragen/{page.next_url}"
    assert seen == rows


def test_home_of_a_member(world: World) -> None:
    me = world.member
    me.themes.set(world.themes[:1])
    far, near = member("ver"), member("dichtbij", municipality=me.municipality)
    elsewhere = Municipality.objects.exclude(region=me.region)[0].region
    open_far = question(far, world.platform, region=elsewhere)
    open_near = question(near, world.platform, region=me.region, at=now() - HOUR)
    question(near, world.platform, themes=world.themes[3:4])
    question(near, world.platform, round_at=now())
    question(me, world.platform)
    done = question(far, world.platform)
    answers(done, me)
    page = client_of(me).get("/")
    assert [one.pk for one in page.context["know"]] == [open_near.pk, open_far.pk]


def test_home_of_a_visitor_shows_only_what_is_public(world: World, said: dict[str, Contribution]) -> None:
    public = question(world.member, world.platform, openness="public", title="Voor iedereen te lezen")
    page = client_of(None).get("/")
    assert [one.pk for one in page.context["newest"]] == [public.pk]
    assert said["question"].title not in page.content.decode()


def test_the_conversation_of_a_space_does_not_open_more_filters(world: World) -> None:
    """The space stands over the page, so nothing behind “More filters” is chosen."""
    client = client_of(world.member)
    closed, opened = '<details class="filters__more">', '<details class="filters__more" open>'
    assert closed in client.get("/vragen/", {"ruimte": world.circle.slug}).content.decode()
    assert opened in client.get("/vragen/", {"ruimte": world.circle.slug, "soort": "lesson"}).content.decode()


def test_words_of_people_are_dutch_on_an_english_page(world: World) -> None:
    entry = question(world.neighbour, world.platform)
    client, words = client_of(world.member), f' lang="nl">{entry.title}'
    pages = ["/vragen/", entry.get_absolute_url()]
    assert not any(words in client.get(page).content.decode() for page in pages)
    client.cookies["django_language"] = "en"
    assert all(words in client.get(page).content.decode() for page in pages)
