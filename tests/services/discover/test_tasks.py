"""What the worker takes in afterwards: after the messages, and once."""

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from leerkring.core.events.models import Event
from leerkring.core.events.tasks import dispatch
from leerkring.domains.community.models import Contribution
from leerkring.services.discover import queries
from leerkring.services.discover.tasks import NAME, catch_up
from leerkring.services.discover.understanding import waiting
from leerkring.services.discussion import actions as talk
from tests.world import World, asked, client_of


def ask(world: World, title: str) -> Contribution:
    client_of(world.member).post(reverse("community:ask"), asked(title=title))
    return Contribution.objects.get_queryset().latest("pk")


def jobs() -> list[int]:
    return list(ProcrastinateJob.objects.filter(task_name=NAME).values_list("priority", flat=True))


@pytest.fixture(autouse=True)
def _words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("matching", "understanding"):
        monkeypatch.setattr(f"leerkring.services.discover.{place}.has_meaning", lambda: False)


def test_a_question_waits_until_its_messages_are_out(world: World) -> None:
    made = ask(world, "Hoe praat je met ouders over de wachtlijst?")
    event = Event.objects.latest("pk")
    for _again in range(2):
        dispatch(event.pk)
    assert list(waiting().values_list("entry", flat=True)) == [made.pk]
    assert jobs() == [-10]
    catch_up(timestamp=0)
    assert not waiting().exists()


def test_an_answer_asks_for_nothing(world: World) -> None:
    made = ask(world, "Hoe praat je met ouders over de wachtlijst?")
    catch_up(timestamp=0)
    talk.reply(world.neighbour, made, "<p>Eerlijk zijn.</p>")
    dispatch(Event.objects.latest("pk").pk)
    assert jobs() == []


def test_a_new_question_stands_beside_an_older_one_that_looks_like_it(world: World) -> None:
    older = ask(world, "Hoe praat je met ouders over de wachtlijst?")
    catch_up(timestamp=0)
    newer = ask(world, "Wachtlijst: wat zeg je tegen ouders?")
    catch_up(timestamp=0)
    assert [one.pk for one in queries.like(world.member, older)] == [newer.pk]
    assert [one.pk for one in queries.like(world.member, newer)] == [older.pk]
