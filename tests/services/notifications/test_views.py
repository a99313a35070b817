"""The list of messages, the choice of mail, and switching mail off from a mail."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from pytest_django import DjangoAssertNumQueries

from leerkring.core.people.models import Person
from leerkring.core.spaces.actions import ask_to_join, leave, let_in
from leerkring.core.spaces.models import Join, Membership, Role, Space, SpaceKind
from leerkring.core.spaces.queries import platform
from leerkring.services.discussion.actions import choose, follow, reply
from leerkring.services.notifications.actions import choose_mail, see_entry
from leerkring.services.notifications.letters import write
from leerkring.services.notifications.models import MailOptOut, OutgoingMail, Told
from leerkring.services.notifications.queries import unread_count
from leerkring.services.notifications.unsubscribe import token_for
from tests.services.notifications.conftest import Ask, Make

Spread = Callable[[], None]


@pytest.fixture
def browser(asker: Person) -> Client:
    client = Client()
    client.force_login(asker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def answered(ask: Ask, spread: Spread, asker: Person, helper: Person) -> None:
    reply(helper, ask(asker, "Who knows <Tom>?"), "<p>Try the library.</p>")
    spread()


def page(client: Client, name: str = "notifications:list") -> str:
    response = client.get(reverse(name))
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_list_says_what_will_come(browser: Client) -> None:
    assert "Nothing new for you" in page(browser)


def test_a_message_is_new_until_it_is_opened(browser: Client, answered: None, asker: Person) -> None:
    assert unread_count(asker) == 1
    html = page(browser)
    assert "<b>Helper</b> answered you: Who knows &lt;Tom&gt;?" in html
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
    see_entry(asker, entry)
    assert unread_count(asker) == 1
    see_entry(helper, other)
    assert unread_count(asker) == 1


def test_everything_can_be_marked_at_once(browser: Client, answered: None, asker: Person) -> None:
    assert browser.get(reverse("notifications:see_all")).status_code == 405
    assert browser.post(reverse("notifications:see_all")).status_code == 302
    assert unread_count(asker) == 0


def test_a_message_of_somebody_else_is_not_there(answered: None, helper: Person) -> None:
    client = Client()
    url = reverse("notifications:open", args=[Told.objects.get().pk])
    assert urlsplit(client.get(url)["Location"]).path == reverse("account_login")
    client.force_login(helper, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(url).status_code == 404
    assert unread_count(helper) == 0


def test_who_left_a_space_no_longer_sees_what_was_told_about_it(
    ask: Ask, spread: Spread, asker: Person, helper: Person, colleague: Person, closed_space: Space
) -> None:
    entry = ask(asker, "The secret of Mara", space=closed_space)
    follow(colleague, entry, wanted=True)
    reply(helper, entry, "<p>Try the library.</p>")
    spread()
    assert unread_count(colleague) == 1
    client = Client()
    client.force_login(colleague, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Mara" in page(client)
    leave(colleague, closed_space)
    assert "Mara" not in page(client)
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
    told = Told.objects.get(person=asker)
    response = browser.get(reverse("notifications:open", args=[told.pk]), follow=True)
    assert "is no longer there" in response.content.decode()
    client = Client()
    client.force_login(helper, backend="allauth.account.auth_backends.AuthenticationBackend")
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


def test_choosing_what_comes_by_mail(browser: Client, asker: Person) -> None:
    html = page(browser, "notifications:preferences")
    assert html.count('name="wanted"') == html.count(" checked") > 5
    response = browser.post(reverse("notifications:preferences"), {"wanted": ["answer"]})
    assert response.status_code == 302
    assert not MailOptOut.objects.filter(person=asker, kind="answer").exists()
    assert MailOptOut.objects.filter(person=asker, kind="round").exists()
    assert page(browser, "notifications:preferences").count(" checked") == 1
    browser.post(reverse("notifications:preferences"), {"wanted": ["answer", "round"]})
    assert not MailOptOut.objects.filter(person=asker, kind="round").exists()


def test_a_kind_that_does_not_exist_is_refused(browser: Client, asker: Person) -> None:
    response = browser.post(reverse("notifications:preferences"), {"wanted": ["everything"]})
    assert response.status_code == 422
    assert not MailOptOut.objects.exists()


def test_nobody_chooses_for_somebody_else(asker: Person, helper: Person) -> None:
    with pytest.raises(PermissionDenied):
        choose_mail(helper, asker, {"answer": False})


def test_a_mail_program_switches_a_kind_off_without_session_or_csrf_token_and_twice(
    answered: None, ask: Ask, spread: Spread, asker: Person, helper: Person
) -> None:
    letter = write(OutgoingMail.objects.get())
    assert letter
    url = letter.extra_headers["List-Unsubscribe"].strip("<>")
    mail_program = Client(enforce_csrf_checks=True)
    for _time in range(2):
        response = mail_program.post(urlsplit(url).path, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert not response.cookies.get("sessionid")
    row = MailOptOut.objects.get()
    assert (row.person, row.kind) == (asker, "answer")
    before = OutgoingMail.objects.count()
    reply(helper, ask(asker), "<p>Try the library.</p>")
    spread()
    assert OutgoingMail.objects.count() == before


def test_following_the_link_asks_first_and_says_what_it_is_about_in_the_language_of_the_mail(
    asker: Person,
) -> None:
    client = Client()
    url = reverse("notifications:unsubscribe", args=[token_for(asker, "round")])
    html = client.get(url).content.decode()
    assert "The circle is round in what you follow" in html
    assert "Stop this kind of mail" in html
    assert not MailOptOut.objects.exists()
    assert "You no longer get this kind of mail" in client.post(url).content.decode()


@pytest.mark.parametrize("change", ["x", "WzEsImFuc3dlciJd.x", "a.b.c"])
def test_a_token_that_is_not_ours_does_nothing(change: str, asker: Person) -> None:
    assert Client().post(reverse("notifications:unsubscribe", args=[change])).status_code == 404


def test_a_token_of_who_left_or_of_a_kind_that_is_gone_is_not_there(member: Make) -> None:
    person = member("Gone")
    urls = [
        reverse("notifications:unsubscribe", args=[token_for(person, kind)]) for kind in ("round", "no such")
    ]
    assert Client().get(urls[1]).status_code == 404
    person.delete()
    assert Client().get(urls[0]).status_code == 404
