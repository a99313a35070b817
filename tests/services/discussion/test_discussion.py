"""What people do under an entry: allowed and refused with the same set-up."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from leerkring.core.entries.models import Entry
from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.regions.models import Municipality, Region
from leerkring.domains.community.models import Contribution
from leerkring.services.discussion import actions, queries
from leerkring.services.discussion.conversation import state_of
from leerkring.services.discussion.models import Follow, ReadMarker, Recognition, Reply
from tests.domains.community.test_asking import NASTY, UNREADABLE, together
from tests.world import World, answers, client_of, make_world, member, organisation, person, question


@pytest.fixture
def entry(world: World) -> Contribution:
    return question(world.member, world.platform)


def url(name: str, of: Entry | Reply) -> str:
    return reverse(f"discussion:{name}", args=[of.pk])


def post(who: Person, name: str, of: Entry | Reply, **facts: str) -> int:
    return client_of(who).post(url(name, of), facts).status_code


def fresh(row: Reply) -> Reply:
    return Reply.objects.get(pk=row.pk)


def test_answering(world: World, entry: Contribution) -> None:
    client = client_of(world.neighbour)
    response = client.post(
        url("reply_to", entry), {"text": "Ja, wij.\n\nZo gaat het.", "nonce": str(uuid4())}
    )
    reply = Reply.objects.get()
    assert response["Location"] == reply.get_absolute_url()
    assert (reply.number, reply.author, reply.text) == (
        1,
        world.neighbour,
        "<p>Ja, wij.</p><p>Zo gaat het.</p>",
    )
    entry.refresh_from_db()
    assert entry.reply_count == 1
    assert entry.bumped_at == reply.at
    assert Follow.objects.get(entry=entry).person == world.neighbour
    assert client.get(response["Location"])["Location"] == f"{entry.get_absolute_url()}#antwoord-1"
    assert "Zo gaat het." in client.get(entry.get_absolute_url()).content.decode()


def test_who_may_answer(world: World, entry: Contribution) -> None:
    public, closed = (
        question(world.member, world.network, openness="public"),
        question(world.member, world.closed),
    )
    facts = {"text": "Ik weet iets."}
    assert post(world.expert, "reply_to", closed, **facts) == 302
    assert post(world.expert, "reply_to", public, **facts) == 403
    assert post(world.expert, "reply_to", entry, **facts) == 404
    assert post(world.administrator, "reply_to", closed, **facts) == 404
    assert post(world.administrator, "reply_to", public, **facts) == 302
    assert post(member("onbekend", name=""), "reply_to", entry, **facts) == 403
    draft = question(world.member, world.platform, state="draft", published_at=None, bumped_at=None)
    assert post(world.member, "reply_to", draft, **facts) == 403
    assert Reply.objects.count() == 2


@pytest.mark.parametrize("form", ["plain", "html"])
def test_no_answer_breaks_the_form(world: World, entry: Contribution, form: str) -> None:
    for kind, text in NASTY.items():
        facts = {"text": text, "text_format": form}
        status = post(world.neighbour, "reply_to", entry, **facts)
        empty = kind in UNREADABLE or (kind == "markup" and form == "html")
        assert status == (422 if empty or kind == "a megabyte" else 302), kind
        assert post(world.neighbour, "reply_to", entry, **facts, nonce=text) in (302, 422), kind


def test_changing_an_answer(world: World, entry: Contribution) -> None:
    reply = answers(entry, world.neighbour)[0]
    assert post(world.neighbour, "edit_reply", reply, text="Beter.") == 302
    assert fresh(reply).text == "<p>Beter.</p>"
    assert fresh(reply).edited_at is not None
    assert post(world.neighbour, "edit_reply", reply, text=" ") == 422
    assert post(world.member, "edit_reply", reply, text="Van mij") == 404
    with pytest.raises(PermissionDenied):
        actions.edit_reply(world.member, reply, "<p>x</p>")
    assert fresh(reply).text == "<p>Beter.</p>"


@pytest.mark.django_db(transaction=True)
def test_answers_at_the_same_moment_get_the_next_numbers() -> None:
    world = make_world()
    entry = question(world.member, world.platform)
    people = [world.neighbour, world.facilitator, world.editor, world.core_group]
    runs = [
        lambda who=who: actions.reply(who, Entry.objects.get(pk=entry.pk), "<p>x</p>").number
        for who in people
    ]
    assert sorted(together(*runs)) == [1, 2, 3, 4]
    assert Entry.objects.get(pk=entry.pk).reply_count == 4


@pytest.mark.django_db(transaction=True)
def test_a_double_click_answers_and_counts_once() -> None:
    world = make_world()
    entry = question(world.member, world.platform)
    reply, nonce, who = answers(entry, world.facilitator)[0], uuid4(), world.neighbour.pk

    def click() -> tuple[int, int, int]:
        by = Person.objects.get(pk=who)
        on = Entry.objects.get(pk=entry.pk)
        written = actions.reply(by, on, "<p>x</p>", nonce=nonce)
        actions.recognise(by, on, recognised=True)
        actions.find_helpful(by, Reply.objects.select_related("entry").get(pk=reply.pk), helpful=True)
        return written.pk, 0, 0

    assert len(set(together(click, click, click))) == 1
    entry.refresh_from_db()
    assert (entry.reply_count, entry.recognition_count, fresh(reply).helpful_count) == (2, 1, 1)
    for verb in ("discussion.replied", "discussion.recognised", "discussion.found_helpful"):
        assert Event.objects.filter(verb=verb).count() == 1, verb


def test_helpful(world: World, entry: Contribution) -> None:
    reply = answers(entry, world.facilitator)[0]
    for _twice in range(2):
        assert post(world.neighbour, "find_helpful", reply, aan="1") == 302
        assert fresh(reply).helpful_count == 1
    assert post(world.member, "find_helpful", reply, aan="1") == 302
    assert fresh(reply).helpful_count == 2
    for _twice in range(2):
        assert post(world.neighbour, "find_helpful", reply, aan="0") == 302
        assert fresh(reply).helpful_count == 1
    assert post(world.facilitator, "find_helpful", reply, aan="1") == 403
    assert Event.objects.filter(verb="discussion.found_helpful").count() == 2


def test_recognising_and_its_spread(world: World, entry: Contribution) -> None:
    places = [Municipality.objects.filter(region=region)[0] for region in Region.objects.order_by("code")[:2]]
    houses = [organisation("De Brug"), organisation("Het Huis")]
    for n, (place, house) in enumerate([(0, 0), (0, 0), (1, 1), (1, 0)]):
        who = member(f"collega{n}", municipality=places[place], organisation=houses[house])
        assert post(who, "recognise", entry, aan="1") == 302
    assert post(member("zelfstandig", municipality=places[0]), "recognise", entry, aan="1") == 302
    spread = state_of(world.member, entry, []).spread
    assert (spread.people, spread.organisations, spread.regions) == (5, 2, 2)
    entry.refresh_from_db()
    assert entry.recognition_count == 5
    assert Follow.objects.filter(entry=entry, wanted=True).count() == 5


def test_recognising_again_and_taking_it_back(world: World, entry: Contribution) -> None:
    for aan, count in (("1", 1), ("1", 1), ("0", 0), ("0", 0)):
        assert post(world.neighbour, "recognise", entry, aan=aan) == 302
        entry.refresh_from_db()
        assert entry.recognition_count == count == Recognition.objects.filter(entry=entry).count()
    assert post(world.member, "recognise", entry, aan="1") == 403
    assert Event.objects.filter(verb="discussion.recognised").count() == 1


def test_the_circle_comes_round_and_opens_again(world: World, entry: Contribution) -> None:
    first, second = answers(entry, world.facilitator, 2)
    assert post(world.facilitator, "choose", first) == 403
    for _twice in range(2):
        assert post(world.member, "choose", first) == 302
    assert [one.number for one in Reply.objects.filter(is_chosen=True)] == [1]
    entry.refresh_from_db()
    assert entry.round_at is not None
    assert post(world.member, "choose", second) == 302
    assert [one.number for one in Reply.objects.filter(is_chosen=True)] == [2]
    assert post(world.facilitator, "reopen", entry) == 403
    for _twice in range(2):
        assert post(world.member, "reopen", entry) == 302
    assert Entry.objects.filter(pk=entry.pk, round_at=None).exists()
    assert not Reply.objects.filter(is_chosen=True).exists()
    assert Event.objects.filter(verb="discussion.came_round").count() == 2
    assert Event.objects.filter(verb="discussion.reopened").count() == 1


def test_following(world: World, entry: Contribution) -> None:
    assert post(world.neighbour, "follow", entry, aan="1") == 302
    assert list(queries.followers(entry)) == [world.neighbour]
    assert post(world.neighbour, "follow", entry, aan="0") == 302
    assert list(queries.followers(entry)) == []
    actions.reply(world.neighbour, entry, "<p>Toch iets.</p>")
    assert list(queries.followers(entry)) == [], "who switched it off is not switched on by answering"
    assert post(world.expert, "follow", entry, aan="1") == 404


def test_htmx_gets_the_button_alone(world: World, entry: Contribution) -> None:
    reply = answers(entry, world.facilitator)[0]
    client = client_of(world.neighbour)
    for name, of in (("follow", entry), ("recognise", entry), ("find_helpful", reply)):
        part = client.post(url(name, of), {"aan": "1"}, HTTP_HX_REQUEST="true").content.decode()
        assert "<button" in part
        assert "<html" not in part
        assert 'aria-pressed="true"' in part


def test_the_unread_line(world: World, entry: Contribution) -> None:
    client, page = client_of(world.neighbour), entry.get_absolute_url()
    answers(entry, world.facilitator, 2)
    assert client.get(page).context["talk"].unread_from is None, "a first visit has nothing unread"
    assert ReadMarker.objects.get(person=world.neighbour).last_number == 2
    assert client.get(page).context["talk"].unread_from is None
    answers(entry, world.neighbour)
    answers(entry, world.facilitator, 2)
    shown = client.get(page)
    assert shown.context["talk"].unread_from == 4, "the own answer is not new"
    assert 'id="nieuw"' in shown.content.decode()
    assert client.get(page).context["talk"].unread_from is None
    assert client_of(None).get(page).status_code == 404


def test_a_later_page_is_not_read_by_opening_the_first(world: World, entry: Contribution) -> None:
    client, page = client_of(world.neighbour), entry.get_absolute_url()
    answers(entry, world.facilitator, 40)
    client.get(page)
    assert ReadMarker.objects.get(person=world.neighbour).last_number == 30
    assert client.get(f"{page}?vanaf=31").context["talk"].unread_from == 31
    client.get(page)
    assert ReadMarker.objects.get(person=world.neighbour).last_number == 40


@pytest.mark.parametrize(
    ("number", "query"), [(1, ""), (30, ""), (31, "?vanaf=31"), (60, "?vanaf=31"), (61, "?vanaf=61")]
)
def test_a_permalink_finds_its_page(world: World, entry: Contribution, number: int, query: str) -> None:
    replies = answers(entry, world.facilitator, 65)
    client = client_of(world.neighbour)
    where = client.get(replies[number - 1].get_absolute_url())["Location"]
    assert where == f"{entry.get_absolute_url()}{query}#antwoord-{number}"
    assert f'id="antwoord-{number}"' in client.get(where).content.decode()


def test_pages_of_a_thread(world: World, entry: Contribution) -> None:
    replies = answers(entry, world.facilitator, 65)
    actions.choose(world.member, Reply.objects.select_related("entry__space").get(pk=replies[44].pk))
    client, page = client_of(world.neighbour), entry.get_absolute_url()
    first = client.get(page)
    assert [one.number for one in first.context["talk"].replies] == list(range(1, 31))
    assert 'id="antwoord-45"' in first.content.decode(), "the chosen answer stands on top"
    second = client.get(f"{page}?vanaf={first.context['talk'].later}")
    assert [one.number for one in second.context["talk"].replies] == list(range(31, 61))
    assert second.context["talk"].earlier == 1
    assert client.get(f"{page}?vanaf=61").context["talk"].later is None
    for odd in ("0", "-1", "x", "9" * 30, "٣", "%00", "999"):
        assert client.get(f"{page}?vanaf={odd}").status_code == 200


def test_a_visitor_is_brought_back_after_signing_in(world: World, entry: Contribution) -> None:
    public = question(world.member, world.platform, openness="public")
    page = f"http://testserver{public.get_absolute_url()}"
    response = client_of(None).post(url("follow", public), {"aan": "1"}, HTTP_REFERER=page)
    assert response["Location"].endswith(f"?next={public.get_absolute_url()}")
    htmx = client_of(None).post(
        url("follow", public), HTTP_REFERER="https://evil.example/", HTTP_HX_REQUEST="true"
    )
    assert htmx["HX-Redirect"].endswith("?next=/")


def test_who_is_no_longer_active_does_nothing(world: World, entry: Contribution) -> None:
    gone = person("weg", is_active=False)
    with pytest.raises(PermissionDenied):
        actions.follow(gone, entry, wanted=True)
    with pytest.raises(PermissionDenied):
        actions.reply(gone, entry, "<p>x</p>")


def test_only_a_question_comes_round(world: World) -> None:
    lesson = question(world.member, world.platform, kind="lesson", openness="public")
    (answer,) = answers(lesson, world.facilitator)
    page = client_of(world.member).get(lesson.get_absolute_url())
    assert reverse("discussion:choose", args=[answer.pk]) not in page.content.decode()
    refused = client_of(world.member).post(reverse("discussion:choose", args=[answer.pk]))
    assert refused.status_code == 403
    lesson.refresh_from_db()
    assert lesson.round_at is None


def test_an_expert_reads_what_is_public_without_buttons_that_refuse(world: World) -> None:
    public = question(world.member, world.platform, openness="public")
    (answer,) = answers(public, world.facilitator)
    page = client_of(world.expert).get(public.get_absolute_url()).content.decode()
    for name, on in (("recognise", public.pk), ("find_helpful", answer.pk), ("reply_to", public.pk)):
        assert reverse(f"discussion:{name}", args=[on]) not in page
    assert reverse("discussion:follow", args=[public.pk]) in page
