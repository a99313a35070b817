"""All sides of `visible_to` give one answer: the rule as people know it."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404
from django.utils.timezone import now
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from leerkring.core.entries.models import Entry
from leerkring.core.entries.states import Openness, State
from leerkring.core.entries.visibility import audience_of, seen_among, visible_or_404, visible_to
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Membership, Role, Space
from leerkring.core.spaces.queries import Viewer
from tests.world import World

PEOPLE, SPACES = 4, 4


@dataclass(frozen=True)
class Somebody:
    active: bool
    pseudonymous: bool
    roles: dict[int, Role]


@dataclass(frozen=True)
class Said:
    author: int
    space: int
    openness: Openness
    state: State


somebody = st.builds(
    Somebody,
    st.sampled_from([True, True, True, False]),
    st.booleans(),
    st.dictionaries(st.integers(0, SPACES - 1), st.sampled_from(Role), max_size=SPACES),
)
said = st.builds(
    Said,
    st.integers(0, PEOPLE - 1),
    st.integers(0, SPACES - 1),
    st.sampled_from(Openness),
    st.sampled_from(State),
)


def sees(who: Somebody | None, number: int, what: Said) -> bool:
    """The rule in words: everyone, all members, those who belong, who wrote it. No role counts."""
    if what.state == State.PUBLISHED and what.openness == Openness.PUBLIC:
        return True
    if who is None or not who.active:
        return False
    if number == what.author:
        return True
    if what.state != State.PUBLISHED:
        return False
    return (0 if what.openness == Openness.MEMBERS else what.space) in who.roles


@settings(
    max_examples=40,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    people=st.lists(somebody, min_size=PEOPLE, max_size=PEOPLE),
    entries=st.lists(said, min_size=1, max_size=6),
)
def test_all_sides_of_one_rule(world: World, people: list[Somebody], entries: list[Said]) -> None:
    with transaction.atomic():
        persons, rows = _make(world, people, entries)
        _agree(people, persons, entries, rows)
        transaction.set_rollback(True)


def _make(world: World, people: list[Somebody], entries: list[Said]) -> tuple[list[Person], list[Entry]]:
    spaces = _spaces(world)
    persons = Person.objects.bulk_create(
        Person(
            email=f"p{n}@example.org", name=f"P{n}", is_active=one.active, is_pseudonymous=one.pseudonymous
        )
        for n, one in enumerate(people)
    )
    Membership.objects.bulk_create(
        Membership(person=persons[n], space=spaces[place], role=role)
        for n, one in enumerate(people)
        for place, role in one.roles.items()
    )
    rows = [
        Entry(
            kind="question",
            title=f"E{n}",
            author=persons[one.author],
            space=spaces[one.space],
            openness=one.openness,
            state=one.state,
            published_at=now(),
            bumped_at=now(),
        )
        for n, one in enumerate(entries)
    ]
    return persons, [_saved(row) for row in rows]


def _saved(row: Entry) -> Entry:
    row.save()
    return row


def _spaces(world: World) -> list[Space]:
    return [world.platform, world.network, world.circle, world.closed]


def _agree(people: list[Somebody], persons: list[Person], entries: list[Said], rows: list[Entry]) -> None:
    audiences = [set(audience_of(row).values_list("pk", flat=True)) for row in rows]
    viewers: list[tuple[Somebody | None, int, Viewer]] = [(None, -1, AnonymousUser())]
    viewers += [(one, n, persons[n]) for n, one in enumerate(people)]
    for who, number, viewer in viewers:
        listed = set(Entry.objects.filter(visible_to(viewer)).values_list("pk", flat=True))
        at_hand = {row.pk for row in seen_among(rows, viewer)}
        for what, row, audience in zip(entries, rows, audiences, strict=True):
            expected = sees(who, number, what)
            story = f"{who} and {what}"
            assert (row.pk in listed) is expected, story
            assert (row.pk in at_hand) is expected, story
            assert _found(row, viewer) is expected, story
            assert (viewer.pk in audience) is (expected and who is not None and who.active), story


def _found(row: Entry, viewer: Viewer) -> bool:
    try:
        return visible_or_404(Entry.objects.all(), viewer, pk=row.pk) == row
    except Http404:
        return False


def test_no_role_in_the_platform_opens_a_closed_space(world: World) -> None:
    entry = Entry.objects.create(
        kind="question",
        title="E",
        author=world.member,
        space=world.closed,
        openness=Openness.SPACE,
        state=State.PUBLISHED,
        published_at=now(),
        bumped_at=now(),
    )
    inside = {world.member, world.facilitator, world.expert}
    assert set(audience_of(entry)) == inside
    for person in world.people.values():
        assert Entry.objects.filter(visible_to(person)).exists() is (person in inside), person
