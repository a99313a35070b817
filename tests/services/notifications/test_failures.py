"""Mails that did not arrive: who sees them, what they see, and what may be tried again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Membership, Role
from leerkring.services.notifications import sending, tasks
from leerkring.services.notifications.actions import retry
from leerkring.services.notifications.models import MailState, OutgoingMail
from leerkring.services.notifications.outgoing import queue_account_mail
from tests.services.notifications.conftest import MailServer, Make
from tests.world import client_of

Work = Callable[[], None]
PAGE = "notifications:failed_mails"


@pytest.fixture
def administrator(member: Make) -> Person:
    person = member("Administrator")
    Membership.objects.filter(person=person).update(role=Role.ADMINISTRATOR)
    return person


@pytest.fixture
def browser(administrator: Person) -> Client:
    return client_of(administrator)


def failed(error: str) -> OutgoingMail:
    OutgoingMail.objects.update(state=MailState.FAILED, error=error, attempts=8)
    return OutgoingMail.objects.get()


def test_an_administrator_sees_that_a_mail_failed_and_nothing_of_whom_or_what(
    answered: None, work: Work, mail_server: MailServer, browser: Client, asker: Person
) -> None:
    mail_server.replies = ["550 no such user"]
    work()
    html = browser.get(reverse(PAGE)).content.decode()
    assert "Somebody answers your question or contribution" in html
    assert "The mail server refused it (550)." in html
    assert "to somebody at example.org" in html
    for secret in (asker.email, asker.name, "thee", "library"):
        assert secret not in html
    assert "Mails that did not arrive" in browser.get(reverse("notifications:list")).content.decode()


def test_nobody_else_sees_the_page(answered: None, work: Work, asker: Person) -> None:
    client = client_of(asker)
    assert client.get(reverse(PAGE)).status_code == 404
    assert "did not arrive" not in client.get(reverse("notifications:list")).content.decode()


def test_what_did_not_go_out_is_tried_again(
    answered: None, work: Work, mail_server: MailServer, browser: Client
) -> None:
    work()
    mail_server.got.clear()
    mail = failed("ConnectionRefusedError")
    for status in (302, 404):
        url = reverse("notifications:retry", args=[mail.pk])
        assert browser.post(url).status_code == status
    work()
    assert len(mail_server.got) == 1
    assert mail_server.got[0]["Message-ID"] == mail.message_id
    assert "Every mail arrived" in browser.get(reverse(PAGE)).content.decode()


def test_what_may_have_arrived_and_codes_are_not(
    answered: None, work: Work, mail_server: MailServer, browser: Client, administrator: Person
) -> None:
    work()
    mail = failed(sending.UNSURE)
    html = browser.get(reverse(PAGE)).content.decode()
    assert "it may have arrived" in html
    assert "Try again" not in html
    assert browser.post(reverse("notifications:retry", args=[mail.pk])).status_code == 403
    OutgoingMail.objects.all().delete()
    queue_account_mail("new@example.org", "Your code", "ABCD-12")
    code = failed(sending.TOO_LATE)
    assert "waited too long" in browser.get(reverse(PAGE)).content.decode()
    with pytest.raises(PermissionDenied):
        retry(administrator, code)


def test_nobody_else_tries_again(answered: None, work: Work, mail_server: MailServer, helper: Person) -> None:
    work()
    mail = failed("451")
    with pytest.raises(PermissionDenied):
        retry(helper, mail)
    assert client_of(helper).post(reverse("notifications:retry", args=[mail.pk])).status_code == 404


def test_failures_are_forgotten_after_thirty_days(
    answered: None, work: Work, mail_server: MailServer, browser: Client
) -> None:
    work()
    failed("550")
    OutgoingMail.objects.update(created_at=now() - tasks.KEEP_MAILS - timedelta(days=1))
    tasks.forget(0)
    assert "Every mail arrived" in browser.get(reverse(PAGE)).content.decode()
