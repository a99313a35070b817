"""`leerkring generate`: a community that keeps every rule of ours, and is uneven as real ones are."""

from collections import Counter
from io import StringIO
from itertools import pairwise
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q
from pytest_django import Settings

from leerkring.core.entries.models import Entry
from leerkring.core.entries.states import Openness
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Membership
from leerkring.core.spaces.models import Openness as SpaceOpenness
from leerkring.domains.directory.models import Expertise
from leerkring.services.discussion.models import Helpful, ReadMarker, Recognition, Reply
from leerkring.site.generate.chance import Zipf
from tests.world import client_of

MEMBERS, THREADS, REPLIES = 120, 150, 900


def generate(**options: int) -> None:
    sizes = {"members": MEMBERS, "threads": THREADS, "replies": REPLIES, "seed": 1}
    call_command("generate", **{**sizes, **options}, stdout=StringIO())


@pytest.fixture
def community(db: None) -> None:
    generate()


def test_makes_as_much_as_was_asked(community: None) -> None:
    assert Person.objects.count() == MEMBERS
    assert Entry.objects.count() == THREADS
    assert Reply.objects.count() == REPLIES


def test_some_can_help_and_are_found_by_theme(community: None) -> None:
    helpers = Expertise.objects.values("person").distinct().count()
    assert 0 < helpers < Person.objects.count()
    busiest = Expertise.objects.values("theme").annotate(n=Count("pk")).order_by("-n")
    assert busiest[0]["n"] > 2 * busiest.reverse()[0]["n"], "some themes are known to more people than others"


def test_counters_say_what_is_there(community: None) -> None:
    rows = Entry.objects.annotate(
        replies_there=Count("replies", distinct=True),
        recognised=Count("recognitions", distinct=True),
        last=Max("replies__at"),
    )
    assert not rows.exclude(reply_count=F("replies_there")).exists()
    assert not rows.exclude(recognition_count=F("recognised")).exists()
    assert not rows.exclude(last=None).exclude(bumped_at=F("last")).exists()
    assert not Reply.objects.annotate(found=Count("helpful")).exclude(helpful_count=F("found")).exists()
    assert not rows.filter(round_at__isnull=False).exclude(replies__is_chosen=True).exists()


def test_numbers_run_from_one_and_moments_never_back(community: None) -> None:
    for entry in Entry.objects.all():
        replies = list(entry.replies.order_by("number"))
        assert [one.number for one in replies] == list(range(1, len(replies) + 1))
        moments = [entry.published_at, *(one.at for one in replies)]
        assert moments == sorted(moments, key=lambda one: one.timestamp() if one else 0)


def test_nobody_did_anything_where_they_do_not_belong(community: None) -> None:
    inside = Membership.objects.filter(space=OuterRef("space"))
    by_author = Entry.objects.exclude(Exists(inside.filter(person=OuterRef("author"))))
    assert not by_author.exists()
    for model, entry, person in (
        (Reply, "entry", "author"),
        (Recognition, "entry", "person"),
        (ReadMarker, "entry", "person"),
        (Helpful, "reply__entry", "person"),
    ):
        belongs = Membership.objects.filter(space=OuterRef(f"{entry}__space"), person=OuterRef(person))
        assert model.objects.exists()
        assert not model.objects.exclude(Exists(belongs)).exists(), model
    assert not Recognition.objects.filter(person=F("entry__author")).exists()
    assert not Helpful.objects.filter(person=F("reply__author")).exists()


def test_what_is_said_in_a_closed_space_stays_there(community: None) -> None:
    closed = Entry.objects.filter(space__openness=SpaceOpenness.CLOSED)
    assert closed.exists()
    assert not closed.exclude(openness=Openness.SPACE).exists()


def test_few_do_much(community: None) -> None:
    written = Counter(Reply.objects.values_list("author", flat=True)).most_common()
    tenth = sum(count for _author, count in written[: MEMBERS // 10])
    assert tenth > REPLIES / 4
    sizes = Entry.objects.order_by("-reply_count").values_list("reply_count", flat=True)
    assert sizes[0] > 3 * sizes[THREADS // 2]


def test_the_same_seed_makes_the_same(db: None) -> None:
    found = []
    for seed in (1, 1, 2):
        with transaction.atomic():
            generate(seed=seed)
            rows = Entry.objects.order_by("pk").values_list("title", "kind", "reply_count")
            found.append(list(rows))
            transaction.set_rollback(True)
    assert found[0] == found[1] != found[2]


def test_adds_to_what_is_there_and_its_pages_open(community: None) -> None:
    generate(seed=2)
    assert Entry.objects.count() == 2 * THREADS
    person = Person.objects.annotate(places=Count("memberships")).order_by("-places")[0]
    thread = Entry.objects.filter(Q(openness=Openness.PUBLIC)).order_by("-reply_count")[0]
    for path in ("/", "/vragen/", thread.get_absolute_url()):
        assert client_of(person).get(path).status_code == 200
    written = Entry.objects.create(title="Nieuw", author=person, space=thread.space, kind="question")
    assert written.pk > thread.pk


def test_refuses_what_makes_no_sense_and_a_real_platform(db: None, settings: Settings) -> None:
    for wrong in ({"members": 3}, {"threads": 0}, {"replies": -1}):
        with pytest.raises(CommandError, match="At least"):
            generate(**wrong)
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="--yes"):
        generate()
    assert not Entry.objects.exists()


def test_shares_add_up_and_are_uneven() -> None:
    shares = Zipf(range(100), 1.0).shares(1000)
    assert sum(shares) == 1000
    assert all(one >= after - 1 for one, after in pairwise(shares))
    assert shares[0] > 10 * shares[-1]


def test_draws_the_first_most_and_nothing_twice() -> None:
    rng = Random(1)  # noqa: S311 (no secret)
    letters = Zipf("abc", 2.0)
    drawn = Counter(letters.draw(rng) for _ in range(1000))
    assert drawn["a"] > drawn["b"] > drawn["c"] > 0
    assert len(letters.some(rng, 50)) == 3
