"""While the guard is away nothing goes out unchecked, and nothing is lost."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from leerkring.core.entries.models import Attachment
from leerkring.core.events.models import Event
from leerkring.domains.community.models import Contribution
from leerkring.services.discussion.models import Reply
from leerkring.services.notifications.fanout import told_about
from leerkring.services.privacy.models import Held
from leerkring.services.privacy.tasks import look_again
from tests.uploads import attached
from tests.world import World, answers, asked, client_of, question

NUMBER = "Zijn nummer is 111222333."


@pytest.fixture
def client(world: World) -> Client:
    return client_of(world.member)


@pytest.fixture
def away(settings: Settings, tmp_path: Path) -> Path:
    """The guard does not answer; gives where it does."""
    there = Path(settings.GUARD_SOCKET)
    settings.GUARD_SOCKET = tmp_path / "nobody.sock"
    return there


def back(settings: Settings, there: Path) -> None:
    settings.GUARD_SOCKET = there
    look_again(0)


def told(verb: str) -> list[Any]:
    return [row.person_id for event in Event.objects.filter(verb=verb) for row in told_about(event)]


def answer(client: Client, entry: Contribution, text: str, **facts: Any) -> Any:
    form = {"text": text, "nonce": uuid4(), **facts}
    return client.post(reverse("discussion:reply_to", args=[entry.pk]), form)


def test_a_question_waits_as_a_draft_and_goes_out_by_itself(
    client: Client, world: World, away: Path, settings: Settings
) -> None:
    response = client.post(reverse("community:ask"), asked(), follow=True)
    made = Contribution.objects.get()
    assert made.is_draft
    assert "We kijken nog" in response.content.decode()
    look_again(0)
    assert Contribution.objects.filter(state="draft").exists()
    back(settings, away)
    assert Contribution.objects.filter(state="published").exists()
    assert told("privacy.let_out") == [world.member.pk]
    assert Event.objects.filter(verb="community.asked").count() == 1


def test_what_is_found_later_is_given_back(
    client: Client, world: World, away: Path, settings: Settings
) -> None:
    client.post(reverse("community:ask"), asked(text=NUMBER))
    back(settings, away)
    made = Contribution.objects.get()
    assert made.is_draft
    assert told("privacy.given_back") == [world.member.pk]
    held = Held.objects.get()
    assert client.get(held.get_absolute_url(), follow=True).redirect_chain[-1][0].endswith("/wijzigen/")
    look_again(0)
    assert told("privacy.given_back") == [world.member.pk]


def test_a_draft_that_is_changed_meanwhile_is_its_authors_to_place(
    client: Client, away: Path, settings: Settings
) -> None:
    client.post(reverse("community:ask"), asked())
    Contribution.objects.update(title="Nog niet af")
    back(settings, away)
    assert Contribution.objects.get().is_draft


def test_a_draft_placed_by_hand_is_placed_once(client: Client, away: Path, settings: Settings) -> None:
    form = asked()
    client.post(reverse("community:ask"), form)
    settings.GUARD_SOCKET = away
    client.post(reverse("community:ask"), form)
    look_again(0)
    assert Event.objects.filter(verb="community.asked").count() == 1
    assert not Held.objects.exists()
    assert not told("privacy.let_out")


def test_an_answer_waits_with_its_file_and_goes_out_once(
    client: Client, world: World, away: Path, settings: Settings
) -> None:
    entry = question(world.facilitator, world.circle)
    file = attached(world.member, None)
    form = {"nonce": uuid4(), "files_nonce": file.nonce}
    for _time in range(2):
        response = answer(client, entry, "Bel eens met de school.", **form)
        held = Held.objects.get()
        assert response.url == held.get_absolute_url()
    assert held.entry.title in client.get(reverse("community:drafts")).content.decode()
    assert not Reply.objects.exists()
    assert "Bel eens" not in client.get(entry.get_absolute_url()).content.decode()
    back(settings, away)
    look_again(0)
    reply = Reply.objects.get()
    assert reply.author_id == world.member.pk
    assert Attachment.objects.get(entry=entry).number == reply.number
    assert told("privacy.let_out") == [world.member.pk]
    assert told("discussion.replied") == [world.facilitator.pk]


def test_an_answer_that_is_given_back_can_be_changed_and_placed(
    client: Client, world: World, away: Path, settings: Settings
) -> None:
    entry = question(world.facilitator, world.circle)
    answer(client, entry, NUMBER)
    back(settings, away)
    held = Held.objects.get()
    page = held.get_absolute_url()
    assert "111222333" in client.get(page).content.decode()
    assert client_of(world.facilitator).get(page).status_code == 404
    again = client.post(page, {"text": NUMBER})
    assert again.status_code == 422
    assert again.context["guard"].stops
    assert client.post(page, {"text": "Zonder nummer dan."}).status_code == 302
    assert Reply.objects.get().text == "<p>Zonder nummer dan.</p>"
    assert client.get(page)["Location"] == Reply.objects.get().get_absolute_url()
    assert client.post(page, {"text": "Nog een keer."})["Location"] == client.get(page)["Location"]
    assert client.post(reverse("privacy:drop", args=[held.pk]))["Location"] == client.get(page)["Location"]
    assert Reply.objects.get().text == "<p>Zonder nummer dan.</p>"


def test_what_was_given_back_waits_again_and_goes_out_by_itself(
    client: Client, world: World, away: Path, settings: Settings, tmp_path: Path
) -> None:
    answer(client, question(world.facilitator, world.circle), NUMBER)
    back(settings, away)
    held = Held.objects.get()
    assert not held.is_waiting
    settings.GUARD_SOCKET = tmp_path / "nobody.sock"
    assert client.post(held.get_absolute_url(), {"text": "Bel eens."})["Location"] == held.get_absolute_url()
    back(settings, away)
    assert Reply.objects.get().text == "<p>Bel eens.</p>"
    assert told("privacy.let_out") == [world.member.pk]


def test_an_answer_that_waits_can_be_thrown_away(client: Client, world: World, away: Path) -> None:
    entry = question(world.facilitator, world.circle)
    answer(client, entry, "Bel eens.")
    url = reverse("privacy:drop", args=[Held.objects.get().pk])
    assert client_of(world.facilitator).post(url).status_code == 404
    assert client.post(url).status_code == 302
    assert not Held.objects.exists()


def test_an_answer_to_what_was_withdrawn_meanwhile_is_given_back(
    client: Client, world: World, away: Path, settings: Settings
) -> None:
    entry = question(world.facilitator, world.circle)
    answer(client, entry, "Bel eens.")
    Contribution.objects.filter(pk=entry.pk).update(state="withdrawn")
    back(settings, away)
    assert not Reply.objects.exists()
    held = Held.objects.get()
    assert held.state == "back"
    assert client.post(held.get_absolute_url(), {"text": "Bel eens."}).status_code == 422


def test_changes_wait_and_then_stand(client: Client, world: World, away: Path, settings: Settings) -> None:
    entry = question(world.member, world.circle)
    reply = answers(entry, world.member)[0]
    form = asked(title="Hoe doe jij dat?", text="Anders.")
    client.post(reverse("community:edit", args=[entry.pk]), form)
    client.post(reverse("discussion:edit_reply", args=[reply.pk]), {"text": "Ook anders."})
    entry.refresh_from_db()
    reply.refresh_from_db()
    assert (entry.title, reply.text) == ("Hoe betrek je ouders bij het plan?", "<p>Antwoord 1.</p>")
    back(settings, away)
    entry.refresh_from_db()
    reply.refresh_from_db()
    assert (entry.title, reply.text) == ("Hoe doe jij dat?", "<p>Ook anders.</p>")


@pytest.mark.parametrize("said", [b"nonsense\n", b'{"found": []}\n', b'{"found": [[["x"]]]}\n', b""])
def test_a_guard_that_talks_nonsense_is_away(
    client: Client, settings: Settings, tmp_path: Path, said: bytes
) -> None:
    import socket
    from threading import Thread

    settings.GUARD_SOCKET = tmp_path / "odd.sock"
    with socket.socket(socket.AF_UNIX) as odd:
        odd.bind(str(settings.GUARD_SOCKET))
        odd.listen()

        def talk() -> None:
            line, _who = odd.accept()
            with line:
                line.recv(65_536)
                line.sendall(said)

        Thread(target=talk, daemon=True).start()
        client.post(reverse("community:ask"), asked())
    assert Contribution.objects.get().is_draft
