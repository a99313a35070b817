"""Changing, taking away and putting back: what is kept, what others see, and two hands at once."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import now

from leerkring.core.entries.models import Entry
from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.domains.community.models import Contribution
from leerkring.kit.differences import fingerprint
from leerkring.services.discussion import actions, tasks
from leerkring.services.discussion.models import UNDO_TIME, Reply, ReplyVersion
from leerkring.services.notifications.fanout import tell
from leerkring.services.notifications.models import Told
from tests.domains.community.test_asking import together
from tests.services.discussion.test_discussion import fresh, post, url
from tests.uploads import attached
from tests.world import World, answers, client_of, make_world, question


@pytest.fixture
def entry(world: World) -> Contribution:
    return question(world.member, world.platform)


def counts(entry: Entry) -> tuple[int, int]:
    entry.refresh_from_db()
    return entry.reply_count, entry.removed_count


def test_a_changed_answer_keeps_what_it_said(world: World, entry: Contribution) -> None:
    reply = answers(entry, world.neighbour)[0]
    assert post(world.neighbour, "edit_reply", reply, text="Beter zo.") == 302
    assert [one.text for one in ReplyVersion.objects.all()] == ["<p>Antwoord 1.</p>"]
    assert post(world.neighbour, "edit_reply", reply, text="Beter zo.") == 302
    assert ReplyVersion.objects.count() == 1, "the same text is no change"
    page = client_of(world.member).get(url("versions", reply)).content.decode()
    assert "Antwoord" in page
    assert "Verwijder wat er eerder stond" not in page
    assert client_of(None).get(url("versions", reply)).status_code == 404
    assert client_of(world.expert).get(url("versions", reply)).status_code == 404


def test_what_named_somebody_can_be_forgotten_by_its_writer_only(world: World, entry: Contribution) -> None:
    reply, other = answers(entry, world.neighbour, 2)
    post(world.neighbour, "edit_reply", reply, text="Zonder naam.")
    version = ReplyVersion.objects.get()
    forget = reverse("discussion:forget", args=[reply.pk, version.pk])
    assert client_of(world.member).post(forget).status_code == 404
    assert client_of(world.neighbour).post(forget.replace(str(reply.pk), str(other.pk), 1)).status_code == 404
    assert client_of(world.neighbour).post(forget).status_code == 302
    assert not ReplyVersion.objects.exists()


def test_two_tabs_change_one_answer(world: World, entry: Contribution) -> None:
    reply = answers(entry, world.neighbour)[0]
    client, page = client_of(world.neighbour), url("edit_reply", reply)
    started = client.get(page).context["form"].initial["started_from"]
    assert client.post(page, {"text": "Tab een.", "started_from": started}).status_code == 302
    second = client.post(page, {"text": "Tab twee.", "started_from": started})
    assert second.status_code == 409
    shown = second.content.decode()
    assert "een.<span" in shown, "what the other tab made of it"
    assert "Tab twee." in shown
    assert fresh(reply).text == "<p>Tab een.</p>"
    mark = second.context["form"]["started_from"].value()
    assert mark == fingerprint("<p>Tab een.</p>")
    assert client.post(page, {"text": "Tab twee.", "started_from": mark}).status_code == 302
    assert fresh(reply).text == "<p>Tab twee.</p>"


def test_taking_away_and_putting_back(world: World, entry: Contribution) -> None:
    first, second = answers(entry, world.neighbour, 2)
    picture = attached(world.neighbour, entry, number=1, kind="jpeg")
    client, page = client_of(world.neighbour), entry.get_absolute_url()
    for _twice in range(2):
        assert client.post(url("take_away", first)).status_code == 302
        assert counts(entry) == (1, 1)
    shown = client_of(world.member).get(page).content.decode()
    assert "Antwoord 1." not in shown
    assert "Dit antwoord is weggehaald." in shown
    assert 'id="antwoord-2"' in shown, "the numbers stay"
    assert client.get(first.get_absolute_url())["Location"].endswith("#antwoord-1")
    assert client_of(world.member).get(picture.get_absolute_url()).status_code == 404
    for name in ("edit_reply", "find_helpful", "choose", "quote", "versions"):
        ways = [client_of(world.member).get(url(name, first)), client_of(world.member).post(url(name, first))]
        assert {one.status_code for one in ways} <= {404, 405}, name
    assert url("put_back", first) in client.get(page).content.decode()
    for _twice in range(2):
        assert client.post(url("put_back", first)).status_code == 302
        assert counts(entry) == (2, 0)
    assert "Antwoord 1." in client_of(world.member).get(page).content.decode()
    assert second.number == 2


def test_only_the_writer_takes_away(world: World, entry: Contribution) -> None:
    reply = answers(entry, world.neighbour)[0]
    for who in (world.member, world.core_group, world.administrator):
        assert post(who, "take_away", reply) == 404
        assert post(who, "put_back", reply) == 404
    assert not fresh(reply).is_gone


def test_the_chosen_answer_taken_away_opens_the_circle(world: World, entry: Contribution) -> None:
    reply = answers(entry, world.neighbour)[0]
    post(world.member, "choose", reply)
    client = client_of(world.neighbour)
    told = client.post(url("take_away", reply), follow=True)
    assert "De vraag staat weer open." in told.content.decode()
    entry.refresh_from_db()
    assert entry.round_at is None
    client.post(url("put_back", reply))
    assert not fresh(reply).is_chosen, "choosing is up to who asked"


def test_after_the_undo_time_nothing_is_left(world: World, entry: Contribution) -> None:
    reply = answers(entry, world.neighbour)[0]
    post(world.neighbour, "edit_reply", reply, text="Later.")
    attached(world.neighbour, entry, number=1)
    post(world.neighbour, "take_away", reply)
    tasks.forget(0)
    assert fresh(reply).text == "<p>Later.</p>", "it can still be put back"
    Reply.objects.filter(pk=reply.pk).update(deleted_at=now() - UNDO_TIME - timedelta(minutes=1))
    tasks.forget(0)
    assert fresh(reply).text == ""
    assert not ReplyVersion.objects.exists()
    assert not entry.attachments.exists()
    assert post(world.neighbour, "put_back", reply) == 403
    page = client_of(world.neighbour).get(entry.get_absolute_url()).content.decode()
    assert "Dit antwoord is weggehaald." in page
    assert url("put_back", reply) not in page


def test_nobody_is_told_of_what_was_taken_away(world: World, entry: Contribution) -> None:
    reply = actions.reply(world.neighbour, entry, "<p>Toch niet.</p>")
    post(world.neighbour, "take_away", reply)
    for event in Event.objects.order_by("pk"):
        tell(event)
    assert not Told.objects.filter(person=world.member).exists()


def test_new_is_counted_right_after_something_was_taken_away(world: World, entry: Contribution) -> None:
    reply = answers(entry, world.facilitator, 2)[0]
    client = client_of(world.neighbour)
    client.get(entry.get_absolute_url())
    post(world.facilitator, "take_away", reply)
    actions.reply(world.facilitator, Entry.objects.get(pk=entry.pk), "<p>Nieuw.</p>")
    shown = client.get("/vragen/").content.decode()
    assert "1 nieuw antwoord" in shown
    assert client.get(entry.get_absolute_url()).context["talk"].unread_from == 3


@pytest.mark.django_db(transaction=True)
def test_taking_away_while_others_answer_and_choose() -> None:
    world = make_world()
    entry = question(world.member, world.platform)
    first = answers(entry, world.neighbour)[0]

    def get() -> Reply:
        return Reply.objects.select_related("entry__space", "author").get(pk=first.pk)

    def take() -> None:
        actions.take_away(Person.objects.get(pk=world.neighbour.pk), get())

    def answer() -> None:
        by = Person.objects.get(pk=world.facilitator.pk)
        actions.reply(by, Entry.objects.get(pk=entry.pk), "<p>x</p>")

    def choose() -> None:
        with suppress(actions.NoLongerOpenError):
            actions.choose(Person.objects.get(pk=world.member.pk), get())

    together(take, answer, choose)
    entry.refresh_from_db()
    assert counts(entry) == (1, 1)
    assert sorted(Reply.objects.values_list("number", flat=True)) == [1, 2]
    assert not Reply.objects.filter(is_chosen=True).exists()
    assert entry.round_at is None


def test_who_may_not_put_back(world: World, entry: Contribution) -> None:
    reply = answers(entry, world.neighbour)[0]
    reply.deleted_at = now() - UNDO_TIME * 2
    with pytest.raises(PermissionDenied):
        actions.put_back(world.neighbour, reply)
