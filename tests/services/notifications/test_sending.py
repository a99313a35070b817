"""What a mail holds, and that it goes out once: through a real worker to a real mail server."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from leerkring.core.people.models import Person
from leerkring.core.spaces.actions import invite, leave
from leerkring.core.spaces.models import Membership, Role, Space
from leerkring.services.discussion.actions import follow, reply
from leerkring.services.notifications import sending, tasks
from leerkring.services.notifications.actions import choose_kinds
from leerkring.services.notifications.models import MailState, OutgoingMail
from leerkring.services.notifications.outgoing import queue_account_mail
from tests.services.notifications.conftest import Ask, MailServer, due_jobs, hurry, part

Work = Callable[[], None]


def test_an_answer_is_mailed_in_text_and_html_with_the_headers_of_a_list(
    answered: None, work: Work, mail_server: MailServer, asker: Person
) -> None:
    work()
    (message,) = mail_server.got
    assert mail_server.recipients == [asker.email]
    assert message["Subject"].strip() == "Helper answered you: Who knows “thee & co”?"
    text, html = part(message, "plain"), part(message, "html")
    assert "> Try the library & ask." in text
    assert "https://leerkring.example/antwoorden/" in text
    assert "Try the library &amp; ask.</blockquote>" in html
    assert 'class="button" href="https://leerkring.example/antwoorden/' in html
    assert '<html lang="en">' in html
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "Leerkring <answer.leerkring.example>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"].strip().startswith("<https://leerkring.example/berichten/afmelden/")
    mail = OutgoingMail.objects.get()
    assert mail.state == MailState.SENT
    assert mail.sent_at
    assert message["Message-ID"] == mail.message_id


def test_mails_about_one_entry_are_one_thread_and_those_about_another_are_not(
    ask: Ask, work: Work, mail_server: MailServer, asker: Person, helper: Person
) -> None:
    entry, other = ask(asker), ask(asker)
    for one in (entry, entry, other):
        reply(helper, one, "<p>Try the library.</p>")
        work()
    hurry()
    work()
    first, second, third = sorted(
        (message["References"], message["In-Reply-To"]) for message in mail_server.got
    )
    assert first == second == (f"<entry-{entry.pk}@leerkring.example>",) * 2
    assert third == (f"<entry-{other.pk}@leerkring.example>",) * 2
    assert len({message["Message-ID"] for message in mail_server.got}) == 3


def test_a_closed_space_mails_nothing_of_what_is_said_there(
    ask: Ask, work: Work, mail_server: MailServer, asker: Person, helper: Person, closed_space: Space
) -> None:
    entry = ask(asker, "The secret of kwartaalplan", space=closed_space)
    reply(helper, entry, "<p>kwartaalplan moves to Utrecht.</p>")
    work()
    (message,) = mail_server.got
    whole = message.as_string() + part(message, "plain") + part(message, "html")
    for word in ("secret", "kwartaalplan", "Utrecht", "Helper", "Hazelhof", "besloten"):
        assert word not in whole
    assert message["Subject"] == "There is something new in a closed space"
    assert "https://leerkring.example/antwoorden/" in part(message, "plain")


def test_an_invitation_into_a_closed_space_does_not_name_it(
    work: Work, mail_server: MailServer, member: Callable[[str], Person], asker: Person, closed_space: Space
) -> None:
    Membership.objects.filter(space=closed_space, person=asker).update(role=Role.FACILITATOR)
    invite(Person.objects.get(pk=asker.pk), closed_space, member("Guest"))
    work()
    (message,) = mail_server.got
    assert "Hazelhof" not in message.as_string() + part(message, "plain") + part(message, "html")


@pytest.mark.parametrize("change", ["left", "opted out", "inactive", "unfollowed"])
def test_who_may_or_wants_it_no_longer_gets_no_mail(
    change: str,
    ask: Ask,
    work: Work,
    mail_server: MailServer,
    asker: Person,
    helper: Person,
    colleague: Person,
    closed_space: Space,
) -> None:
    entry = ask(asker, space=closed_space)
    follow(colleague, entry, wanted=True)
    mail_server.replies = ["451 later", "451 later"]
    reply(helper, entry, "<p>Try the library.</p>")
    work()
    if change == "left":
        leave(colleague, closed_space)
    elif change == "opted out":
        choose_kinds(colleague, colleague, {"followed_answer": "inbox"})
    elif change == "inactive":
        Person.objects.filter(pk=colleague.pk).update(is_active=False)
    else:
        follow(colleague, entry, wanted=False)
    hurry()
    work()
    assert mail_server.recipients == [asker.email]
    assert OutgoingMail.objects.get(recipient=colleague).state == MailState.DROPPED


def test_a_temporary_refusal_is_tried_again_later_with_the_same_message_id(
    answered: None, work: Work, mail_server: MailServer
) -> None:
    mail_server.replies = ["451 busy", "421 closing"]
    work()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.error, mail.handing_over_at) == (MailState.QUEUED, "451", None)
    (job,) = due_jobs()
    assert job.scheduled_at
    hurry()
    work()
    hurry()
    work()
    (message,) = mail_server.got
    assert message["Message-ID"] == mail.message_id
    assert OutgoingMail.objects.get().attempts == 3


def test_a_mail_server_that_is_away_is_tried_again_until_the_tries_are_over(
    answered: None, work: Work, mail_server: MailServer, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1
    work()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.error) == (MailState.QUEUED, "ConnectionRefusedError")
    OutgoingMail.objects.update(attempts=len(sending.WAITS))
    hurry()
    work()
    assert OutgoingMail.objects.get().state == MailState.FAILED
    assert due_jobs() == []


def test_a_permanent_refusal_is_final_and_keeps_the_code_only(
    answered: None, work: Work, mail_server: MailServer
) -> None:
    mail_server.replies = ["550 no such user asker@example.org"]
    work()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.error) == (MailState.FAILED, "550")
    assert due_jobs() == []


def test_a_crash_before_handing_over_is_picked_up_and_sent_once(
    answered: None, work: Work, mail_server: MailServer
) -> None:
    mail_server.replies = ["451 later"]
    work()
    ProcrastinateJob.objects.filter(status="todo").delete()
    long_ago = now() - tasks.LEFT_LYING - timedelta(minutes=1)
    OutgoingMail.objects.update(state=MailState.SENDING, due_at=long_ago)
    tasks.resume(0)
    tasks.resume(0)
    work()
    assert len(mail_server.got) == 1
    assert OutgoingMail.objects.get().state == MailState.SENT


def test_a_crash_after_handing_over_is_never_sent_a_second_time(
    answered: None, work: Work, mail_server: MailServer
) -> None:
    mail_server.replies = ["451 later"]
    work()
    long_ago = now() - tasks.LEFT_LYING - timedelta(minutes=1)
    OutgoingMail.objects.update(state=MailState.SENDING, due_at=long_ago, handing_over_at=long_ago)
    tasks.resume(0)
    hurry()
    work()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.error) == (MailState.FAILED, "unsure")
    assert mail_server.got == []


def test_a_connection_that_breaks_while_the_mail_goes_over_is_unsure(
    answered: None, work: Work, mail_server: MailServer
) -> None:
    mail_server.hangs_up = True
    work()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.error) == (MailState.FAILED, "unsure")
    assert due_jobs() == []


def test_who_lost_the_mail_to_another_worker_does_not_send_it(
    answered: None, work: Work, mail_server: MailServer
) -> None:
    mail_server.replies = ["451 later"]
    work()
    mail = OutgoingMail.objects.get()
    first = sending._claim(mail.pk, now())
    second = sending._claim(mail.pk, now())
    assert first
    assert second
    with pytest.raises(sending.SupersededError):
        sending._begin_handing_over(first)
    sending._begin_handing_over(second)


def test_a_finished_mail_is_not_sent_again(answered: None, work: Work, mail_server: MailServer) -> None:
    work()
    assert sending.deliver(OutgoingMail.objects.get().pk) is None
    assert len(mail_server.got) == 1


def test_one_mail_for_a_kind_a_person_and_an_event(answered: None, work: Work) -> None:
    work()
    mail = OutgoingMail.objects.get()
    mail.pk, mail.message_id = None, "<other@example.org>"
    with pytest.raises(IntegrityError), transaction.atomic():
        mail.save(force_insert=True)


@pytest.mark.parametrize("demo", [True, False])
def test_only_the_demo_keeps_the_words_of_a_mail(
    *, demo: bool, answered: None, work: Work, mail_server: MailServer, settings: Settings
) -> None:
    settings.DEMO = demo
    work()
    mail = OutgoingMail.objects.get()
    assert mail.state == MailState.SENT
    assert bool(mail.subject) is bool(mail.text) is bool(mail.html) is demo


def test_a_sign_in_code_goes_first_and_is_forgotten_once_sent(
    answered: None, work: Work, mail_server: MailServer, settings: Settings
) -> None:
    settings.DEMO = False
    work()
    reply_mail = len(mail_server.got)
    queue_account_mail(
        "new@example.org", "Your code", "Type this code:\n\nABCD-12\n\nIt works for a few minutes."
    )
    (job,) = due_jobs()
    assert job.priority > 0
    work()
    message = mail_server.got[reply_mail]
    assert "ABCD-12" in part(message, "plain")
    assert '<p class="code"' in part(message, "html")
    assert "List-Unsubscribe" not in message
    mail = OutgoingMail.objects.get(kind="account")
    assert (mail.subject, mail.text, mail.html, mail.address) == ("", "", "", "new@example.org")


def test_a_sign_in_code_that_cannot_be_sent_does_not_linger(
    work: Work, mail_server: MailServer, settings: Settings, no_jobs: None
) -> None:
    settings.DEMO = False
    mail_server.replies = ["451 later"]
    queue_account_mail("new@example.org", "Your code", "ABCD-12")
    work()
    assert OutgoingMail.objects.get().text == "ABCD-12"
    OutgoingMail.objects.update(created_at=now() - sending.CODE_LIFE - timedelta(minutes=1))
    hurry()
    work()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.error, mail.text) == (MailState.FAILED, "too late", "")
    assert mail_server.got == []


def test_signing_in_mails_a_code(client: Client, work: Work, mail_server: MailServer, asker: Person) -> None:
    client.post(reverse("account_request_login_code"), {"email": asker.email})
    work()
    assert mail_server.recipients == [asker.email]


def test_mail_comes_in_the_language_of_its_reader(
    answered: None, work: Work, mail_server: MailServer, asker: Person
) -> None:
    Person.objects.filter(pk=asker.pk).update(language="nl")
    work()
    assert '<html lang="nl">' in part(mail_server.got[0], "html")


def test_old_mails_and_messages_are_forgotten(answered: None, work: Work, mail_server: MailServer) -> None:
    work()
    tasks.forget(0)
    assert OutgoingMail.objects.count() == 1
    OutgoingMail.objects.update(created_at=now() - tasks.KEEP_MAILS - timedelta(days=1))
    tasks.forget(0)
    assert OutgoingMail.objects.count() == 0
