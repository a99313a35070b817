"""The guard looks into files too: what stops, what is asked, what cannot be read, what waits."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from leerkring.core.entries import reading, tasks
from leerkring.core.entries.gate import GuardAwayError
from leerkring.core.entries.models import Attachment, AttachmentText
from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.domains.community.models import Contribution
from leerkring.kit.files import reading as reader
from leerkring.services.discussion.models import Reply
from leerkring.services.notifications.fanout import told_about
from leerkring.services.privacy import files, guard
from leerkring.services.privacy.models import Confirmation, Held
from leerkring.services.privacy.tasks import look_again
from tests import uploads
from tests.uploads import read_all
from tests.world import World, asked, client_of, question

NAMED, NUMBERED = "Vorige week sprak ik Milan de Wit.", "Zijn nummer is 111222333."
PLAIN = "Begin met wat goed gaat."
ASK = reverse("community:ask")


@pytest.fixture
def client(world: World) -> Client:
    return client_of(world.member)


def bring(client: Client, content: bytes, name: str = "verslag.docx", nonce: UUID | None = None) -> UUID:
    """Choose a file, as the script of the form does."""
    nonce = nonce or uuid4()
    sent = {"files_nonce": str(nonce), "attachments": uploads.upload(name, content)}
    assert client.post(reverse("attachments:bring"), sent).status_code == 200
    return nonce


def ask(client: Client, nonce: UUID, **facts: Any) -> Any:
    return client.post(ASK, asked(files_nonce=str(nonce), **facts))


def confirmed(response: Any, reason: str = "permission") -> dict[str, Any]:
    return {"guard_seen": response.context["guard"].marks, "guard_reason": reason, "guard_words": ""}


def told(verb: str) -> list[Any]:
    return [row.person_id for event in Event.objects.filter(verb=verb) for row in told_about(event)]


def test_a_file_without_names_goes_out_at_once(client: Client) -> None:
    nonce = bring(client, uploads.docx_saying(PLAIN))
    read_all()
    assert ask(client, nonce).status_code == 302
    assert Contribution.objects.get().state == "published"


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("verslag.docx", uploads.docx_saying(PLAIN, footnotes=f"<w:t>{NAMED}</w:t>"), "“verslag.docx”"),
        ("verslag.pdf", uploads.pdf_saying(PLAIN, NAMED), "“verslag.pdf”, bladzijde 2"),
    ],
)
def test_a_name_in_a_file_is_asked_and_placed_with_a_reason(
    name: str, content: bytes, where: str, client: Client
) -> None:
    nonce = bring(client, content, name)
    read_all()
    form = asked(files_nonce=str(nonce))
    response: Any = client.post(ASK, form)
    assert response.status_code == 422
    page = response.content.decode()
    assert where in page
    assert "Milan de Wit" in page
    assert "Haal het uit het bestand zelf" in page
    assert not Contribution.objects.exists()
    assert client.post(ASK, form | confirmed(response)).status_code == 302
    logged = Confirmation.objects.get()
    assert (logged.kind, logged.length) == ("naam", len("Milan de Wit"))


def test_what_was_confirmed_in_a_file_is_not_asked_again_when_the_text_is_changed(client: Client) -> None:
    nonce = bring(client, uploads.docx_saying(NAMED))
    read_all()
    ask(client, nonce, **confirmed(ask(client, nonce)))
    made = Contribution.objects.get()
    edit = reverse("community:edit", args=[made.pk])
    assert client.post(edit, asked(title="Hoe doe jij dat?")).status_code == 302
    more = bring(client, uploads.docx_saying("Ook Fatima Yilmaz was er."), "ander.docx")
    read_all()
    again: Any = client.post(edit, asked(title="Hoe doen jullie dat?", files_nonce=str(more)))
    assert again.status_code == 422
    assert {one.found.file for one in again.context["guard"].findings} == {"ander.docx"}


def test_what_stands_beside_the_pages_of_a_pdf_is_found_too(client: Client) -> None:
    nonce = bring(client, uploads.pdf_saying(PLAIN, title="Gesprek met Milan de Wit"), "verslag.pdf")
    read_all()
    found = ask(client, nonce).context["guard"].findings
    assert [(one.found.words, one.found.page) for one in found] == [("Milan de Wit", 0)]


def test_a_number_in_a_file_stops_whatever_the_reason(client: Client) -> None:
    nonce = bring(client, uploads.docx_saying(PLAIN, comments=f"<w:t>{NUMBERED}</w:t>"))
    read_all()
    response = ask(client, nonce)
    assert response.context["guard"].stops
    assert ask(client, nonce, **confirmed(response)).status_code == 422
    assert not Contribution.objects.exists()
    wrong = Attachment.objects.get()
    assert ask(client, nonce, remove_file=[wrong.pk]).status_code == 302


def test_each_of_two_files_is_named(client: Client) -> None:
    nonce = bring(client, uploads.docx_saying(NAMED), "een.docx")
    bring(client, uploads.pdf_saying("Bel 06-12345678."), "twee.pdf", nonce)
    bring(client, uploads.pdf_saying(PLAIN), "drie.pdf", nonce)
    read_all()
    found = [one.found for one in ask(client, nonce).context["guard"].findings]
    assert [(one.file, one.kind, one.words, one.page) for one in found] == [
        ("een.docx", "naam", "Milan de Wit", 0),
        ("twee.pdf", "telefoon", "06-12345678", 1),
    ]


def test_the_own_name_may_stand_in_a_file_unless_it_stays_away(client: Client, world: World) -> None:
    Person.objects.filter(pk=world.member.pk).update(name="Milan de Wit")
    nonce = bring(client, uploads.docx_saying(NAMED))
    read_all()
    assert ask(client, nonce, anonymous="on").status_code == 422
    assert ask(client, nonce).status_code == 302


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("scan.pdf", uploads.scan(2)),
        ("verslag.docx", uploads.office(extra={"word/afchunk.html": "<p>Overgenomen</p>"})),
    ],
)
def test_what_cannot_be_read_is_confirmed_by_who_places_it(name: str, content: bytes, client: Client) -> None:
    nonce = bring(client, content, name)
    read_all()
    response = ask(client, nonce)
    assert response.status_code == 422
    found = response.context["guard"].findings[0].found
    assert (found.kind, found.file, found.does) == ("bestand", name, "ask")
    assert not response.context["guard"].stops
    assert ask(client, nonce, **confirmed(response, "nobody")).status_code == 302
    logged = Confirmation.objects.get()
    assert (logged.kind, logged.length, logged.reason) == ("bestand", 0, "nobody")


def test_of_very_many_names_the_first_are_told_and_the_rest_as_one(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_SHOWN", 3)
    phones = [f"Bel 06-1234567{n}." for n in range(8)]
    nonce = bring(client, uploads.docx_saying(*phones, "Bel 06-12345670.", NUMBERED))
    read_all()
    kinds = [one.found.kind for one in ask(client, nonce).context["guard"].findings]
    assert kinds == ["bsn", "telefoon", "telefoon", "telefoon", "bestand"]


def test_a_file_is_looked_at_in_pieces_and_found_at_its_place(client: Client) -> None:
    filler = " ".join([PLAIN] * 20)
    nonce = bring(client, uploads.docx_saying(*[filler] * 40, NAMED, *[filler] * 40))
    read_all()
    assert len(AttachmentText.objects.get().text) > 5 * files.PIECE
    found = [one.found.words for one in ask(client, nonce).context["guard"].findings]
    assert found == ["Milan de Wit"]


def test_who_sends_at_once_waits_and_it_goes_out_by_itself(client: Client, world: World) -> None:
    response = client.post(
        ASK, asked(attachments=[uploads.upload("a.pdf", uploads.pdf_saying(PLAIN))]), follow=True
    )
    assert "We kijken nog" in response.content.decode()
    made = Contribution.objects.get()
    assert made.is_draft
    look_again(0)
    assert Contribution.objects.get().is_draft
    read_all()
    assert Contribution.objects.get().state == "published"
    assert told("privacy.let_out") == [world.member.pk]


def test_an_answer_with_a_number_in_its_file_is_given_back_and_goes_without_the_file(
    client: Client, world: World
) -> None:
    entry = question(world.facilitator, world.circle)
    upload = uploads.upload("verslag.docx", uploads.docx_saying(NUMBERED))
    form = {"text": PLAIN, "nonce": uuid4(), "attachments": [upload]}
    client.post(reverse("discussion:reply_to", args=[entry.pk]), form)
    assert not Reply.objects.exists()
    read_all()
    assert told("privacy.given_back") == [world.member.pk]
    page = Held.objects.get().get_absolute_url()
    assert "verslag.docx" in client.get(page).content.decode()
    again: Any = client.post(page, {"text": PLAIN})
    assert again.context["guard"].stops
    assert "“verslag.docx”" in again.content.decode()
    assert client.post(page, {"text": PLAIN, "remove_file": [Attachment.objects.get().pk]}).status_code == 302
    assert Reply.objects.get().text == f"<p>{PLAIN}</p>"
    assert not Attachment.objects.exists()


def test_what_waits_for_a_file_keeps_nobody_else_waiting(
    client: Client, world: World, settings: Settings, tmp_path: Path
) -> None:
    client.post(ASK, asked(attachments=[uploads.upload("a.pdf", uploads.pdf_saying(PLAIN))]))
    there, settings.GUARD_SOCKET = settings.GUARD_SOCKET, tmp_path / "nobody.sock"
    other = client_of(world.facilitator)
    other.post(ASK, asked(title="En deze dan?"))
    settings.GUARD_SOCKET = there
    look_again(0)
    assert Contribution.objects.get(state="published").author_id == world.facilitator.pk


def test_what_is_found_in_the_text_is_told_before_the_file_is_read(client: Client) -> None:
    nonce = bring(client, uploads.pdf_saying(PLAIN), "a.pdf")
    assert ask(client, nonce, text=NAMED).status_code == 422


def test_while_the_guard_is_away_a_file_waits_and_is_looked_at_later(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    there, settings.GUARD_SOCKET = settings.GUARD_SOCKET, tmp_path / "nobody.sock"
    nonce = bring(client, uploads.docx_saying(NUMBERED))
    read_all()
    assert AttachmentText.objects.get().found is None
    settings.GUARD_SOCKET = there
    ask(client, nonce)
    assert Contribution.objects.get().is_draft
    look_again(0)
    assert told("privacy.given_back")


def test_a_reader_that_is_killed_asks_the_author(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LONGEST", 0.001)
    nonce = bring(client, uploads.docx_saying(NUMBERED))
    read_all()
    assert ask(client, nonce).context["guard"].findings[0].found.kind == "bestand"


def test_a_worker_that_is_stopped_again_and_again_gives_the_file_up(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_content: object) -> reader.Reading:
        raise OSError

    nonce = bring(client, uploads.docx_saying(NUMBERED))
    monkeypatch.setattr(reader, "read", stopped)
    for _time in range(reading.MOST_TRIES):
        with pytest.raises(OSError):  # noqa: PT011 (whatever the machine says)
            tasks.read_files(0)
    read_all()
    assert ask(client, nonce).context["guard"].findings[0].found.kind == "bestand"


def test_a_file_that_is_too_much_for_the_guard_keeps_nobody_waiting(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuck(texts: list[str], *_patience: float) -> Any:
        if any("wandelkaart" in one for one in texts):
            raise GuardAwayError
        return look(texts)

    look = guard.look
    monkeypatch.setattr(guard, "look", stuck)
    nonce = bring(client, uploads.docx_saying("Neem een wandelkaart mee."))
    other = bring(client, uploads.docx_saying(PLAIN), "ander.docx")
    for _time in range(files.MOST_TRIES):
        read_all()
    assert ask(client, other).status_code == 302
    assert ask(client, nonce).context["guard"].findings[0].found.kind == "bestand"


def test_a_picture_has_no_words_to_wait_for(client: Client) -> None:
    nonce = bring(client, uploads.jpeg(), "foto.jpg")
    assert ask(client, nonce).status_code == 302
    assert not AttachmentText.objects.exists()


def test_what_was_read_goes_with_the_file(client: Client) -> None:
    bring(client, uploads.docx_saying(NAMED))
    read_all()
    assert AttachmentText.objects.exists()
    Attachment.objects.all().delete()
    assert not AttachmentText.objects.exists()
