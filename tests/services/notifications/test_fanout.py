"""Who is told, who is not, and nobody twice."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from leerkring.core.entries.models import Theme, ThemeFollow
from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.regions.models import Municipality
from leerkring.core.spaces.actions import ask_to_join, leave, let_in
from leerkring.core.spaces.models import Join, Membership, Role, Space, SpaceKind
from leerkring.core.spaces.queries import platform
from leerkring.services.discussion.actions import choose, follow, recognise, reply
from leerkring.services.notifications.actions import choose_kinds
from leerkring.services.notifications.fanout import tell
from leerkring.services.notifications.models import OutgoingMail, Told
from tests.services.notifications.conftest import Ask, Make

Spread = Callable[[], None]


def told() -> set[tuple[str, str]]:
    return set(Told.objects.values_list("person__name", "kind"))


def mailed() -> set[tuple[str, str]]:
    return set(OutgoingMail.objects.values_list("recipient__name", "kind"))


def test_asker_and_followers_hear_of_an_answer_and_who_wrote_it_does_not(
    ask: Ask, spread: Spread, asker: Person, helper: Person, colleague: Person
) -> None:
    entry = ask(asker)
    follow(colleague, entry, wanted=True)
    follow(helper, entry, wanted=True)
    reply(helper, entry, "<p>Try the library.</p>")
    spread()
    assert told() == {("Asker", "answer"), ("Colleague", "followed_answer")} == mailed()


def test_nobody_hears_of_an_own_answer(ask: Ask, spread: Spread, asker: Person) -> None:
    reply(asker, ask(asker), "<p>More about it.</p>")
    spread()
    assert told() == set()


def test_a_question_reaches_who_follows_the_theme_in_the_same_region_only(
    ask: Ask, spread: Spread, member: Make, asker: Person
) -> None:
    theme = Theme.objects.all()[0]
    near, far, elsewhere = member("Near"), member("Far"), member("Elsewhere")
    far.municipality = Municipality.objects.exclude(region=asker.region).order_by("pk").first()
    far.save()
    ThemeFollow.objects.bulk_create([ThemeFollow(theme=theme, person=one) for one in (near, far)])
    ThemeFollow.objects.create(theme=Theme.objects.reverse()[0], person=elsewhere)
    ask(asker)
    spread()
    assert told() == {("Near", "question_nearby")}


def test_the_chosen_helper_gets_the_better_news_and_nobody_two_messages(
    ask: Ask, spread: Spread, asker: Person, helper: Person, colleague: Person
) -> None:
    entry = ask(asker)
    answer = reply(helper, entry, "<p>Try the library.</p>")
    recognise(colleague, entry, recognised=True)
    follow(colleague, entry, wanted=True)
    spread()
    Told.objects.all().delete()
    Event.objects.all().delete()
    choose(asker, answer)
    spread()
    assert told() == {("Helper", "chosen"), ("Colleague", "round")}
    assert Told.objects.count() == 2


def test_running_twice_changes_nothing_even_when_someone_started_following_since(
    ask: Ask, spread: Spread, asker: Person, helper: Person, colleague: Person
) -> None:
    entry = ask(asker)
    reply(helper, entry, "<p>Try the library.</p>")
    spread()
    follow(colleague, entry, wanted=True)
    before = list(Told.objects.values_list("pk")), list(OutgoingMail.objects.values_list("pk"))
    spread()
    assert (list(Told.objects.values_list("pk")), list(OutgoingMail.objects.values_list("pk"))) == before


def test_who_wants_no_mail_of_a_kind_still_finds_the_message(
    ask: Ask, spread: Spread, asker: Person, helper: Person, colleague: Person
) -> None:
    entry = ask(asker)
    follow(colleague, entry, wanted=True)
    choose_kinds(asker, asker, {"answer": "inbox"})
    choose_kinds(colleague, colleague, {"answer": "inbox"})
    reply(helper, entry, "<p>Try the library.</p>")
    spread()
    assert told() == {("Asker", "answer"), ("Colleague", "followed_answer")}
    assert mailed() == {("Colleague", "followed_answer")}


def test_inactive_people_and_who_left_the_space_hear_nothing(
    ask: Ask,
    spread: Spread,
    member: Make,
    asker: Person,
    helper: Person,
    colleague: Person,
    closed_space: Space,
) -> None:
    gone = member("Gone")
    Membership.objects.create(space=closed_space, person=gone)
    entry = ask(asker, space=closed_space)
    for person in (colleague, gone):
        follow(person, entry, wanted=True)
    leave(colleague, closed_space)
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    reply(helper, entry, "<p>Try the library.</p>")
    spread()
    assert told() == {("Asker", "answer")}


@pytest.fixture
def circle(asker: Person) -> Space:
    space = Space.objects.create(
        parent=platform(), kind=SpaceKind.CIRCLE, slug="kring", name="Open circle", join=Join.REQUEST
    )
    Membership.objects.create(space=space, person=asker, role=Role.FACILITATOR)
    return space


def test_facilitator_hears_of_a_request_and_the_person_of_the_answer(
    spread: Spread, asker: Person, helper: Person, circle: Space
) -> None:
    request = ask_to_join(helper, circle, "I work on this too.")
    spread()
    assert told() == {("Asker", "join_asked")}
    let_in(asker, request)
    spread()
    assert told() == {("Asker", "join_asked"), ("Helper", "let_in")}


def test_the_number_of_queries_does_not_grow_with_the_people(
    ask: Ask,
    spread: Spread,
    member: Make,
    asker: Person,
    helper: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    entry = ask(asker)
    for number in range(30):
        follow(member(f"Follower{number}"), entry, wanted=True)
    spread()
    reply(helper, entry, "<p>Try the library.</p>")
    with django_assert_max_num_queries(23):
        tell(Event.objects.get(verb="discussion.replied"))
    assert Told.objects.count() == OutgoingMail.objects.count() == 31
