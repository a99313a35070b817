"""Mail that waits: for quiet hours, for more of the same, for its reader to look in the product first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from pytest_django import Settings

from leerkring.core.entries.models import Entry
from leerkring.core.entries.states import State
from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.spaces.actions import leave
from leerkring.core.spaces.models import Space
from leerkring.services.discussion.actions import follow, reply
from leerkring.services.notifications import sending
from leerkring.services.notifications.actions import choose_hours, choose_kinds, see_entry
from leerkring.services.notifications.fanout import GATHERING, tell
from leerkring.services.notifications.models import MailHours, MailState, OutgoingMail, Told
from leerkring.services.notifications.outgoing import queue_account_mail
from tests.services.notifications.conftest import Ask, MailServer, due_jobs, hurry, part
from tests.world import client_of

Work = Callable[[], None]
Spread = Callable[[], None]
NIGHT = datetime(2026, 11, 23, 22, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 6, tzinfo=UTC)
"""Seven o'clock in Amsterdam."""


@pytest.fixture
def asleep(settings: Settings, asker: Person, colleague: Person) -> None:
    """Outside the demo mail waits at night for whoever chose nothing."""
    reverse("home")  # The addresses are read once, with the demo's.
    settings.DEMO = False
    MailHours.objects.filter(person__in=(asker, colleague)).delete()


@pytest.fixture
def two_answers(
    transactional_db: None, asleep: None, ask: Ask, spread: Spread, asker: Person, helper: Person
) -> None:
    for title in ("Who knows a quiet place?", "Who knows a book?"):
        reply(helper, ask(asker, title), "<p>Try the library.</p>")
    spread()


def mails_to(server: MailServer, person: Person) -> list[EmailMessage]:
    return [mail for mail, to in zip(server.got, server.recipients, strict=True) if to == person.email]


def send_all(at: datetime) -> None:
    """Do at this moment what the worker would do with each mail."""
    for pk in OutgoingMail.objects.order_by("pk").values_list("pk", flat=True):
        sending.deliver(pk, at)


def test_at_night_mail_waits_and_is_one_mail_in_the_morning(
    two_answers: None, mail_server: MailServer, asker: Person
) -> None:
    send_all(NIGHT)
    assert mail_server.got == []
    assert set(OutgoingMail.objects.values_list("state", "held", "due_at")) == {("queued", True, MORNING)}
    send_all(MORNING)
    (message,) = mail_server.got
    assert message["Subject"] == "2 messages that waited for you"
    text = part(message, "plain")
    assert "- Helper answered you: Who knows a quiet place?" in text
    assert "- Helper answered you: Who knows a book?" in text
    assert 'class="item"' in part(message, "html")
    assert message["List-Id"] == "Leerkring <gathered.leerkring.example>"
    assert list(OutgoingMail.objects.order_by("pk").values_list("state", flat=True)) == ["sent", "dropped"]
    send_all(MORNING + timedelta(hours=1))
    assert len(mail_server.got) == 1


def test_the_worker_comes_back_when_the_hours_end(
    two_answers: None, work: Work, mail_server: MailServer
) -> None:
    pk = OutgoingMail.objects.earliest("pk").pk
    assert sending.deliver(pk, NIGHT) == MORNING - NIGHT
    assert sending.deliver(pk, MORNING - timedelta(minutes=1)) == timedelta(minutes=1)


def test_what_was_read_meanwhile_is_left_out(
    two_answers: None, mail_server: MailServer, asker: Person
) -> None:
    send_all(NIGHT)
    see_entry(asker, Entry.objects.get(title="Who knows a book?"))
    send_all(MORNING)
    (message,) = mail_server.got
    assert message["Subject"].strip() == "Helper answered you: Who knows a quiet place?"


def test_what_was_read_at_once_is_never_mailed(
    two_answers: None, mail_server: MailServer, asker: Person
) -> None:
    for entry in Entry.objects.all():
        see_entry(asker, entry)
    send_all(MORNING)
    assert mail_server.got == []
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {MailState.DROPPED}


@pytest.mark.parametrize("change", ["withdrawn", "inactive", "off", "muted"])
def test_everything_is_asked_again_in_the_morning(
    change: str, two_answers: None, mail_server: MailServer, asker: Person
) -> None:
    send_all(NIGHT)
    entry = Entry.objects.get(title="Who knows a book?")
    if change == "withdrawn":
        Entry.objects.filter(pk=entry.pk).update(state=State.DRAFT, author=Person.objects.get(name="Helper"))
    elif change == "inactive":
        Person.objects.filter(pk=asker.pk).update(is_active=False)
    elif change == "off":
        choose_kinds(asker, asker, {"answer": "off"})
    else:
        follow(asker, entry, wanted=False)
    send_all(MORNING)
    whole = "".join(message["Subject"] + part(message, "plain") for message in mail_server.got)
    assert "book" not in whole
    assert ("quiet place" in whole) is (change in ("withdrawn", "muted"))


def test_a_closed_space_says_nothing_in_the_morning_either(
    asleep: None,
    ask: Ask,
    spread: Spread,
    mail_server: MailServer,
    asker: Person,
    helper: Person,
    closed_space: Space,
) -> None:
    reply(helper, ask(asker, "The secret of kwartaalplan", space=closed_space), "<p>kwartaalplan moves.</p>")
    reply(helper, ask(asker, "Who knows a book?"), "<p>Try the library.</p>")
    spread()
    send_all(NIGHT)
    send_all(MORNING)
    (message,) = mail_server.got
    whole = message.as_string() + part(message, "plain") + part(message, "html")
    assert "book" in whole
    for word in ("secret", "kwartaalplan", "Hazelhof", "besloten/"):
        assert word not in whole


def test_two_workers_in_the_morning_send_one_mail(two_answers: None, mail_server: MailServer) -> None:
    send_all(NIGHT)
    mails = list(OutgoingMail.objects.values_list("pk", flat=True))
    start = Barrier(len(mails))

    def deliver(pk: int) -> None:
        start.wait(10)
        sending.deliver(pk, MORNING)
        connection.close()

    with ThreadPoolExecutor() as workers:
        list(workers.map(deliver, mails))
    assert len(mail_server.got) == 1
    assert "book" in part(mail_server.got[0], "plain")
    assert "quiet place" in part(mail_server.got[0], "plain")


def test_a_worker_that_dies_in_the_morning_loses_nothing_and_doubles_nothing(
    two_answers: None, mail_server: MailServer
) -> None:
    send_all(NIGHT)
    first, second = OutgoingMail.objects.order_by("pk").values_list("pk", flat=True)
    assert sending._claim(first, MORNING), "and then the worker is gone"
    sending.deliver(second, MORNING)
    assert mail_server.got == []
    sending.deliver(first, MORNING + timedelta(minutes=30))
    assert len(mail_server.got) == 1
    assert mail_server.got[0]["Subject"] == "2 messages that waited for you"


def test_other_hours_let_go_what_waits(
    two_answers: None, work: Work, mail_server: MailServer, asker: Person
) -> None:
    send_all(NIGHT)
    work()
    choose_hours(asker, asker, {"quiet": False})
    work()
    assert len(mail_server.got) == 1


def test_codes_wait_for_nobody(asleep: None, no_jobs: None, mail_server: MailServer, asker: Person) -> None:
    queue_account_mail(asker.email, "Your code", "ABCD-12")
    OutgoingMail.objects.update(created_at=NIGHT)
    send_all(NIGHT)
    assert len(mail_server.got) == 1


def test_a_burst_of_answers_is_one_mail_at_once_and_one_with_the_rest(
    ask: Ask, work: Work, mail_server: MailServer, asker: Person, helper: Person, colleague: Person
) -> None:
    entry = ask(asker)
    reply(helper, entry, "<p>First.</p>")
    work()
    for text in ("Second.", "Third."):
        reply(colleague, entry, f"<p>{text}</p>")
    reply(helper, entry, "<p>Fourth.</p>")
    work()
    (message,) = mails_to(mail_server, asker)
    assert "First." in part(message, "plain")
    assert all(job.scheduled_at for job in due_jobs())
    hurry()
    work()
    _first, rest = mails_to(mail_server, asker)
    assert rest["Subject"].strip() == "Helper and 1 other answered you: Who knows a quiet place?"
    text = part(rest, "plain")
    assert "First." not in text
    assert text.index("Second.") < text.index("Third.") < text.index("Fourth.")
    second = Told.objects.order_by("event_id")[1].event.target
    assert second
    assert second.get_absolute_url() in text


def test_after_half_an_hour_an_answer_is_mailed_at_once_again(
    ask: Ask, spread: Spread, mail_server: MailServer, asker: Person, helper: Person
) -> None:
    entry = ask(asker)
    reply(helper, entry, "<p>First.</p>")
    spread()
    send_all(NIGHT)
    for text in ("Second.", "Third."):
        reply(helper, entry, f"<p>{text}</p>")
    sent = OutgoingMail.objects.get().sent_at
    assert sent
    second, third = Event.objects.filter(verb="discussion.replied").order_by("pk")[1:]
    tell(second, sent + GATHERING - timedelta(minutes=1))
    assert OutgoingMail.objects.latest("pk").due_at == sent + 2 * GATHERING - timedelta(minutes=1)
    OutgoingMail.objects.exclude(sent_at=sent).delete()
    tell(third, sent + GATHERING + timedelta(minutes=1))
    assert OutgoingMail.objects.latest("pk").due_at == sent + GATHERING + timedelta(minutes=1)


def test_an_answer_that_was_taken_away_is_not_mailed(
    ask: Ask, spread: Spread, mail_server: MailServer, asker: Person, helper: Person
) -> None:
    gone = reply(helper, ask(asker), "<p>Not what I meant.</p>")
    spread()
    gone.deleted_at = NIGHT
    gone.save(update_fields=["deleted_at"])
    send_all(NIGHT)
    assert mail_server.got == []
    html = client_of(asker).get(reverse("notifications:list")).content.decode()
    assert "No longer there" in html


def test_who_left_the_space_gets_nothing_in_the_morning(
    asleep: None,
    ask: Ask,
    spread: Spread,
    mail_server: MailServer,
    asker: Person,
    helper: Person,
    colleague: Person,
    closed_space: Space,
) -> None:
    entry = ask(asker, space=closed_space)
    follow(colleague, entry, wanted=True)
    reply(helper, entry, "<p>kwartaalplan moves.</p>")
    spread()
    send_all(NIGHT)
    leave(colleague, closed_space)
    send_all(MORNING)
    assert mail_server.recipients == [asker.email]
