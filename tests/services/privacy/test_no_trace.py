"""After a run with planted data nothing of it stands anywhere but in the text of who wrote it."""

import json
import logging
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from pytest_django import Settings

from leerkring.core.entries.models import Attachment, AttachmentText
from leerkring.core.events.models import Event
from leerkring.services.discussion.models import Reply
from leerkring.services.notifications.fanout import tell
from leerkring.services.notifications.letters import write
from leerkring.services.notifications.models import OutgoingMail
from leerkring.services.privacy.models import Held
from leerkring.services.privacy.tasks import look_again
from tests import uploads
from tests.world import World, asked, client_of, question

NUMBER, PHONE, MAIL, NAME = "111222333", "06-12345678", "m.dewit@example.net", "Milan de Wit"
PLANTED = (NUMBER, "12345678", "dewit", "Milan")
TEXTS = {"entries_entry", "discussion_reply", "privacy_held", "entries_attachmenttext"}
"""What people write, what of it waits, and what was read in their files; what is out, can also be found
by search (discover)."""


def tables_with(word: str) -> set[str]:
    """Every table of the database with this word in some row: sessions, events, jobs, cache, mails, log."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT 1 FROM {name} row WHERE row::text ILIKE %s LIMIT 1", [f"%{word}%"])  # noqa: S608
            if cursor.fetchone():
                found.add(table)
    return found


def test_nothing_that_the_guard_found_leaves_a_trace(
    world: World, settings: Settings, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    client = client_of(world.member)
    entry = question(world.facilitator, world.closed)
    text = f"{NAME} heeft nummer {NUMBER}, bel {PHONE} of mail {MAIL}."
    look, ask = reverse("privacy:look"), reverse("community:ask")
    reply = reverse("discussion:reply_to", args=[entry.pk])
    sent = json.dumps({"fields": {"title": NAME, "text": f"<p>{text}</p>"}, "space": "besloten"})
    found = client.post(look, sent, content_type="application/json").json()["findings"]
    assert {one["kind"] for one in found} >= {"naam", "bsn", "telefoon", "email"}
    assert client.post(ask, asked(title=f"Over {NAME}?", text=text)).status_code == 422
    held = client.post(reply, {"text": text, "nonce": uuid4()})
    assert held.status_code == 422

    file = uploads.upload("verslag.docx", uploads.docx_saying(text))
    inside = {"text": "Zie het verslag.", "nonce": uuid4(), "attachments": [file]}
    assert client.post(reply, inside).status_code == 302
    uploads.read_all()
    back = Held.objects.get()
    assert back.state == "back"
    kinds = {one[0] for one in AttachmentText.objects.get().found or ()}
    assert kinds >= {"naam", "bsn", "telefoon", "email"}
    assert client.post(back.get_absolute_url(), {"text": "Zie het verslag."}).status_code == 422
    for word in PLANTED:
        assert tables_with(word) == {"entries_attachmenttext"}
    client.post(reverse("privacy:drop", args=[back.pk]))
    Attachment.objects.all().delete()
    assert not tables_with(NUMBER)

    named = {"text": f"Ik sprak {NAME}.", "nonce": uuid4()}
    marks = client.post(reply, named).context["guard"].marks
    confirmed = {"guard_seen": marks, "guard_reason": "permission"}
    assert client.post(reply, named | confirmed).status_code == 302
    assert Reply.objects.get().text == f"<p>Ik sprak {NAME}.</p>"

    there, settings.GUARD_SOCKET = settings.GUARD_SOCKET, tmp_path / "nobody.sock"
    assert client.post(reply, {"text": text, "nonce": uuid4()}).status_code == 302
    settings.GUARD_SOCKET = there
    look_again(0)
    assert Held.objects.get().state == "back"

    for event in Event.objects.all():
        tell(event)
    mails = [write(mail) for mail in OutgoingMail.objects.all()]
    assert mails
    letters = "".join(mail.message().as_string() for mail in mails if mail)
    page = client_of(world.facilitator).get(reverse("notifications:list")).content.decode()
    for word in PLANTED:
        assert word not in letters
        assert word not in page
        assert word not in caplog.text
        assert {one for one in tables_with(word) if not one.startswith("discover_")} <= TEXTS
    assert tables_with(NUMBER) == {"privacy_held"}
