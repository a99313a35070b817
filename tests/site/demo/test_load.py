"""What is in the database after loading: complete, believable, and true to every rule of the product."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import Count, F, Max, Q
from django.db.models.functions import Coalesce
from django.test import Client
from django.utils.timezone import now
from procrastinate.contrib.django.models import ProcrastinateJob

from leerkring.core.entries.models import Entry, Link, Theme
from leerkring.core.entries.states import Openness, State
from leerkring.core.entries.visibility import visible_to
from leerkring.core.events.models import Event
from leerkring.core.people.models import Organisation, Person
from leerkring.core.spaces.models import JoinRequest, Membership, Space, SpaceKind
from leerkring.core.spaces.rules import is_in, is_member
from leerkring.domains.community.models import Contribution
from leerkring.domains.community.queries import drafts_of
from leerkring.services.discussion.models import Follow, Helpful, ReadMarker, Recognition, Reply
from leerkring.services.discussion.rules import may_take_part
from leerkring.services.notifications.models import MailState, OutgoingMail, Told
from leerkring.site.demo import corpus
from leerkring.site.demo.load import load
from leerkring.site.demo.people import DOMAIN, email_of
from leerkring.site.demo.personas import PERSONAS
from leerkring.site.problem import Problem

pytestmark = pytest.mark.usefixtures("demo")

TABLES = (
    Person,
    Organisation,
    Space,
    Membership,
    JoinRequest,
    Entry,
    Link,
    Reply,
    Helpful,
    Recognition,
    Follow,
    ReadMarker,
    Event,
    Told,
    OutgoingMail,
)

MOMENTS = (
    *((Entry, field) for field in ("published_at", "bumped_at", "round_at")),
    *((model, "at") for model in (Reply, Helpful, Recognition, Follow, ReadMarker, Event, Told, JoinRequest)),
    (Told, "seen_at"),
    (Membership, "since"),
    (Person, "joined_at"),
)


def noor() -> Person:
    return Person.objects.get(email=email_of("noor.hofstede"))


def counts() -> list[int]:
    return [model._default_manager.count() for model in TABLES]


def test_every_thread_is_there_under_its_own_id() -> None:
    published = Entry.objects.filter(state=State.PUBLISHED)
    assert set(published.values_list("external_id", flat=True)) == corpus.corpus_ids()
    assert published.count() >= 240


def test_every_author_fits_what_the_corpus_says() -> None:
    entries = {
        one.external_id: one
        for one in Entry.objects.select_related("author__function", "author__organisation__kind")
    }
    for thread in corpus.threads():
        author = entries[thread.id].author
        if not thread.writer.login:
            assert str(author.function) == thread.writer.function
            assert author.organisation
            assert str(author.organisation.kind) == thread.writer.organisation_kind
            assert entries[thread.id].region_id == author.region.pk  # type: ignore[union-attr]


def test_one_description_is_one_person_within_a_thread() -> None:
    replies: dict[str | None, list[int]] = {}
    for external_id, author in Reply.objects.order_by("entry", "number").values_list(
        "entry__external_id", "author"
    ):
        replies.setdefault(external_id, []).append(author)
    authors = dict(Entry.objects.values_list("external_id", "author_id"))
    for thread in corpus.threads():
        writers = [thread.writer, *(one.writer for one in thread.answers)]
        people = [authors[thread.id], *replies.get(thread.id, [])]
        assert len(set(writers)) == len(set(people)) == len(set(zip(writers, people, strict=True)))


def test_counters_are_their_rows() -> None:
    entries = Entry.objects.annotate(
        said=Count("replies", distinct=True),
        felt=Count("recognitions", distinct=True),
        last=Max("replies__number"),
    )
    assert not entries.exclude(reply_count=F("said"), recognition_count=F("felt")).exists()
    assert not entries.filter(last__isnull=False).exclude(last=F("said")).exists()
    replies = Reply.objects.annotate(rows=Count("helpful"))
    assert not replies.exclude(helpful_count=F("rows")).exists()
    moved = Entry.objects.filter(state=State.PUBLISHED).annotate(
        last=Coalesce(Max("replies__at"), "published_at")
    )
    assert not moved.exclude(bumped_at=F("last")).exists()


def test_round_means_one_chosen_helpful_answer_by_somebody_else() -> None:
    chosen = Reply.objects.filter(is_chosen=True).select_related("entry")
    assert set(chosen.values_list("entry", flat=True)) == set(
        Entry.objects.filter(round_at__isnull=False).values_list("pk", flat=True)
    )
    for reply in chosen:
        assert reply.author_id != reply.entry.author_id
        assert reply.entry.kind == "question"
        assert reply.entry.round_at
        assert reply.entry.round_at > reply.at
        assert Helpful.objects.filter(reply=reply, person=reply.entry.author).exists()


def test_every_theme_has_open_questions_reactions_and_round_ones() -> None:
    for theme in Theme.objects.all():
        about = Contribution.objects.filter(themes=theme, state=State.PUBLISHED)
        standing = Counter(one.standing for one in about.filter(kind="question"))
        assert min(standing[state] for state in ("open", "reactions", "round")) >= 2, (theme.slug, standing)
        assert about.filter(openness=Openness.PUBLIC).count() >= 5, theme.slug


def test_helpful_answers_of_the_corpus_have_helped_somebody() -> None:
    wanted = {
        (one.id, number)
        for one in corpus.threads()
        for number, answer in enumerate(one.answers, 1)
        if answer.helpful
    }
    helped = Reply.objects.filter(helpful_count__gt=0).values_list("entry__external_id", "number")
    assert set(helped) == wanted


def test_recognitions_are_as_many_as_the_corpus_says() -> None:
    wanted = {one.id: one.recognised for one in corpus.threads()}
    found = dict(Entry.objects.filter(state=State.PUBLISHED).values_list("external_id", "recognition_count"))
    assert found == wanted


def test_nothing_happens_in_the_future_or_before_its_cause() -> None:
    moment = now()
    for model, field in MOMENTS:
        assert not model._default_manager.filter(**{f"{field}__gt": moment}).exists(), (model, field)
    assert not Reply.objects.filter(at__lte=F("entry__published_at")).exists()
    assert not Recognition.objects.filter(at__lte=F("entry__published_at")).exists()
    assert not Helpful.objects.filter(at__lte=F("reply__at")).exists()
    assert not Entry.objects.filter(published_at__lt=F("author__joined_at")).exists()
    assert not ReadMarker.objects.filter(last_number__gt=F("entry__reply_count")).exists()


def test_content_is_spread_over_more_than_a_year_up_to_today() -> None:
    newest = Entry.objects.aggregate(newest=Max("published_at"))["newest"]
    assert now() - newest < timedelta(days=4)
    old = Entry.objects.filter(published_at__lt=now() - timedelta(days=365))
    assert old.count() > 20


def test_people_do_only_what_they_may() -> None:
    for entry in Entry.objects.filter(state=State.PUBLISHED).select_related("space", "author"):
        assert is_in(entry.author, entry.space)
    for model, who in ((Reply, "author"), (Recognition, "person"), (Follow, "person")):
        special = Q(entry__openness=Openness.SPACE) | Q(**{f"{who}__is_pseudonymous": True})
        rows = model._default_manager.filter(special).select_related("entry__space", who)
        assert rows
        for row in rows:
            assert may_take_part(getattr(row, who), row.entry)
    assert not Recognition.objects.filter(person=F("entry__author")).exists()
    assert not Helpful.objects.filter(person=F("reply__author")).exists()


def test_whoever_writes_or_recognises_follows() -> None:
    follows = set(Follow.objects.values_list("entry", "person"))
    assert set(Entry.objects.filter(state=State.PUBLISHED).values_list("pk", "author")) <= follows
    assert set(Reply.objects.values_list("entry", "author")) <= follows
    assert set(Recognition.objects.values_list("entry", "person")) <= follows


def test_the_five_initiatives_and_the_four_circles_are_there() -> None:
    assert Space.objects.filter(kind=SpaceKind.NETWORK, parent__parent=None).count() == 5
    assert Space.objects.filter(kind=SpaceKind.CIRCLE, parent__slug="werkplaats-samen").count() == 4
    for space in Space.objects.exclude(parent=None):
        assert space.about
        assert space.memberships.filter(role="facilitator").exists()
        assert space.entries.exists()


def test_the_closed_group_is_only_for_its_own() -> None:
    group = Space.objects.get(slug="terugkijken")
    talk = Entry.objects.filter(space=group)
    assert talk.count() == 2
    assert not talk.exclude(openness=Openness.SPACE).exists()
    for one in PERSONAS:
        person = Person.objects.get(email=one.email)
        assert talk.filter(visible_to(person)).exists() == is_in(person, group)
    roos = Person.objects.get(email=email_of("roos"))
    assert roos.is_pseudonymous
    assert not is_member(roos)
    assert [row.space for row in Membership.objects.filter(person=roos)] == [group]


def test_noor_has_answers_waiting_and_things_to_do() -> None:
    person = noor()
    unseen = Told.objects.filter(person=person, seen_at=None)
    assert 2 <= unseen.count() <= 5
    assert unseen.filter(kind="answer").exists()
    assert Told.objects.filter(person=person).exclude(seen_at=None).exists()
    assert drafts_of(person).count() == 2
    behind = ReadMarker.objects.filter(person=person, last_number__lt=F("entry__reply_count"))
    assert behind.filter(entry__author=person).exists()
    assert JoinRequest.objects.filter(person=person).exclude(invited_as="").exists()


def test_a_request_waits_for_the_facilitator() -> None:
    joost = Person.objects.get(email=email_of("joost.hazelaar"))
    request = JoinRequest.objects.get(space__slug="kwetsbare-gezinnen", invited_as="")
    assert Membership.objects.filter(space=request.space, person=joost, role="facilitator").exists()
    assert Told.objects.filter(person=joost, kind="join_asked").exists()


def test_everybody_was_told_only_what_they_may_see() -> None:
    personas = [one.email for one in PERSONAS]
    for row in (
        Told.objects.exclude(entry=None).filter(person__email__in=personas).select_related("person", "event")
    ):
        assert Entry.objects.filter(visible_to(row.person), pk=row.entry_id or 0).exists()
        assert row.event.by_id != row.person_id


def test_mails_are_there_to_read_and_none_is_queued() -> None:
    assert OutgoingMail.objects.filter(state=MailState.SENT).exclude(html="").count() >= 5
    assert not OutgoingMail.objects.exclude(state=MailState.SENT).exists()
    assert not ProcrastinateJob.objects.exists()


def test_nobody_has_an_address_that_exists() -> None:
    assert DOMAIN.endswith(".example")
    assert not Person.objects.exclude(email__endswith=f"@{DOMAIN}").exists()


def test_loading_twice_changes_nothing() -> None:
    before = counts()
    assert load(now()) is False
    assert counts() == before


def test_a_fresh_load_makes_the_same_again_and_drops_the_rest() -> None:
    before = counts()
    newcomer = Person.objects.create_user("iemand@example.nl", name="Iemand")
    Entry.objects.create(
        kind="question", title="Los", author=newcomer, space=Space.objects.get(slug="ijsselland")
    )
    assert load(now(), fresh=True)
    assert counts() == before
    assert not Person.objects.filter(pk=newcomer.pk).exists()


def test_pages_show_it(client: Client) -> None:
    for url in ("/", "/vragen/", "/ruimtes/"):
        assert client.get(url).status_code == 200
    client.force_login(noor())
    for url in ("/", "/vragen/", "/ruimtes/", "/ruimtes/terugkijken/", "/berichten/"):
        assert client.get(url).status_code == (404 if "terugkijken" in url else 200)


def test_a_database_with_other_people_is_refused() -> None:
    Entry.objects.update(external_id=None)
    with pytest.raises(Problem, match="already has people"):
        load(now())
