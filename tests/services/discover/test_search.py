"""What people find, and that the index never lags behind what was said."""

from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.urls import reverse

from leerkring.core.entries.models import Entry
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community.models import Contribution
from leerkring.services.discover import meaning, queries, rebuild
from leerkring.services.discover.index import index
from leerkring.services.discover.models import IndexRow, Passage
from leerkring.services.discover.queries import Wish
from leerkring.services.discover.understanding import understand
from leerkring.services.discover.vocabulary import count_words
from leerkring.services.discussion import actions as talk
from tests.world import World, answers, asked, client_of, question

PAGE = reverse("discover:search")


@pytest.fixture(params=["with meaning", "words alone"])
def _both(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    if request.param == "words alone":
        for place in ("matching", "understanding"):
            monkeypatch.setattr(f"leerkring.services.discover.{place}.has_meaning", lambda: False)
    elif not meaning.has_meaning():
        pytest.skip("this database has no vector")


@pytest.fixture
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leerkring.services.discover.matching.has_meaning", lambda: False)


def titled(world: World, title: str, **facts: object) -> Contribution:
    made = question(world.facilitator, facts.pop("space", world.platform), title=title, **facts)  # type: ignore[arg-type]
    index([made.pk])
    return made


def found(viewer: Viewer, text: str, **narrowed: object) -> list[int]:
    return queries.search(viewer, Wish(text, **narrowed)).ids  # type: ignore[arg-type]


def ask(world: World, **facts: object) -> Contribution:
    client_of(world.member).post(reverse("community:ask"), asked(**facts))
    return Contribution.objects.get_queryset().latest("pk")


@pytest.mark.usefixtures("_both")
def test_other_forms_of_a_word_and_words_inside_others_are_found(world: World) -> None:
    one = titled(world, "Twee gezinnen op een adres")
    other = titled(world, "Na een vechtscheiding weer samen eten")
    count_words()
    understand()
    assert found(world.member, "gezin")[0] == one.pk
    assert found(world.member, "scheiding")[0] == other.pk


@pytest.mark.usefixtures("words_alone")
def test_the_index_follows_asking_changing_answering_and_taking_away_at_once(world: World) -> None:
    made = ask(world, title="Wie kent de dagopvang met paarden?")
    assert found(world.neighbour, "paarden") == [made.pk]
    facts = {"title": "Wie kent de opvang met ezels?", "text": made.text, "themes": [world.themes[0].slug]}
    client_of(world.member).post(reverse("community:edit", args=[made.pk]), facts)
    assert found(world.neighbour, "paarden") == []
    assert found(world.neighbour, "ezels") == [made.pk]
    reply = talk.reply(world.neighbour, made, "<p>Vraag het de giraf.</p>")
    assert found(world.member, "giraf") == [made.pk]
    talk.edit_reply(world.neighbour, reply, "<p>Vraag het de zebra.</p>")
    assert (found(world.member, "giraf"), found(world.member, "zebra")) == ([], [made.pk])
    talk.take_away(world.neighbour, reply)
    assert found(world.member, "zebra") == []
    talk.put_back(world.neighbour, reply)
    assert found(world.member, "zebra") == [made.pk]


@pytest.mark.usefixtures("words_alone")
def test_what_is_withdrawn_or_moved_inside_is_found_only_by_who_may_see_it(world: World) -> None:
    made = ask(world, title="Wie kent de dagopvang met paarden?")
    Entry.objects.filter(pk=made.pk).update(space=world.closed, openness="space")
    assert found(world.neighbour, "paarden") == []
    assert found(world.expert, "paarden") == [made.pk]
    Entry.objects.filter(pk=made.pk).update(space=world.platform, openness="members")
    client_of(world.member).post(reverse("community:withdraw", args=[made.pk]))
    assert found(world.neighbour, "paarden") == []
    client_of(world.member).post(reverse("community:put_back", args=[made.pk]))
    assert found(world.neighbour, "paarden") == [made.pk]


@pytest.mark.usefixtures("_both")
def test_nobody_finds_what_they_may_not_see(world: World) -> None:
    closed = titled(world, "Uithuisplaatsing in ons netwerk", space=world.closed)
    members = titled(world, "Uithuisplaatsing van een baby")
    public = titled(world, "Uithuisplaatsing en de rechter", openness="public")
    count_words()
    understand()
    assert set(found(AnonymousUser(), "uithuisplaatsing")) == {public.pk}
    assert set(found(world.neighbour, "uithuisplaatsing")) == {public.pk, members.pk}
    assert set(found(world.expert, "uithuisplaatsing")) >= {public.pk, closed.pk}
    assert closed.pk not in [one.pk for one in queries.like(world.neighbour, members)]
    assert closed.pk not in [one.pk for one in queries.suggestions(world.neighbour, "uithuispl")]
    assert closed.pk not in [one.pk for one in queries.like_title(world.neighbour, "Een uithuisplaatsing")]
    assert closed.pk in [one.pk for one in queries.suggestions(world.expert, "uithuispl")]


@pytest.mark.usefixtures("words_alone")
def test_a_typo_is_mended_but_never_with_a_word_of_a_closed_space(world: World) -> None:
    titled(world, "De kring van Kwintelaar", space=world.closed)
    made = titled(world, "Wachten op een indicatie")
    count_words()
    mended = queries.search(world.neighbour, Wish("indicattie"))
    assert (mended.ids, mended.typed, mended.query.text) == ([made.pk], "indicattie", "indicatie")
    assert queries.search(world.neighbour, Wish("indicattie", as_typed=True)).ids == []
    assert queries.search(world.neighbour, Wish("kwintellaar")).typed == ""
    assert queries.search(world.expert, Wish("kwintellaar")).typed == "kwintellaar"


@pytest.mark.usefixtures("words_alone")
def test_phrases_exclusion_and_filters(world: World) -> None:
    one = titled(world, "Warme overdracht naar de huisarts", themes=world.themes[:1])
    other = titled(world, "Overdracht die niet warme gevoelens gaf", kind="lesson", themes=world.themes[1:2])
    assert set(found(world.member, "warme overdracht")) == {one.pk, other.pk}
    assert found(world.member, '"warme overdracht"') == [one.pk]
    assert found(world.member, "overdracht -huisarts") == [other.pk]
    assert found(world.member, "overdracht", kind="lesson") == [other.pk]
    assert found(world.member, "overdracht", theme=world.themes[0]) == [one.pk]


def test_the_page_shows_the_sentence_with_the_words_also_from_an_answer(world: World) -> None:
    made = titled(
        world, "Hoe begin je een gesprek?", text="<p>Eerst iets anders. Dan de paardenstal. En meer.</p>"
    )
    page = client_of(world.member).get(PAGE, {"q": "paardenstal"}).content.decode()
    assert 'Dan de <mark class="found">paardenstal</mark>.' in page
    assert "Eerst iets anders" not in page
    talk.reply(world.neighbour, made, "<p>Ga langs bij de giraf &amp; zijn vrouw.</p>")
    page = client_of(world.member).get(PAGE, {"q": "giraf"}).content.decode()
    assert 'Ga langs bij de <mark class="found">giraf</mark> &amp; zijn vrouw.' in page
    assert f"{world.neighbour.name} antwoordde:" in page


def test_the_page_names_people_and_organisations_as_far_as_the_viewer_may_know_them(world: World) -> None:
    text = world.neighbour.name
    assert (
        world.neighbour.get_absolute_url() in client_of(world.member).get(PAGE, {"q": text}).content.decode()
    )
    for who in (None, world.expert):
        assert (
            world.neighbour.get_absolute_url() not in client_of(who).get(PAGE, {"q": text}).content.decode()
        )


def test_nothing_found_leads_to_asking_with_the_same_words(world: World) -> None:
    page = client_of(world.member).get(PAGE, {"q": "zeepkistenrace"}).content.decode()
    assert "?titel=zeepkistenrace" in page
    form = client_of(world.member).get(reverse("community:ask"), {"titel": "zeepkistenrace"}).content.decode()
    assert "zeepkistenrace" in form.split('name="title"')[1].split("</textarea>")[0]


@pytest.mark.parametrize(
    "text", ["", '"', "-", "'", "a" * 5000, "\0", "&|!():*<->", "%", "🤝", '-"', "de het een"]
)
def test_whatever_is_typed_the_pages_answer(world: World, text: str) -> None:
    titled(world, "Hoe begin je een gesprek?")
    client = client_of(world.member)
    for url, name in (
        (PAGE, "q"),
        (reverse("discover:suggest"), "q"),
        (reverse("discover:like_title"), "title"),
    ):
        assert (
            client.get(
                url, {name: text, "pagina": "9999", "soort": "x"}, headers={"HX-Request": "true"}
            ).status_code
            == 200
        )


def test_reindex_makes_everything_anew_and_then_changes_nothing(world: World) -> None:
    made = question(world.facilitator, world.platform, title="Twee gezinnen op een adres")
    answers(made, world.neighbour, 2)
    draft = question(world.member, world.platform, state="draft", published_at=None, bumped_at=None)
    call_command("reindex", stdout=StringIO())
    assert IndexRow.objects.filter(entry=made.pk).exists()
    assert not IndexRow.objects.filter(entry=draft.pk).exists()
    assert Passage.objects.filter(entry=made.pk).exists() is meaning.has_meaning()
    assert found(world.member, "gezin") == [made.pk]
    assert index([made.pk]) == 0
    assert rebuild.how_many_wait() == 0


def test_beside_a_title_about_something_else_nothing_is_shown(world: World) -> None:
    """That a word is shared, however often it is used, makes no two questions alike."""
    for n in range(40):
        titled(world, f"Gesprek {n} met ouders", text="<p>Wat doe je als ouders niet willen?</p>")
    one = titled(world, "Hoe praat je met ouders over de wachtlijst?")
    count_words()
    understand(50)

    def shown(title: str) -> list[int]:
        page = client_of(world.member).get(
            reverse("discover:like_title"), {"title": title}, headers={"HX-Request": "true"}
        )
        found = queries.like_title(world.member, title)
        assert page.content.decode().count("similar__link") == len(found)
        return [entry.pk for entry in found]

    assert shown("Iets zeggen tegen ouders over de wachtlijst")[0] == one.pk
    for title in (
        "asdf qwerty zxcv",
        "Snoeien van rozen",
        "De aandelenkoers van Shell",
        "Winterbanden voor de auto, gezocht door een van de ouders",
    ):
        assert shown(title) == []


def test_what_looks_like_a_thread_stands_beside_it(world: World) -> None:
    one = titled(world, "Hoe praat je met ouders over de wachtlijst?")
    other = titled(world, "Wachtlijst: wat zeg je tegen ouders?")
    understand()
    page = client_of(world.member).get(one.get_absolute_url()).content.decode()
    assert "Lijkt hierop" in page
    assert f'href="{other.get_absolute_url()}"' in page
