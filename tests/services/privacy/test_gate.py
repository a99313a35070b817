"""The guard at every door: what is stopped, what is asked, what may stand there."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from leerkring.core.people.models import Person
from leerkring.domains.community.models import Contribution
from leerkring.services.discussion.models import Reply
from leerkring.services.privacy.models import Confirmation, GuardRule
from tests.uploads import attached
from tests.world import World, answers, asked, client_of, question

NUMBER = "Zijn nummer is 111222333, dat zocht ik op."
NAME = "Vorige week sprak ik Milan de Wit over zijn plan."


@pytest.fixture
def client(world: World) -> Client:
    return client_of(world.member)


def ask(client: Client, **facts: Any) -> Any:
    return client.post(reverse("community:ask"), asked(**facts))


def answer(client: Client, entry: Contribution, text: str, **facts: Any) -> Any:
    return client.post(
        reverse("discussion:reply_to", args=[entry.pk]), {"text": text, "nonce": uuid4(), **facts}
    )


def confirmed(response: Any, reason: str = "permission", words: str = "") -> dict[str, Any]:
    """What the form sends once its reason is chosen."""
    marks = response.context["guard"].marks
    return {"guard_seen": marks, "guard_reason": reason, "guard_words": words}


@pytest.mark.parametrize("field", ["title", "text"])
def test_a_number_of_one_person_cannot_be_placed_and_what_was_typed_stays(client: Client, field: str) -> None:
    response = ask(client, **{field: NUMBER})
    assert response.status_code == 422
    page = response.content.decode()
    assert "111222333" in page
    assert "data-guard-findings" in page
    assert 'data-kind="bsn"' in page
    assert 'name="guard_reason"' not in page
    assert not Contribution.objects.exists()


def test_no_reason_brings_out_what_is_stopped(client: Client) -> None:
    response = ask(client, text=NUMBER)
    again = ask(client, text=NUMBER, **confirmed(response))
    assert again.status_code == 422
    assert not Contribution.objects.exists()


def test_a_name_is_placed_with_a_reason_and_only_that_is_kept(client: Client, world: World) -> None:
    form = asked(text=NAME)
    response: Any = client.post(reverse("community:ask"), form)
    assert response.status_code == 422
    assert not Contribution.objects.exists()
    done: Any = client.post(reverse("community:ask"), form | confirmed(response))
    made = Contribution.objects.get()
    assert done.url == made.get_absolute_url()
    logged = Confirmation.objects.get()
    assert (logged.entry_id, logged.person_id, logged.kind, logged.reason) == (
        made.pk,
        world.member.pk,
        "naam",
        "permission",
    )
    assert logged.length == len("Milan de Wit")
    kept = " ".join(str(value) for value in vars(logged).values())
    assert "milan" not in kept.lower()


def test_a_reason_counts_only_for_what_was_seen(client: Client) -> None:
    response = ask(client, text=NAME)
    other = ask(client, text=f"{NAME} En Fatima Yilmaz was er ook.", **confirmed(response))
    assert other.status_code == 422
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"guard_seen": [], "guard_reason": "permission"},
        {"guard_seen": ["x"], "guard_reason": "permission"},
        {"guard_reason": "onzin"},
        {"guard_reason": "other", "guard_words": ""},
        {"guard_reason": "other", "guard_words": NUMBER},
    ],
)
def test_without_a_good_reason_it_is_held_back(client: Client, sent: dict[str, Any]) -> None:
    marks = confirmed(ask(client, text=NAME))["guard_seen"]
    assert ask(client, text=NAME, **{"guard_seen": marks, **sent}).status_code == 422
    assert not Contribution.objects.exists()


def test_an_answer_passes_the_same_gate(client: Client, world: World) -> None:
    entry = question(world.facilitator, world.circle)
    assert answer(client, entry, NUMBER).status_code == 422
    response = answer(client, entry, NAME)
    assert response.status_code == 422
    assert NAME in response.content.decode()
    assert not Reply.objects.exists()
    assert answer(client, entry, NAME, **confirmed(response)).status_code == 302
    assert Reply.objects.get().text == f"<p>{NAME}</p>"


def test_what_was_confirmed_is_not_asked_again_in_the_same_conversation(client: Client, world: World) -> None:
    entry = question(world.facilitator, world.circle)
    answer(client, entry, NAME, **confirmed(answer(client, entry, NAME)))
    assert answer(client, entry, f"Nog iets: {NAME}").status_code == 302
    elsewhere = question(world.facilitator, world.circle)
    assert answer(client, elsewhere, NAME).status_code == 422


def test_changing_passes_the_gate_too(client: Client, world: World) -> None:
    entry = question(world.member, world.circle)
    form = asked(text=NUMBER)
    assert client.post(reverse("community:edit", args=[entry.pk]), form).status_code == 422
    reply = answers(entry, world.member)[0]
    url = reverse("discussion:edit_reply", args=[reply.pk])
    assert client.post(url, {"text": NUMBER}).status_code == 422
    entry.refresh_from_db()
    reply.refresh_from_db()
    assert "111222333" not in entry.text + reply.text


def test_a_draft_is_kept_with_anything_and_stopped_when_placed(client: Client) -> None:
    form = asked(text=NUMBER)
    del form["plaats"]
    assert client.post(reverse("community:ask"), form | {"bewaar": "1"}).status_code == 302
    draft = Contribution.objects.get()
    assert draft.is_draft
    url = reverse("community:edit", args=[draft.pk])
    assert client.post(url, form | {"plaats": "1"}).status_code == 422
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_double_click_on_a_confirmed_form_places_one(client: Client) -> None:
    form = asked(text=NAME)
    form |= confirmed(client.post(reverse("community:ask"), form))
    first, second = (client.post(reverse("community:ask"), form)["Location"] for _time in range(2))
    assert first == second
    assert Contribution.objects.count() == 1
    assert Confirmation.objects.count() == 1


def test_the_name_of_a_file_is_looked_at(client: Client, world: World) -> None:
    entry = question(world.member, world.circle)
    attached(world.member, entry, name="verslag 111222333.pdf")
    response = client.post(reverse("community:edit", args=[entry.pk]), asked())
    assert response.status_code == 422
    assert response.context["guard"].findings[0].found.field == "attachments"


def test_the_own_name_may_stand_there_unless_the_question_is_without_it(client: Client, world: World) -> None:
    Person.objects.filter(pk=world.member.pk).update(name="Milan de Wit")
    signed = "We proberen het weer. Groet, Milan de Wit"
    assert ask(client, text=signed).status_code == 302
    assert ask(client, text=f"Nog iets. {signed}", anonymous="on").status_code == 422


def test_a_member_who_is_called_by_a_link_may_be_named(client: Client, world: World) -> None:
    Person.objects.filter(pk=world.facilitator.pk).update(name="Milan de Wit")
    url = reverse("directory:person", args=[world.facilitator.pk])
    entry = question(world.facilitator, world.circle)
    text = f'<p>Dank je <a href="{url}">@Milan de Wit</a></p>'
    assert answer(client, entry, text, text_format="html").status_code == 302
    other = f'<p>Dank je <a href="{url}">@Fatima Yilmaz</a></p>'
    assert answer(client, entry, other, text_format="html").status_code == 422


@pytest.mark.parametrize(("does", "status"), [("stop", 422), ("hint", 302)])
def test_a_space_can_have_its_own_policy(client: Client, world: World, does: str, status: int) -> None:
    GuardRule.objects.create(kind="naam", space=None, does="stop" if does == "hint" else "hint")
    GuardRule.objects.create(kind="naam", space=world.circle, does=does, is_exception=does == "hint")
    entry = question(world.facilitator, world.circle)
    response = answer(client, entry, NAME)
    assert response.status_code == status
    if does == "stop":
        assert response.context["guard"].stops


def test_what_stands_in_the_text_of_who_may_not_write_there_is_not_told(world: World) -> None:
    entry = question(world.member, world.closed)
    assert answer(client_of(world.neighbour), entry, NUMBER).status_code == 404
