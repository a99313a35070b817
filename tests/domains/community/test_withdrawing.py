"""Taking back an own question, and a conversation on paper."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from leerkring.core.entries.states import State
from leerkring.domains.community import tasks
from leerkring.domains.community.models import Contribution
from leerkring.services.discussion import actions as discussion
from leerkring.services.discussion.models import UNDO_TIME
from tests.world import World, answers, client_of, question


@pytest.fixture
def entry(world: World) -> Contribution:
    return question(world.member, world.platform, openness="public")


def test_taking_back_and_putting_back(world: World, entry: Contribution) -> None:
    mine, page = client_of(world.member), entry.get_absolute_url()
    assert mine.get(f"{page}weghalen/").status_code == 200
    for _twice in range(2):
        assert mine.post(f"{page}weghalen/").status_code == 302
    for who in (None, world.neighbour, world.administrator):
        assert client_of(who).get(page).status_code == 404
    assert entry.title not in client_of(world.neighbour).get("/vragen/").content.decode()
    assert "Zet terug" in mine.get(page).content.decode()
    assert client_of(world.neighbour).post(f"{page}terugzetten/").status_code == 404
    assert mine.post(f"{page}terugzetten/").status_code == 302
    entry.refresh_from_db()
    assert entry.state == State.PUBLISHED
    assert entry.bumped_at == entry.published_at
    assert client_of(None).get(page).status_code == 200


def test_what_was_answered_stays(world: World, entry: Contribution) -> None:
    reply = answers(entry, world.neighbour)[0]
    mine, page = client_of(world.member), entry.get_absolute_url()
    assert "Collega’s hebben geantwoord." in mine.get(f"{page}weghalen/").content.decode()
    mine.post(f"{page}weghalen/")
    entry.refresh_from_db()
    assert entry.state == State.PUBLISHED
    discussion.take_away(world.neighbour, reply)
    mine.post(f"{page}weghalen/")
    entry.refresh_from_db()
    assert entry.state == State.WITHDRAWN


def test_after_a_week_it_is_gone(world: World, entry: Contribution) -> None:
    client_of(world.member).post(f"{entry.get_absolute_url()}weghalen/")
    tasks.forget(0)
    assert Contribution.objects.filter(pk=entry.pk).exists()
    Contribution.objects.filter(pk=entry.pk).update(bumped_at=now() - UNDO_TIME - timedelta(minutes=1))
    tasks.forget(0)
    assert not Contribution.objects.filter(pk=entry.pk).exists()


def test_a_conversation_on_paper(world: World) -> None:
    entry = question(world.member, world.closed, is_anonymous=True)
    answers(entry, world.facilitator, 40)
    sheet = f"{entry.get_absolute_url()}afdrukken/"
    page = client_of(world.expert).get(sheet).content.decode()
    main = page.partition("<main")[2].partition("</main")[0]
    assert "Antwoord 40." in main
    assert world.member.name not in main
    assert "Alleen leden van Besloten kunnen dit openen." in main
    assert client_of(world.neighbour).get(sheet).status_code == 404
