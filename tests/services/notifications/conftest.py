"""Three colleagues, a closed space, a real worker and a real mail server."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from leerkring.core.entries.models import Theme
from leerkring.core.events.models import Event
from leerkring.core.people.models import Function, Person
from leerkring.core.regions.models import Municipality
from leerkring.core.spaces.models import Join, Membership, Openness, Space, SpaceKind
from leerkring.core.spaces.queries import platform
from leerkring.domains.community import actions as community
from leerkring.domains.community.models import Contribution
from leerkring.domains.community.writing import Place, Wording
from leerkring.kit.working import run_worker
from leerkring.services.discussion.actions import reply
from leerkring.services.notifications.fanout import tell
from leerkring.services.notifications.models import MailHours

Ask = Callable[..., Contribution]
Make = Callable[[str], Person]


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body
    return str(body.get_content())


def due_jobs() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(status="todo", task_name="notifications.send"))


def hurry() -> None:
    """Let time pass until the next try."""
    ProcrastinateJob.objects.filter(status="todo").update(scheduled_at=None)


@pytest.fixture
def no_jobs(db: None) -> None:
    """Jobs outlive the tests that left them: Django does not empty tables that it does not manage."""
    with connections["default"].cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


@pytest.fixture
def member(no_jobs: None) -> Make:
    """A member of the platform who works in the first municipality of the list; mail comes at any hour."""
    place = Municipality.objects.order_by("pk").first()
    function = Function.objects.order_by("pk").first()

    def make(name: str) -> Person:
        person = Person.objects.create_user(
            f"{name.lower()}@example.org",
            name=name,
            function=function,
            municipality=place,
            language="en",
        )
        Membership.objects.create(space=platform(), person=person)
        MailHours.objects.create(person=person, quiet=False)
        return person

    return make


@pytest.fixture
def asker(member: Make) -> Person:
    return member("Asker")


@pytest.fixture
def helper(member: Make) -> Person:
    return member("Helper")


@pytest.fixture
def colleague(member: Make) -> Person:
    return member("Colleague")


@pytest.fixture
def closed_space(asker: Person, helper: Person, colleague: Person) -> Space:
    space = Space.objects.create(
        parent=platform(),
        kind=SpaceKind.GROUP,
        slug="besloten",
        name="Hazelhof evaluation",
        openness=Openness.CLOSED,
        join=Join.INVITATION,
    )
    rows = [Membership(space=space, person=person) for person in (asker, helper, colleague)]
    Membership.objects.bulk_create(rows)
    return space


@pytest.fixture
def ask() -> Ask:
    def asked(
        by: Person, title: str = "Who knows a quiet place?", space: Space | None = None
    ) -> Contribution:
        place = Place(space or platform(), "space" if space else "members", "question")
        wording = Wording(title, "<p>It is about waiting.</p>", Theme.objects.all()[:1])
        return community.ask(by, place, wording)

    return asked


@pytest.fixture
def work(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Run a worker until nothing is left to do."""
    # Its threads stay, so they have to give up their connections: the test database must go.
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)

    def run() -> None:
        run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    yield run
    asyncio.run(sync_to_async(connections.close_all)())


@pytest.fixture
def spread() -> Callable[[], None]:
    """Do at once what the worker would do with each event; mails stay in the queue."""

    def run() -> None:
        for event in Event.objects.order_by("pk"):
            tell(event)

    return run


@dataclass
class MailServer:
    """A mail server that keeps what it got. `replies` are given first, one a mail."""

    got: list[EmailMessage] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    hangs_up: bool = False

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.hangs_up and server.transport:
            server.transport.close()
        if self.replies:
            return self.replies.pop(0)
        content: Any = envelope.content
        self.got.append(message_from_bytes(content, policy=policy.default))
        self.recipients += envelope.rcpt_tos
        return "250 kept"


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    server = MailServer()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.SITE_URL = "https://leerkring.example"
    yield server
    controller.stop()


@pytest.fixture
def answered(ask: Ask, asker: Person, helper: Person) -> None:
    reply(helper, ask(asker, "Who knows “thee & co”?"), "<p>Try the <strong>library</strong> & ask.</p>")


@pytest.fixture(autouse=True)
def _jobs_may_be_changed(settings: Settings) -> None:
    settings.PROCRASTINATE_READONLY_MODELS = False
