"""The list of messages: who sees which line, what is new, and what a line leads to."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from pytest_django import DjangoAssertNumQueries

from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.spaces.actions import ask_to_join, leave, let_in
from leerkring.core.spaces.models import Join, Membership, Role, Space, SpaceKind
from leerkring.core.spaces.queries import platform
from leerkring.services.discussion.actions import choose, follow, reply
from leerkring.services.notifications.actions import see_entry
from leerkring.services.notifications.fanout import tell
from leerkring.services.notifications.models import OutgoingMail, Told
from leerkring.services.notifications.queries import unread_count
from tests.services.notifications.conftest import Ask, Make
from tests.world import client_of

Spread = Callable[[], None]


@pytest.fixture
def browser(asker: Person) -> Client:
    client = Client()
    client.force_login(asker)
    return client


@pytest.fixture
def answered(ask: Ask, spread: Spread, asker: Person, helper: Person) -> None:
    reply(helper, ask(asker, "Who knows <thee>?"), "<p>Try the library.</p>")
    spread()


def page(client: Client, name: str = "notifications:list", query: str = "") -> str:
    response = client.get(reverse(name) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_list_says_what_will_come(browser: Client) -> None:
    assert "Nothing new for you" in page(browser)


def test_a_message_is_new_until_it_is_opened(browser: Client, answered: None, asker: Person) -> None:
    assert unread_count(asker) == 1
    html = page(browser)
    assert "<b>Helper</b> answered you: Who knows &lt;thee&gt;?" in html
    assert "row--unread" in html
    assert "Messages, 1 new" in html
    told = Told.objects.get()
    response = browser.get(reverse("notifications:open", args=[told.pk]))
    assert response.status_code == 302
    assert urlsplit(response["Location"]).path == told.event.target.get_absolute_url()  # type: ignore[union-attr]
    assert unread_count(asker) == 0
    assert "row--unread" not in page(browser)


def test_reading_a_thread_marks_what_was_told_about_it_only(
    ask: Ask, spread: Spread, asker: Person, helper: Person
) -> None:
    entry, other = ask(asker), ask(asker)
    for one in (entry, entry, other):
        reply(helper, one, "<p>Try the library.</p>")
    spread()
    assert unread_count(asker) == 2
    see_entry(asker, entry)
    assert unread_count(asker) == 1
    see_entry(helper, other)
    assert unread_count(asker) == 1


def test_everything_can_be_marked_at_once_and_that_can_be_taken_back(
    browser: Client, ask: Ask, spread: Spread, answered: None, asker: Person, helper: Person
) -> None:
    reply(helper, ask(asker), "<p>Seen before.</p>")
    spread()
    browser.post(reverse("notifications:mark", args=[Told.objects.latest("pk").pk]), {"aan": "1"})
    assert unread_count(asker) == 1
    assert browser.get(reverse("notifications:see_all")).status_code == 405
    response = browser.post(reverse("notifications:see_all"), follow=True)
    assert unread_count(asker) == 0
    html = response.content.decode()
    assert "All your messages are marked as seen" in html
    moment = re.search(r'name="gezien" value="(\d+)"', html)
    assert moment
    browser.post(reverse("notifications:unsee_all"), {"gezien": moment[1]})
    assert unread_count(asker) == 1, "what was seen before stays seen"


@pytest.mark.parametrize("moment", ["", "x", "-1", "9" * 40, "²", "99999999999999999"])
def test_an_undo_of_no_known_moment_does_nothing(
    moment: str, browser: Client, answered: None, asker: Person
) -> None:
    browser.post(reverse("notifications:see_all"))
    assert browser.post(reverse("notifications:unsee_all"), {"gezien": moment}).status_code == 302
    assert browser.get(reverse("notifications:list"), {"gezien": moment}).status_code == 200
    assert unread_count(asker) == 0


def test_a_line_can_be_marked_as_new_again_and_only_by_its_reader(
    browser: Client, answered: None, asker: Person, helper: Person
) -> None:
    url = reverse("notifications:mark", args=[Told.objects.get().pk])
    browser.post(url, {"aan": "1"})
    assert unread_count(asker) == 0
    assert "You have seen everything" in page(browser, query="?alleen=nieuw")
    browser.post(url, {"aan": "0", "alleen": "nieuw"})
    assert unread_count(asker) == 1
    assert page(browser, query="?alleen=nieuw").count("row__link") == 1
    other = client_of(helper)
    assert other.post(url, {"aan": "1"}).status_code == 404
    assert unread_count(asker) == 1


def test_a_message_of_somebody_else_is_not_there(answered: None, helper: Person) -> None:
    client = Client()
    url = reverse("notifications:open", args=[Told.objects.get().pk])
    assert urlsplit(client.get(url)["Location"]).path == reverse("account_login")
    client.force_login(helper)
    assert client.get(url).status_code == 404
    assert unread_count(helper) == 0


def test_who_left_a_space_no_longer_sees_what_was_told_about_it(
    ask: Ask, spread: Spread, asker: Person, helper: Person, colleague: Person, closed_space: Space
) -> None:
    entry = ask(asker, "The secret of kwartaalplan", space=closed_space)
    follow(colleague, entry, wanted=True)
    reply(helper, entry, "<p>Try the library.</p>")
    spread()
    assert unread_count(colleague) == 1
    client = Client()
    client.force_login(colleague)
    assert "kwartaalplan" in page(client)
    leave(colleague, closed_space)
    assert "kwartaalplan" not in page(client)
    assert unread_count(colleague) == 0
    told = Told.objects.get(person=colleague)
    assert client.get(reverse("notifications:open", args=[told.pk])).status_code == 404


def test_a_message_about_what_is_gone_says_so(
    browser: Client, spread: Spread, asker: Person, helper: Person
) -> None:
    circle = Space.objects.create(
        parent=platform(), kind=SpaceKind.CIRCLE, slug="kring", name="Open circle", join=Join.REQUEST
    )
    Membership.objects.create(space=circle, person=asker, role=Role.FACILITATOR)
    request = ask_to_join(helper, circle)
    spread()
    assert "<b>Helper</b> asks to join Open circle" in page(browser)
    let_in(asker, request)
    spread()
    assert "No longer there" in page(browser)
    told = Told.objects.get(person=asker, kind="join_asked")
    response = browser.get(reverse("notifications:open", args=[told.pk]), follow=True)
    assert "is no longer there" in response.content.decode()
    client = Client()
    client.force_login(helper)
    assert "You can enter: <b>Asker</b> let you into Open circle" in page(client)


def test_every_kind_of_line_is_one_page_with_few_queries(
    browser: Client,
    ask: Ask,
    spread: Spread,
    asker: Person,
    helper: Person,
    colleague: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    followed = ask(helper)
    follow(asker, followed, wanted=True)
    choose(helper, reply(colleague, followed, "<p>Ask the school.</p>"))
    for _number in range(12):
        reply(helper, ask(asker), "<p>Try the library.</p>")
    spread()
    with django_assert_max_num_queries(12):
        html = page(browser)
    assert html.count("row__link") == 14


def test_the_list_goes_on_over_pages_and_days(browser: Client, answered: None, asker: Person) -> None:
    told = Told.objects.select_related("event").get()
    for number in range(35):
        event = told.event
        event.pk = None
        event.save(force_insert=True)
        Told.objects.create(
            person=asker, event=event, kind=told.kind, entry=told.entry, at=now() - timedelta(days=number + 1)
        )
    response = browser.get(reverse("notifications:list"))
    html = response.content.decode()
    assert "Today" in html
    assert "Yesterday" in html
    assert html.count("row__link") == 30
    following = browser.get(reverse("notifications:list") + response.context["page"].next_url)
    assert following.content.decode().count("row__link") == 6


def test_ten_answers_are_one_line_that_leads_to_the_first_new_one(
    browser: Client, ask: Ask, spread: Spread, asker: Person, helper: Person, member: Make
) -> None:
    entry = ask(asker)
    replies = [reply(helper, entry, "<p>First.</p>")]
    replies += [reply(member(f"Someone{number}"), entry, "<p>I know it too.</p>") for number in range(8)]
    replies.append(reply(helper, entry, "<p>And one more.</p>"))
    spread()
    assert unread_count(asker) == 1
    html = page(browser)
    assert html.count("row__link") == 1
    assert "<b>Helper</b> and 8 others answered you" in html
    assert "10 messages" in html
    line = Told.objects.get(person=asker, line=None)
    assert leads_to(browser, line) == replies[0].get_absolute_url()
    assert unread_count(asker) == 0
    assert not Told.objects.filter(person=asker, seen_at=None).exists()
    last = reply(helper, entry, "<p>A new one.</p>")
    spread()
    assert page(browser).count("row__link") == 2
    assert leads_to(browser, Told.objects.filter(person=asker, line=None).latest("pk")) == (
        last.get_absolute_url()
    )


def leads_to(client: Client, told: Told) -> str:
    return urlsplit(client.get(reverse("notifications:open", args=[told.pk]))["Location"]).path


def test_two_workers_at_once_make_one_line(
    transactional_db: None, ask: Ask, asker: Person, helper: Person, colleague: Person
) -> None:
    entry = ask(asker)
    for one in (helper, colleague):
        reply(one, entry, "<p>I know it.</p>")
    events = list(Event.objects.filter(verb="discussion.replied"))
    start = Barrier(len(events))

    def tell_at_once(event: Event) -> None:
        start.wait(10)
        tell(event)
        connection.close()

    with ThreadPoolExecutor() as workers:
        list(workers.map(tell_at_once, events))
    assert Told.objects.filter(person=asker).count() == 2
    assert unread_count(asker) == 1
    assert OutgoingMail.objects.filter(recipient=asker).count() == 1


def test_the_bell_answers_that_nothing_changed(browser: Client, answered: None, asker: Person) -> None:
    url = reverse("notifications:bell")
    script = {"HX-Request": "true"}
    response = browser.get(url, headers=script)
    assert "Messages, 1 new" in response.content.decode()
    assert response["Cache-Control"] == "private, no-cache"
    again = browser.get(url, headers=script | {"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    browser.post(reverse("notifications:see_all"))
    changed = browser.get(url, headers=script | {"If-None-Match": response["ETag"]})
    assert changed.status_code == 200
    assert "1 new" not in changed.content.decode()


def test_a_conversation_is_muted_from_its_line(
    browser: Client, ask: Ask, spread: Spread, asker: Person, helper: Person
) -> None:
    entry = ask(asker)
    reply(helper, entry, "<p>First.</p>")
    spread()
    action = reverse("discussion:follow", args=[entry.pk])
    assert f'action="{action}"' in page(browser)
    response = browser.post(action, {"aan": "0", "vanuit": "berichten"})
    assert response["Location"] == reverse("notifications:list")
    reply(helper, entry, "<p>Second.</p>")
    spread()
    assert Told.objects.filter(person=asker).count() == 1
