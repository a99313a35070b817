"""Quoting and naming: whose words, who hears of it, and who must not be found."""

import pytest
from django.urls import reverse

from leerkring.core.events.models import Event
from leerkring.domains.community.models import Contribution
from leerkring.services.discussion import actions
from leerkring.services.discussion.models import Mention, Reply
from leerkring.services.notifications.actions import choose_kinds
from leerkring.services.notifications.fanout import tell
from leerkring.services.notifications.models import Told
from tests.services.discussion.test_discussion import post, url
from tests.world import World, answers, asked, client_of, member, organisation, person, question


@pytest.fixture
def entry(world: World) -> Contribution:
    return question(world.member, world.platform)


def quoting(reply: Reply, name: str = "Iemand", words: str = "<p>Begin klein.</p>") -> str:
    return (
        f'<blockquote><p><a href="/antwoorden/{reply.pk}/">{name}</a></p>{words}</blockquote><p>Precies.</p>'
    )


def named(*people: object) -> str:
    links = [f'<a href="/mensen/{one.pk}/">@{one.name}</a>' for one in people]  # type: ignore[attr-defined]
    return f"<p>Weet jij dit, {', '.join(links)}?</p>"


def tell_all() -> None:
    for event in Event.objects.order_by("pk"):
        tell(event)


def kinds(who: object) -> set[str]:
    return set(Told.objects.filter(person=who).values_list("kind", flat=True))  # type: ignore[misc]


def test_a_quotation_names_its_writer_as_of_today(world: World, entry: Contribution) -> None:
    said = answers(entry, world.facilitator)[0]
    client = client_of(world.neighbour)
    html = quoting(said, "Een ander")
    client.post(url("reply_to", entry), {"text": html, "text_format": "html"})
    page = client.get(entry.get_absolute_url()).content.decode()
    assert f'<a href="/antwoorden/{said.pk}/">In antwoord op Facilitator</a>' in page
    assert "Een ander" not in page, "whom it names is not up to who quotes"
    world.facilitator.name = "Kim &amp; <b>Co</b>"
    world.facilitator.save()
    page = client.get(entry.get_absolute_url()).content.decode()
    assert "In antwoord op Kim &amp;amp; &lt;b&gt;Co&lt;/b&gt;</a>" in page


def test_a_quotation_of_what_is_gone_keeps_the_words_only(world: World, entry: Contribution) -> None:
    said = answers(entry, world.facilitator)[0]
    actions.reply(world.neighbour, entry, quoting(said, "Facilitator"))
    post(world.facilitator, "take_away", said)
    page = client_of(world.member).get(entry.get_absolute_url()).content.decode()
    assert "In antwoord op iets dat is weggehaald" in page
    assert "Begin klein." in page
    assert "Facilitator" not in page
    assert f'href="/antwoorden/{said.pk}/"' not in page


def test_an_anonymous_asker_stays_so_in_a_quotation(world: World) -> None:
    entry = question(world.member, world.platform, is_anonymous=True)
    said = answers(entry, world.member)[0]
    actions.reply(world.neighbour, entry, quoting(said, "Member"))
    for path in (entry.get_absolute_url(), url("quote", said), f"{entry.get_absolute_url()}afdrukken/"):
        page = client_of(world.neighbour).get(path).content.decode()
        main = page.partition("<main")[2].partition("</main")[0]
        assert world.member.name not in main, path


def test_a_quotation_from_another_page_of_the_thread(world: World, entry: Contribution) -> None:
    said = answers(entry, world.facilitator, 35)[0]
    reply = actions.reply(world.neighbour, entry, quoting(said))
    page = client_of(world.member).get(f"{entry.get_absolute_url()}?vanaf=31").content.decode()
    assert "In antwoord op Facilitator" in page
    assert f'id="antwoord-{reply.number}"' in page


def test_quoting_without_a_script(world: World, entry: Contribution) -> None:
    said = answers(entry, world.facilitator)[0]
    client = client_of(world.neighbour)
    page = client.get(url("quote", said))
    form = page.context["form"]
    assert "Antwoord 1." in page.content.decode()
    sent = {"text": "Precies.", "citaat": form.initial["citaat"], "nonce": str(form.initial["nonce"])}
    assert client.post(url("reply_to", entry), sent).status_code == 302
    assert "<blockquote>" in Reply.objects.latest("pk").text
    shown = client.get(entry.get_absolute_url()).content.decode()
    assert "In antwoord op Facilitator" in shown
    elsewhere = answers(question(world.member, world.closed), world.facilitator)[0]
    for odd in (elsewhere.pk, 999_999, 10**18):
        assert client.post(url("reply_to", entry), {"text": "x", "citaat": odd}).status_code == 302
        assert Reply.objects.latest("pk").text == "<p>x</p>"
    assert client.post(url("reply_to", entry), {"text": "x", "citaat": "9" * 40}).status_code == 422
    assert client.get(url("quote", elsewhere)).status_code == 404


def test_an_excerpt_tells_what_is_new(world: World, entry: Contribution) -> None:
    said = answers(entry, world.facilitator)[0]
    assert actions.reply(world.neighbour, entry, quoting(said)).excerpt == "Precies."


def test_who_is_named_hears_of_it_once(world: World, entry: Contribution) -> None:
    reply = actions.reply(world.neighbour, entry, named(world.facilitator, world.member, world.neighbour))
    actions.follow(world.facilitator, entry, wanted=True)
    tell_all()
    assert kinds(world.facilitator) == {"mention"}, "not also as a follower"
    assert kinds(world.member) == {"answer"}, "who asked hears of every answer"
    assert kinds(world.neighbour) == set()
    page = url("edit_reply", reply)
    text = named(world.facilitator, world.editor)
    client_of(world.neighbour).post(page, {"text": text, "text_format": "html"})
    tell_all()
    assert kinds(world.editor) == {"mention"}
    assert Told.objects.filter(person=world.facilitator, kind="mention").count() == 1


def test_a_name_reaches_who_asked_and_muted_it(world: World, entry: Contribution) -> None:
    actions.follow(world.member, entry, wanted=False)
    actions.follow(world.facilitator, entry, wanted=True)
    everybody = (world.member, world.facilitator)
    actions.reply(world.neighbour, entry, "<p>Zonder naam.</p>")
    tell_all()
    assert kinds(world.member) == set()
    assert kinds(world.facilitator) == {"followed_answer"}
    Event.objects.all().delete()
    actions.reply(world.neighbour, entry, named(*everybody))
    tell_all()
    assert kinds(world.member) == kinds(world.facilitator) == {"mention"}
    assert Told.objects.count() == 2


def test_who_wants_no_mentions_still_hears_of_the_answer(world: World, entry: Contribution) -> None:
    actions.follow(world.facilitator, entry, wanted=True)
    actions.follow(world.member, entry, wanted=False)
    for one in (world.facilitator, world.member):
        choose_kinds(one, one, {"mention": "off"})
    actions.reply(world.neighbour, entry, named(world.facilitator, world.member))
    tell_all()
    assert kinds(world.facilitator) == {"followed_answer"}
    assert kinds(world.member) == set(), "muted, and no mentions: nothing is left"


def test_naming_does_not_reach_past_the_audience(world: World) -> None:
    closed, public = (
        question(world.member, world.closed),
        question(world.member, world.network, openness="public"),
    )
    everyone = named(world.neighbour, world.expert, world.administrator, world.facilitator)
    actions.reply(world.member, closed, everyone)
    assert set(Mention.objects.values_list("person", flat=True)) == {world.expert.pk, world.facilitator.pk}
    Mention.objects.all().delete()
    actions.reply(world.facilitator, public, everyone)
    assert world.expert.pk not in Mention.objects.values_list("person", flat=True)


def test_an_expert_is_named_without_a_link(world: World) -> None:
    closed = question(world.member, world.closed)
    reply = actions.reply(world.member, closed, named(world.expert))
    assert "<strong>@Expert</strong>" in reply.text
    tell_all()
    assert kinds(world.expert) == {"mention"}


def test_whom_the_list_offers(world: World) -> None:
    entry = question(world.member, world.platform)
    anonymous = url("mentionable", question(world.member, world.platform, is_anonymous=True))
    unknown = member("nieuw", name="Nieuweling", function=None)
    person("buiten", name="Faas Buiten")
    ask = url("mentionable", entry)

    def offered(who: object, words: str, where: str = ask) -> list[str]:
        found = client_of(who).get(where, {"q": words})  # type: ignore[arg-type]
        return [one["name"] for one in found.json()["people"]]

    assert offered(world.neighbour, "faci") == ["Facilitator"]
    assert offered(world.neighbour, "Faas") == [], "not a member, so cannot read it"
    assert unknown.name not in offered(world.neighbour, "nieuw")
    assert offered(world.neighbour, "expert") == []
    assert world.neighbour.name not in offered(world.neighbour, "")
    closed = url("mentionable", question(world.member, world.closed))
    assert offered(world.member, "exp", closed) == ["Expert"]
    assert offered(world.expert, "faci", closed) == ["Facilitator"]
    assert client_of(world.neighbour).get(closed).status_code == 404
    answers(entry, world.editor)
    assert offered(world.neighbour, "")[:2] == sorted([world.editor.name, world.member.name]), (
        "who asked or answered here comes first"
    )
    assert world.member.name not in offered(world.neighbour, "", anonymous)[:1], "that would tell who asked"
    aaron = member("aaron", name="Aaron Aalbers", organisation=organisation(world.editor.name))
    answers(entry, aaron)
    assert offered(world.neighbour, world.editor.name) == [world.editor.name, aaron.name], (
        "a name before an organisation of that name"
    )
    for odd in ("\x00", "%", "_" * 500, "\U0001f4a5", "\u202e"):
        assert isinstance(offered(world.neighbour, odd), list)


def test_named_in_a_question(world: World) -> None:
    client = client_of(world.member)
    client.post(reverse("community:ask"), asked(text=named(world.facilitator), text_format="html"))
    tell_all()
    assert "mention" in kinds(world.facilitator)


def test_named_when_a_question_is_changed(world: World, entry: Contribution) -> None:
    client, page = client_of(world.member), reverse("community:edit", args=[entry.pk])
    sent = {"title": entry.title, "themes": [one.slug for one in entry.themes.all()], "text_format": "html"}
    for text in (named(world.facilitator), named(world.facilitator, world.editor)):
        assert client.post(page, {**sent, "text": text}).status_code == 302
    tell_all()
    assert kinds(world.facilitator) == kinds(world.editor) == {"mention"}
    assert Told.objects.filter(kind="mention").count() == 2, "each of them once"


def test_an_expert_is_named_without_a_link_in_a_changed_question(world: World) -> None:
    closed = question(world.member, world.closed)
    page = reverse("community:edit", args=[closed.pk])
    sent = {"title": closed.title, "themes": [one.slug for one in closed.themes.all()], "text_format": "html"}
    for _twice in range(2):
        client_of(world.member).post(page, {**sent, "text": named(world.expert, world.neighbour)})
    closed.refresh_from_db()
    assert "<strong>@Expert</strong>" in closed.text
    tell_all()
    assert kinds(world.expert) == {"mention"}
    assert kinds(world.neighbour) == set(), "cannot read it"
    assert closed.versions.count() == 1, "the same words again are no change"


def test_who_asked_hears_that_it_is_felt(world: World, entry: Contribution) -> None:
    post(world.neighbour, "recognise", entry, aan="1")
    tell_all()
    assert kinds(world.member) == {"recognised"}
    page = client_of(world.member).get(reverse("notifications:list")).content.decode()
    assert "Dit speelt ook bij 1 collega" in page
    main = page.partition("<main")[2]
    assert world.neighbour.name not in main, "others see the number, not the name"
