"""Stopping mail from the mail itself: kinds and spaces, without signing in."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Membership, Space
from leerkring.services.discussion.actions import reply
from leerkring.services.notifications.letters import write
from leerkring.services.notifications.models import KindChoice, OutgoingMail, SpaceChoice
from leerkring.services.notifications.unsubscribe import token_for_kinds, token_for_space
from tests.services.notifications.conftest import Ask, Make

Spread = Callable[[], None]


def test_a_mail_program_switches_a_kind_off_without_session_or_csrf_token_and_twice(
    ask: Ask, spread: Spread, asker: Person, helper: Person
) -> None:
    reply(helper, ask(asker), "<p>Try the library.</p>")
    spread()
    letter = write(OutgoingMail.objects.get())
    assert letter
    url = letter.extra_headers["List-Unsubscribe"].strip("<>")
    mail_program = Client(enforce_csrf_checks=True)
    for _time in range(2):
        response = mail_program.post(urlsplit(url).path, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert not response.cookies.get("sessionid")
    row = KindChoice.objects.get()
    assert (row.person, row.kind, row.channel) == (asker, "answer", "inbox")
    before = OutgoingMail.objects.count()
    reply(helper, ask(asker), "<p>Try the library.</p>")
    spread()
    assert OutgoingMail.objects.count() == before


def test_a_mail_about_a_space_can_mute_it_and_names_no_closed_one(
    ask: Ask, spread: Spread, closed_space: Space, asker: Person, helper: Person
) -> None:
    reply(helper, ask(asker, space=closed_space), "<p>Try the library.</p>")
    spread()
    mail = OutgoingMail.objects.get()
    assert write(mail)
    url = reverse("notifications:unsubscribe", args=[token_for_space(asker, closed_space)])
    assert url in mail.text
    client = Client()
    html = client.get(url).content.decode()
    assert "a closed space to which you belong" in html
    assert "Hazelhof" not in html
    assert not SpaceChoice.objects.exists()
    assert "This space is muted" in client.post(url).content.decode()
    choice = SpaceChoice.objects.get()
    assert (choice.person, choice.space, choice.level) == (asker, closed_space, "muted")


def test_a_link_to_mute_does_nothing_for_who_left(closed_space: Space, asker: Person) -> None:
    Membership.objects.filter(space=closed_space, person=asker).delete()
    url = reverse("notifications:unsubscribe", args=[token_for_space(asker, closed_space)])
    assert Client().post(url).status_code == 200
    assert not SpaceChoice.objects.exists()


def test_following_the_link_asks_first_and_says_what_it_is_about_in_the_language_of_the_mail(
    asker: Person,
) -> None:
    client = Client()
    url = reverse("notifications:unsubscribe", args=[token_for_kinds(asker, ["round"])])
    html = client.get(url).content.decode()
    assert "The circle is round in what you follow" in html
    assert "Stop this kind of mail" in html
    assert not KindChoice.objects.exists()
    assert "You no longer get this kind of mail" in client.post(url).content.decode()


@pytest.mark.parametrize("change", ["x", "WzEsImFuc3dlciJd.x", "a.b.c"])
def test_a_token_that_is_not_ours_does_nothing(change: str, asker: Person) -> None:
    assert Client().post(reverse("notifications:unsubscribe", args=[change])).status_code == 404


def test_a_token_of_who_left_or_of_a_kind_that_is_gone_is_not_there(member: Make) -> None:
    person = member("Gone")
    urls = [
        reverse("notifications:unsubscribe", args=[token_for_kinds(person, [kind])])
        for kind in ("round", "no such")
    ]
    assert Client().get(urls[1]).status_code == 404
    person.delete()
    assert Client().get(urls[0]).status_code == 404
