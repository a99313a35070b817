"""Reference data is read once; what is not remembered yet is asked for all the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leerkring.core.people.models import Function, Person
from leerkring.kit import remember
from leerkring.kit.remember import remembered
from tests.world import World


def of(person: Person) -> Person:
    """The same person, read anew."""
    return Person.objects.get(pk=person.pk)


def test_a_remembered_key_takes_one_query_for_all(world: World) -> None:
    people = [of(world.member), of(world.neighbour), of(world.facilitator)]
    with CaptureQueriesContext(connection) as seen:
        names = [str(person.function) for person in people]
    assert len(seen) == 1
    assert all(names)


def test_a_row_that_came_later_is_found_too(world: World) -> None:
    assert str(of(world.member).function)
    new = Function.objects.create(slug="nieuw", name="nieuw werk")
    Person.objects.filter(pk=world.member.pk).update(function=new)
    assert str(of(world.member).function) == "nieuw werk"


def test_nothing_stays_nothing(world: World) -> None:
    Person.objects.filter(pk=world.member.pk).update(function=None)
    assert of(world.member).function is None


def test_a_change_is_seen_after_forgetting(world: World) -> None:
    before = str(of(world.member).function)
    Function.objects.filter(name=before).update(name="anders")
    assert str(of(world.member).function) == before
    remember.forget()
    assert str(of(world.member).function) == "anders"


def test_what_is_remembered_is_read_once_and_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    read: list[int] = []

    @remembered
    def number() -> int:
        read.append(1)
        return len(read)

    assert [number(), number()] == [1, 1]
    clock[0] = remember.SECONDS + 1.0
    assert number() == 2
