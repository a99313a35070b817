"""What is new to somebody: the same to the list, to its count and to a plain statement of the rule."""

from datetime import datetime, timedelta

from django.test import Client
from django.utils.timezone import now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.spaces.actions import change_role
from leerkring.core.spaces.models import Membership, Role
from leerkring.domains.community.models import Contribution
from leerkring.services.discussion import actions
from leerkring.services.discussion.models import ReadMarker, SpaceRead
from leerkring.services.discussion.queries import answers_to
from leerkring.services.discussion.reading.queries import news_in, reading_of, with_read_marks
from leerkring.services.notifications.fanout import tell
from leerkring.services.notifications.models import Told
from leerkring.services.notifications.queries import unread as unread_messages
from tests.world import World, answers, client_of, question

DAY = timedelta(days=1)
AGES = st.floats(0.1, 60).map(lambda days: round(days, 1))


def unread(person: Person) -> set[int]:
    rows = with_read_marks(Contribution.objects.all(), person)
    return set(rows.filter(reading_of(person).unread).values_list("pk", flat=True))


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(
    age=AGES,
    replies=st.integers(0, 4),
    removed=st.integers(0, 1),
    read=st.none() | st.integers(0, 5),
    own=st.booleans(),
    everywhere=st.none() | AGES,
    here=st.none() | AGES,
    elsewhere=st.none() | AGES,
)
def test_the_rule(
    world: World,
    age: float,
    replies: int,
    removed: int,
    read: int | None,
    own: bool,
    everywhere: float | None,
    here: float | None,
    elsewhere: float | None,
) -> None:
    me, start = world.member, now()
    Contribution.objects.all().delete()
    SpaceRead.objects.all().delete()
    Person.objects.filter(pk=me.pk).update(joined_at=start - 400 * DAY)
    me.refresh_from_db()
    entry = question(me if own else world.facilitator, world.circle, at=start - age * DAY)
    Contribution.objects.filter(pk=entry.pk).update(reply_count=replies, removed_count=removed)
    if read is not None:
        ReadMarker.objects.create(entry=entry, person=me, last_number=read, at=start)
    for space, ago in ((None, everywhere), (world.circle, here), (world.network, elsewhere)):
        if ago is not None:
            SpaceRead.objects.create(person=me, space=space, at=start - ago * DAY)
    limit = min(40, everywhere or 40, here or 40)
    last = replies + removed
    never = read is None and not (own and not replies)
    wanted = age < limit and (never or (read is not None and read < last and bool(replies)))
    assert (entry.pk in unread(me)) == wanted
    row = with_read_marks(Contribution.objects.filter(pk=entry.pk), me).get()
    news = news_in(row, reading_of(me))
    assert news.is_new == wanted
    assert not news.answers or news.answers == min(last - (read or 0), replies), "not what was taken away"


def test_reading_and_answering_leave_nothing_new(world: World) -> None:
    me, other = world.member, world.facilitator
    Person.objects.update(joined_at=now() - 400 * DAY)
    me.refresh_from_db()
    entry = question(other, world.platform)
    client = client_of(me)
    assert unread(me) == {entry.pk}
    client.get(entry.get_absolute_url())
    assert unread(me) == set()
    answers(entry, other, 2)
    Contribution.objects.filter(pk=entry.pk).update(bumped_at=now())
    assert "2 nieuwe antwoorden" in client.get("/vragen/").content.decode()
    actions.reply(me, entry, "<p>Bij ons ook.</p>")
    assert unread(me) == set()


def test_nothing_from_before_you_joined_is_new(world: World) -> None:
    question(world.facilitator, world.platform, at=now() - DAY)
    assert unread(world.member) == set()


def _read_all(client: Client, until: datetime, space: str = "") -> None:
    sent = {"tot": until.isoformat(), "ruimte": space, "next": "/vragen/"}
    assert client.post("/gelezen/", sent).status_code == 302


def test_everything_read_and_undone(world: World) -> None:
    me, other = world.member, world.facilitator
    Person.objects.update(joined_at=now() - 400 * DAY)
    me.refresh_from_db()
    old = question(other, world.circle, at=now() - DAY)
    elsewhere = question(other, world.platform, at=now() - DAY)
    client, moment = client_of(me), now()
    late = question(other, world.circle)
    _read_all(client, moment, "kring")
    assert unread(me) == {elsewhere.pk, late.pk}
    _read_all(client, moment, "kring")
    _read_all(client, moment)
    assert unread(me) == {late.pk}
    undo = {"tot": moment.isoformat()}
    for _twice in range(2):
        client.post(f"/gelezen/ongedaan/?tot={undo['tot'].replace('+', '%2B')}", {"next": "/"})
    assert unread(me) == {elsewhere.pk, late.pk}
    client.post("/gelezen/ongedaan/", {**undo, "ruimte": "kring"})
    assert unread(me) == {old.pk, elsewhere.pk, late.pk}


def test_what_one_was_told_about_it_is_read_too(world: World) -> None:
    me, other = world.member, world.facilitator
    inside, outside = question(me, world.circle), question(me, world.platform)
    for entry in (inside, outside, inside):
        actions.reply(other, entry, "<p>Dag.</p>")
    change_role(other, Membership.objects.get(space=world.circle, person=me), Role.FACILITATOR)
    for event in Event.objects.order_by("pk"):
        tell(event)
    assert new_messages(me) == {("answer", inside.pk), ("answer", outside.pk), ("role_changed", None)}
    client, moment = client_of(me), now()
    _read_all(client, moment - DAY, "kring")
    assert ("answer", inside.pk) in new_messages(me), "it came later"
    _read_all(client, moment, "kring")
    assert new_messages(me) == {("answer", outside.pk)}
    _read_all(client, moment)
    assert new_messages(me) == set()
    client.post("/gelezen/ongedaan/", {"tot": moment.isoformat(), "ruimte": "kring"})
    assert new_messages(me) == {("answer", inside.pk), ("role_changed", None)}
    assert Told.objects.filter(person=other, seen_at__isnull=False).count() == 0, "only the own"


def new_messages(person: Person) -> set[tuple[str, int | None]]:
    return set(unread_messages(person).values_list("kind", "entry"))


def test_bad_input_marks_nothing_it_should_not(world: World) -> None:
    client = client_of(world.neighbour)
    assert client.post("/gelezen/", {"ruimte": "besloten"}).status_code == 404
    for odd in ("", "gisteren", "2026-13-45T99:99", "0001-01-01T00:00", "9999-12-31T00:00:00+00:00", "\0"):
        assert client.post("/gelezen/", {"tot": odd}).status_code == 302
        assert client.post("/gelezen/ongedaan/", {"tot": odd}).status_code == 302
    assert not SpaceRead.objects.filter(at__gt=now()).exists()


def test_a_lively_conversation_hides_no_other_answers_to_you(world: World) -> None:
    quiet, lively = question(world.member, world.platform), question(world.member, world.platform)
    answers(quiet, world.neighbour)
    answers(lively, world.neighbour, 30)
    actions.reply(world.editor, lively, "<p>Ook bij ons.</p>")
    found = answers_to(world.member)
    assert [one.latest.entry_id for one in found] == [lively.pk, quiet.pk]
    assert [one.others for one in found] == [1, 0]
