"""What is kept until something happens is remade as soon as something did, and not before."""

import pytest
from pytest_django import Settings

from leerkring.core.events import watch
from leerkring.core.events.models import Event
from leerkring.core.events.record import record
from leerkring.core.events.watch import Watch, until_something_happens
from tests.world import World


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Things are kept; time stands still."""
    settings.KEEP_PAGES = True
    made = Clock()
    monkeypatch.setattr(watch, "watch", Watch(made))
    return made


def happens(world: World, verb: str = "people.profile_edited") -> Event:
    return record(verb, by=world.member, on=world.member)


@until_something_happens
def moment(_key: str = "") -> object:
    return object()


def test_keeps_until_something_happens(world: World, clock: Clock) -> None:
    first = moment()
    assert moment() is first
    assert moment("other") is not first
    happens(world)
    clock.at += 0.3
    assert moment() is not first


def test_what_others_do_not_notice_changes_nothing(world: World, clock: Clock) -> None:
    first = moment()
    happens(world, "discussion.followed")
    clock.at += 0.3
    assert moment() is first


def test_reads_the_log_at_most_four_times_a_second(world: World, clock: Clock) -> None:
    first = moment()
    happens(world)
    clock.at += 0.2
    assert moment() is first
    clock.at += 0.1
    assert moment() is not first


def test_an_event_committed_late_counts_too(world: World, clock: Clock) -> None:
    late = happens(world)
    Event.objects.filter(pk=late.pk).delete()
    happens(world)
    first = moment()
    late.save(force_insert=True)
    clock.at += 0.3
    assert moment() is not first


def test_keeps_nothing_for_more_than_a_minute(world: World, clock: Clock) -> None:
    first = moment()
    clock.at += 59.0
    assert moment() is first
    clock.at += 2.0
    assert moment() is not first


def test_keeps_nothing_where_it_is_switched_off(world: World, clock: Clock, settings: Settings) -> None:
    settings.KEEP_PAGES = False
    assert moment() is not moment()
