"""A space of 3,500 members, a thread of 500 followers: told in a few statements, and only who wants it."""

import pytest
from django.db import connection
from django.utils.timezone import now
from pytest_django import DjangoAssertNumQueries

from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Membership, Space, SpaceKind
from leerkring.core.spaces.queries import platform
from leerkring.services.discussion.actions import reply
from leerkring.services.discussion.models import Follow
from leerkring.services.notifications.fanout import tell
from leerkring.services.notifications.models import Level, MailState, OutgoingMail, SpaceChoice, Told
from tests.services.notifications.conftest import Ask

MEMBERS, FOLLOWERS, KEEN = 3500, 500, 40
STATEMENTS = 24
"""However many people: who it is for is asked in plain steps, which no planner can get wrong."""
BATCHES = 2 * 4
"""Rows go in by the thousand: messages, mails and jobs of 3,500 people in so many statements."""


@pytest.fixture
def crowd(no_jobs: None) -> list[Person]:
    """The database believes that its tables are nearly empty, as after a night in which thousands joined."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SET LOCAL statement_timeout = '20s'")
    rows = [
        Person(email=f"lid{n}@example.org", name=f"Lid {n}", last_login=now(), password="!")
        for n in range(MEMBERS)
    ]
    return Person.objects.bulk_create(rows)


@pytest.fixture
def space(crowd: list[Person], asker: Person, helper: Person) -> Space:
    made = Space.objects.create(parent=platform(), kind=SpaceKind.NETWORK, slug="groot", name="Large")
    for place in (platform(), made):
        Membership.objects.bulk_create(
            [Membership(space=place, person=one) for one in crowd], ignore_conflicts=True
        )
    Membership.objects.bulk_create([Membership(space=made, person=one) for one in (asker, helper)])
    return made


def test_of_3500_members_only_who_chose_everything_gets_a_row(
    crowd: list[Person],
    space: Space,
    ask: Ask,
    asker: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [SpaceChoice(space=space, person=one, level=Level.EVERYTHING) for one in crowd[:KEEN]]
    SpaceChoice.objects.bulk_create(rows)
    ask(asker, space=space)
    with django_assert_max_num_queries(STATEMENTS):
        tell(Event.objects.get(verb="community.asked"))
    assert Told.objects.count() == OutgoingMail.objects.count() == KEEN


def test_also_where_all_3500_want_everything_it_is_a_bounded_number_of_statements(
    crowd: list[Person],
    space: Space,
    ask: Ask,
    asker: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [SpaceChoice(space=space, person=one, level=Level.EVERYTHING) for one in crowd]
    SpaceChoice.objects.bulk_create(rows)
    ask(asker, space=space)
    with django_assert_max_num_queries(STATEMENTS + BATCHES):
        tell(Event.objects.get(verb="community.asked"))
    assert Told.objects.count() == OutgoingMail.objects.count() == MEMBERS


def test_a_second_answer_to_500_followers_costs_no_more_statements_than_to_one(
    crowd: list[Person],
    space: Space,
    ask: Ask,
    asker: Person,
    helper: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    entry = ask(asker, space=space)
    Follow.objects.bulk_create([Follow(entry=entry, person=one) for one in crowd[:FOLLOWERS]])
    for text in ("First.", "Second.", "Third."):
        reply(helper, entry, f"<p>{text}</p>")
    first, second, third = Event.objects.filter(verb="discussion.replied").order_by("pk")
    for event in (first, second, third):
        with django_assert_max_num_queries(STATEMENTS):
            tell(event)
        OutgoingMail.objects.filter(event=first).update(state=MailState.SENT, sent_at=now())
    assert Told.objects.filter(line=None).count() == FOLLOWERS + 1
    assert Told.objects.count() == 3 * (FOLLOWERS + 1)
    assert OutgoingMail.objects.count() == 2 * (FOLLOWERS + 1), "one at once, and one with all the rest"
