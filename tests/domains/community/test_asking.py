"""Asking, drafts and editing, at the door: what a form may do, and what it may not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.urls import reverse

from leerkring.core.entries.models import Entry
from leerkring.core.entries.states import Openness, State
from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.domains.community import actions
from leerkring.domains.community.models import Contribution
from leerkring.domains.community.queries import mark_of
from leerkring.domains.community.writing import Place, Wording
from tests.world import World, asked, client_of, make_world, person, question

ASK = "/vragen/stel/"


def latest() -> Contribution:
    return Contribution.objects.latest("pk")


@pytest.mark.parametrize(
    ("audience", "place", "openness"),
    [
        ("members", "platform", Openness.MEMBERS),
        ("public", "platform", Openness.PUBLIC),
        ("space:kring", "circle", Openness.SPACE),
        ("space:besloten", "closed", Openness.SPACE),
    ],
)
def test_a_member_asks_each_audience(world: World, audience: str, place: str, openness: str) -> None:
    response = client_of(world.member).post(ASK, asked(audience=audience))
    made = latest()
    assert response.status_code == 302
    assert response["Location"] == made.get_absolute_url()
    assert (made.space, made.openness, made.state) == (getattr(world, place), openness, State.PUBLISHED)
    assert made.author == world.member
    assert made.region == world.member.region
    assert made.text == "<p>Wij beginnen ermee.</p>"
    assert made.follows.filter(person=world.member, wanted=True).exists()
    assert Event.objects.filter(verb="community.asked", by=world.member, target_id=made.pk).count() == 1


@pytest.mark.parametrize(
    "audience", ["space:elders", "space:weg", "", "space:", "admin", "\x00", "space:leerkring"]
)
def test_an_audience_that_is_not_offered_is_refused(world: World, audience: str) -> None:
    response = client_of(world.member).post(ASK, asked(audience=audience))
    assert response.status_code == 422
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("audience", ["members", "public"])
def test_nothing_opens_a_closed_space(world: World, audience: str) -> None:
    response = client_of(world.member).post(f"{ASK}?ruimte=besloten", asked(audience=audience))
    assert response.status_code == 422
    made = actions.ask(
        world.member, Place(world.closed, audience, "question"), Wording("T", "", world.themes[:1])
    )
    assert made.openness == Openness.SPACE


def test_an_expert_asks_in_the_own_space_only(world: World) -> None:
    client = client_of(world.expert)
    page = client.get(ASK)
    assert list(page.context["form"].audiences) == ["space:besloten"]
    for audience in ("members", "public", "space:kring"):
        assert client.post(ASK, asked(audience=audience)).status_code == 422
    assert client.post(ASK, asked(audience="space:besloten")).status_code == 302
    assert latest().space == world.closed
    assert latest().region is None
    with pytest.raises(PermissionDenied):
        actions.ask(world.expert, Place(world.platform, "public", "question"), Wording("T", "", []))


def test_who_said_nothing_about_themselves_tells_it_first(world: World) -> None:
    stranger = person("nieuw", name="")
    actions_before = Event.objects.count()
    response = client_of(stranger).get(f"{ASK}?soort=lesson&from=5")
    assert response.status_code == 302
    assert (
        response["Location"]
        == f"{reverse('people:profile')}?next=%2Fvragen%2Fstel%2F%3Fsoort%3Dlesson%26from%3D5"
    )
    assert client_of(stranger).post(ASK, asked()).status_code == 302
    assert Event.objects.count() == actions_before
    assert not Contribution.objects.exists()


def test_a_space_where_you_do_not_belong_is_no_place_to_ask(world: World) -> None:
    page = client_of(world.neighbour).get(f"{ASK}?ruimte=netwerk")
    assert page.context["at"] == world.platform
    assert client_of(world.neighbour).get(f"{ASK}?ruimte=besloten").status_code == 404


def test_what_it_follows_from_is_remembered_and_checked(world: World) -> None:
    source, hidden = question(world.member, world.platform), question(world.member, world.closed)
    url = f"{ASK}?from={source.pk}&from={hidden.pk}&from=x&from={10**20}"
    client_of(world.neighbour).post(url, asked(kind="lesson"))
    assert list(latest().links.values_list("to", flat=True)) == [source.pk]


def test_a_draft_is_kept_published_and_seen_by_nobody_meanwhile(world: World) -> None:
    client = client_of(world.member)
    facts = asked(bewaar="1")
    del facts["plaats"]
    assert client.post(ASK, facts)["Location"] == reverse("community:edit", args=[latest().pk])
    draft = latest()
    assert draft.state == State.DRAFT
    url, edit = draft.get_absolute_url(), reverse("community:edit", args=[draft.pk])
    assert client.get(url)["Location"] == edit
    for role in ("facilitator", "administrator"):
        assert client_of(world.people[role]).get(url).status_code == 404
    said = asked(title="Beter gezegd", audience="space:kring", mark=mark_of(draft))
    assert client.post(edit, said).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.state, draft.space) == ("Beter gezegd", State.PUBLISHED, world.circle)
    assert client_of(world.facilitator).get(url).status_code == 200
    assert client.post(edit, asked(title="Nog beter")).status_code == 302
    assert Event.objects.filter(verb="community.asked").count() == 1


def test_a_draft_is_thrown_away_and_what_is_out_is_not(world: World) -> None:
    draft = question(world.member, world.platform, state=State.DRAFT, published_at=None, bumped_at=None)
    published = question(world.member, world.platform)
    client = client_of(world.member)
    assert client_of(world.facilitator).post(reverse("community:discard", args=[draft.pk])).status_code == 404
    for _twice in range(2):
        assert client.post(reverse("community:discard", args=[draft.pk])).status_code == 302
    page = client.get("/vragen/concepten/")
    assert (list(page.context["drafts"]), list(page.context["discarded"])) == ([], [draft])
    assert client.get(reverse("community:edit", args=[draft.pk]))["Location"] == "/vragen/concepten/"
    assert client.post(reverse("community:discard", args=[published.pk])).status_code == 403
    published.refresh_from_db()
    assert published.state == State.PUBLISHED
    assert (
        client_of(world.facilitator).post(reverse("community:put_draft_back", args=[draft.pk])).status_code
        == 404
    )
    client.post(reverse("community:put_draft_back", args=[draft.pk]))
    assert list(client.get("/vragen/concepten/").context["drafts"]) == [draft]


def test_editing_keeps_for_whom_it_is(world: World) -> None:
    """Others answered in that confidence."""
    mine = question(world.member, world.closed)
    edit = reverse("community:edit", args=[mine.pk])
    for audience in ("public", "members", "space:kring"):
        client_of(world.member).post(edit, asked(title="Anders", audience=audience))
        mine.refresh_from_db()
        assert (mine.title, mine.space, mine.openness) == ("Anders", world.closed, Openness.SPACE)
    assert mine.edited_at is not None
    assert client_of(world.facilitator).post(edit, asked(title="Van mij")).status_code == 404


def test_the_same_form_twice_makes_one(world: World) -> None:
    facts, client = asked(), client_of(world.member)
    first, second = client.post(ASK, facts), client.post(ASK, facts)
    assert first["Location"] == second["Location"]
    assert Contribution.objects.count() == 1
    assert client_of(world.facilitator).post(ASK, facts)["Location"] != first["Location"]


def test_placing_a_form_that_was_kept_brings_out_its_draft(world: World) -> None:
    client, facts = client_of(world.member), asked()
    client.post(ASK, {**facts, "bewaar": "1"})
    kept = latest()
    response = client.post(ASK, {**facts, "title": "Beter gezegd?", "mark": mark_of(kept)})
    assert response["Location"] == kept.get_absolute_url()
    kept.refresh_from_db()
    assert (kept.title, kept.state) == ("Beter gezegd?", State.PUBLISHED)
    assert Contribution.objects.count() == 1
    assert client.post(ASK, {**facts, "title": "Beter gezegd?"})["Location"] == kept.get_absolute_url()
    assert Event.objects.filter(verb="community.asked").count() == 1


def test_a_form_sent_again_after_its_draft_was_thrown_away_asks_anew(world: World) -> None:
    client, facts = client_of(world.member), asked()
    client.post(ASK, {**facts, "bewaar": "1"})
    client.post(reverse("community:discard", args=[latest().pk]))
    assert client.post(ASK, facts).status_code == 302
    assert latest().state == State.PUBLISHED


def together(*runs: Callable[[], Any]) -> list[Any]:
    """Run at the same moment, each in a thread with a connection of its own."""
    gate = Barrier(len(runs))

    def one(run: Callable[[], Any]) -> Any:
        try:
            gate.wait(timeout=10)
            return run()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(runs)) as pool:
        return [done.result(timeout=30) for done in [pool.submit(one, run) for run in runs]]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one() -> None:
    world = make_world()
    nonce = uuid4()
    who, place = world.member.pk, Place(world.platform, "members", "question")

    def click() -> int:
        by = Person.objects.get(pk=who)
        return actions.ask(by, place, Wording("Twee keer?", "", world.themes[:1]), nonce=nonce).pk

    made = together(*[click] * 4)
    assert len(set(made)) == 1
    assert Entry.objects.count() == 1
    assert Event.objects.filter(verb="community.asked").count() == 1


NASTY = {
    "NUL": "\x00",
    "only spaces": " \u00a0\t\u2003 ",
    "invisible": "\u200b\u202e\ufeff",
    "lone marks": "\u0301\u0338",
    "emoji": "👩🏽\u200d🏫" * 30,
    "right to left": "\u202eevil\u202c \u05d0",
    "a megabyte": "x" * 1_000_000,
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "line ends": "a\r\n\r\n\rb",
    "not a character": "\ufffe\uffff",
}


UNREADABLE = ("NUL", "only spaces", "invisible")


@pytest.mark.parametrize("name", ["title", "text", "themes", "kind", "audience", "nonce"])
def test_no_input_breaks_the_form(world: World, name: str) -> None:
    client = client_of(world.member)
    for (kind, text), form in product(NASTY.items(), ("plain", "html")):
        response = client.post(ASK, asked(**{name: text}, text_format=form))
        assert response.status_code in (302, 422), kind
        if response.status_code == 422 and name != "title":
            assert "familiegroepsplan" in response.content.decode(), kind
        if response.status_code == 302:
            page = client.get(response["Location"]).content.decode()
            assert "<script>alert" not in page, kind
            assert "<img src=x" not in page, kind


def test_a_rejected_form_keeps_what_was_typed(world: World) -> None:
    typed = asked(
        title="", text="Een lang verhaal & meer", themes=[world.themes[2].slug], audience="space:kring"
    )
    response = client_of(world.member).post(ASK, typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Een lang verhaal &amp; meer" in page
    assert response.context["form"]["themes"].value() == [world.themes[2].slug]
    assert response.context["form"]["audience"].value() == "space:kring"
    assert typed["nonce"] in page


ODD = ("%00", "%F0%9F%98%80", "9" * 40, "%27%22%3C", "%FF", "-1", "a" * 3000)


@pytest.mark.parametrize(
    "query", ["ruimte", "soort", "from", "thema", "regio", "stand", "gevolgd", "sorteer", "na", "voor"]
)
def test_no_address_breaks_a_page(world: World, query: str) -> None:
    client = client_of(world.member)
    for page, text in product(("/vragen/", ASK), ODD):
        assert client.get(f"{page}?{query}={text}").status_code in (200, 404), text
