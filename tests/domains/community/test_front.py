"""The front of the list is read once for everybody, and says the same as the database says to each."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils.timezone import now
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django import Settings as PytestSettings

from leerkring.core.events import watch
from leerkring.core.events.watch import Watch
from leerkring.core.people.models import Person
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community import actions, front, queries
from leerkring.domains.community.front import find
from leerkring.domains.community.models import Contribution, ContributionKind
from leerkring.domains.community.picks import for_start, newest_open
from leerkring.domains.community.queries import Filters
from leerkring.domains.community.tallies import NAMES
from leerkring.kit.keyset import paginate
from leerkring.services.discussion import actions as talk
from leerkring.services.discussion.models import Follow, ReadMarker
from leerkring.services.discussion.reading.queries import reading_of
from tests.world import World, client_of, question

MOST = 5
SPACES = ("platform", "network", "circle", "closed", "elsewhere")

said = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(ContributionKind.values),
        "space": st.sampled_from(SPACES),
        "openness": st.sampled_from(["public", "members", "space"]),
        "by": st.sampled_from(["member", "neighbour", "expert"]),
        "answers": st.integers(0, 2),
        "is_round": st.booleans(),
        "read": st.sampled_from([None, 0, 1, 2]),
        "days": st.integers(0, 60),
    }
)


@settings(
    max_examples=30,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(things=st.lists(said, max_size=12), size=st.sampled_from([3, 6, 40]))
def test_the_front_is_what_the_database_finds(
    world: World, monkeypatch: pytest.MonkeyPatch, things: list[dict[str, object]], size: int
) -> None:
    monkeypatch.setattr(front, "SIZE", size)
    monkeypatch.setattr(front, "ROWS", 2)
    Contribution.objects.all().delete()
    Person.objects.update(joined_at=now() - timedelta(days=90))
    for number, one in enumerate(things):
        _said(world, number, one)
    for role in ("visitor", "member", "neighbour", "expert", "administrator"):
        for standing in NAMES:
            _agree(_viewer(world, role), Filters(standing=standing))


def _said(world: World, number: int, one: dict[str, object]) -> None:
    moment = now() - timedelta(days=int(str(one["days"])), seconds=number)
    entry = question(
        getattr(world, str(one["by"])),
        getattr(world, str(one["space"])),
        kind=one["kind"],
        openness=one["openness"],
        at=moment,
        reply_count=one["answers"],
        round_at=moment if one["is_round"] else None,
    )
    if one["read"] is not None:
        ReadMarker.objects.create(
            entry=entry, person=world.member, last_number=int(str(one["read"])), at=moment
        )


def _viewer(world: World, role: str) -> Viewer:
    return AnonymousUser() if role == "visitor" else Person.objects.get(pk=world.people[role].pk)


def _agree(viewer: Viewer, wanted: Filters) -> None:
    reading = reading_of(viewer) if isinstance(viewer, Person) else None
    expected = paginate(
        queries.contributions(viewer, wanted, reading), QueryDict(), order=wanted.columns, size=front.ROWS
    )
    queries.add_news(expected.items, reading)
    found = find(viewer, wanted, QueryDict(), reading, MOST)
    assert [one.pk for one in found.page.items] == [one.pk for one in expected.items]
    assert [one.news for one in found.page.items] == [one.news for one in expected.items]
    assert found.page.next_url == expected.next_url
    assert found.new == (queries.count_new(viewer, wanted, reading, MOST) if reading else 0)


@pytest.fixture
def keeping(settings: PytestSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Things are kept, and time stands still: the log is read only where somebody asks for it."""
    settings.KEEP_PAGES = True
    monkeypatch.setattr(watch, "watch", Watch(lambda: 0.0))


@pytest.mark.usefixtures("keeping")
def test_a_change_shows_at_once_to_who_made_it_and_to_others(world: World) -> None:
    first, second = (question(world.member, world.platform) for _ in range(2))
    assert _listed(world.member) == [second.pk, first.pk]
    talk.reply(world.neighbour, first, "<p>Een antwoord.</p>")
    assert _listed(world.neighbour) == [first.pk, second.pk]
    assert _listed(world.member) == [first.pk, second.pk]
    actions.withdraw(world.member, second)
    assert _listed(world.neighbour) == [first.pk]


@pytest.mark.usefixtures("keeping")
def test_nobody_sees_the_news_or_the_closed_spaces_of_another(world: World) -> None:
    closed, open_one = question(world.member, world.closed), question(world.facilitator, world.platform)
    talk.mark_read(world.member, open_one, 0)
    for _ in range(2):
        assert _listed(world.member) == [open_one.pk, closed.pk]
        assert _listed(world.neighbour) == [open_one.pk]
        page = client_of(world.neighbour).get("/vragen/").content.decode()
        assert "row--unread" in page
        assert "row--unread" not in client_of(world.member).get("/vragen/").content.decode()


def test_what_is_picked_for_somebody_is_open_to_them(world: World) -> None:
    theme = world.themes[0]
    closed = question(world.expert, world.closed, themes=[theme])
    asked = question(world.facilitator, world.platform, themes=[theme])
    theme.followers.add(world.member, world.neighbour)
    assert [one.pk for one in _know(world.neighbour)] == [asked.pk]
    assert {one.pk for one in _know(world.member)} == {asked.pk, closed.pk}
    assert newest_open(AnonymousUser()) == []


def test_nobody_is_asked_again_what_they_answered_or_follow(world: World) -> None:
    theme = world.themes[0]
    theme.followers.add(world.member)
    answered, followed, own, left = (
        question(by, world.platform, themes=[theme])
        for by in (world.facilitator, world.facilitator, world.member, world.facilitator)
    )
    talk.reply(world.member, answered, "<p>Zo deden wij het.</p>")
    talk.follow(world.member, followed, wanted=True)
    assert own.author == world.member
    assert [one.pk for one in _know(world.member)] == [left.pk]


def _listed(person: Person) -> list[int]:
    return [one.pk for one in client_of(person).get("/vragen/").context["page"].items]


def _know(person: Person) -> list[Contribution]:
    return for_start(person, reading_of(person)).know


@pytest.mark.parametrize("size", [2, 400])
def test_home_shows_what_moved_last_of_what_somebody_follows(
    world: World, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(front, "SIZE", size)
    moments = [now() - timedelta(hours=n) for n in range(6)]
    Person.objects.update(joined_at=now() - timedelta(days=9))
    asked = [question(world.facilitator, world.closed, at=moment) for moment in moments]
    for one in asked[1:]:
        talk.follow(world.member, one, wanted=True)
    talk.follow(world.member, asked[2], wanted=False)
    me = Person.objects.get(pk=world.member.pk)
    found = for_start(me, reading_of(me)).followed
    assert [one.pk for one in found] == [asked[n].pk for n in (1, 3, 4, 5)]
    assert all(one.news.is_new for one in found)
    closed_out = Person.objects.get(pk=world.neighbour.pk)
    Follow.objects.update(person=closed_out)
    assert for_start(closed_out, reading_of(closed_out)).followed == []
