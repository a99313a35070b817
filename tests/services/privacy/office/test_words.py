"""The words that are nobody's data: who may change them, what may stand there, and that it counts at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from leerkring.core.events.models import Event
from leerkring.domains.community.models import Contribution
from leerkring.services.privacy import queries
from leerkring.services.privacy.models import GuardWord
from leerkring.services.privacy.office import actions
from leerkring.services.privacy.server import Guard
from leerkring.services.privacy.tasks import forget_words
from tests.domains.community.test_asking import together
from tests.services.privacy.test_no_trace import tables_with
from tests.world import ROLES, World, asked, client_of, make_world

PAGE, TRY = reverse("guard:words"), reverse("guard:try")
EDITORS = ("editor", "administrator")


@pytest.fixture
def client(world: World) -> Client:
    return client_of(world.editor)


def add(client: Client, words: str, **facts: str) -> Any:
    return client.post(PAGE, {"words": words, **facts})


def add_for_sure(client: Client, words: str) -> None:
    """Also where they can be names."""
    response = add(client, words)
    if response.status_code == 422:
        response = add(client, words, sure=response.context["form"].people_mark)
    assert response.status_code == 302


def listed() -> list[str]:
    return list(GuardWord.objects.filter(removed_at=None).values_list("phrase", flat=True))


def said(response: Any) -> str:
    """The page that a form leads to."""
    return str(response.client.get(response.url).content.decode())


@pytest.mark.parametrize("role", ROLES[1:])
def test_only_editors_and_administrators_look_after_them(world: World, role: str) -> None:
    client, word = client_of(world.people[role]), GuardWord.objects.create(phrase="Kringgesprek")
    status = 200 if role in EDITORS else 404
    assert (client.get(PAGE).status_code, client.get(TRY).status_code) == (status, status)
    add(client, "Wegwijzer")
    client.post(reverse("guard:remove_word", args=[word.pk]))
    assert listed() == (["Wegwijzer"] if role in EDITORS else ["Kringgesprek"])


def test_a_pasted_list_is_added_once_with_who_and_why(client: Client, world: World) -> None:
    pasted = "Wegwijzer\r\n\n  wegwijzer! \nSterk   Thuis\nSigns of Safety"
    response = add(client, pasted, note="Onze training")
    assert listed() == ["Sterk Thuis", "Wegwijzer"]
    page = said(response)
    assert "2 woorden staan erbij" in page
    assert "Zit al in Leerkring: Signs of Safety" in page
    for words in ("Sterk Thuis", "Onze training", world.editor.name):
        assert words in page
    again = said(add(client, "STERK THUIS\nKompaslijn"))
    assert "Stond al op de lijst: STERK THUIS" in again
    assert listed() == ["Kompaslijn", "Sterk Thuis", "Wegwijzer"]
    event = Event.objects.filter(verb="privacy.words_added").latest("pk")
    assert (event.by, event.target, event.facts) == (world.editor, world.platform, {"count": 1})


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Typ of plak minstens één woord"),
        (" \n\t\n", "Typ of plak minstens één woord"),
        ("\n".join(f"woord {'abcdefghij'[n % 10]}{n}" for n in range(10_000)), "Dit zijn 10001 regels"),
        ("x" * 81, "Langer dan 80 tekens"),
        ("👋🏽\n⚠️", "Geen woord"),
        ("a", "Geen woord"),
        ("\u202e\u200b\x00", "Typ of plak minstens één woord"),
        ("111222333", "Een nummer hoort bij iemand"),
        ("111.222.333", "Een nummer hoort bij iemand"),
        ("bel 06-12345678", "Een nummer hoort bij iemand"),
        ("m.dewit@example.net", "een mailadres"),
        ("GH-123-K", "een kenteken"),
        ("8011 AB 12", "Een nummer hoort bij iemand"),
    ],
)
def test_what_cannot_stand_there_is_explained_and_kept(client: Client, words: str, says: str) -> None:
    response = add(client, f"{words}\nWegwijzer" if words.strip("\u202e\u200b\x00 \n\t") else words)
    assert response.status_code == 422
    page = response.content.decode()
    assert says in page
    assert words[:40].strip() in page or "\x00" in words
    assert listed() == []


@pytest.mark.parametrize("name", ["Jan", "Fatima", "mohammed", "Jansen", "Huis van Hanna"])
def test_what_can_be_a_name_is_asked_about(client: Client, name: str) -> None:
    assert add(client, f"Wegwijzer\n{name}").context["form"].people == (name,)
    assert listed() == []


def test_a_name_is_asked_about_first(client: Client) -> None:
    response = add(client, "Milan de Wit\nWegwijzer")
    assert response.status_code == 422
    assert "kunnen dit mensen zijn" in response.content.decode()
    form = response.context["form"]
    assert form.people == ("Milan de Wit",)
    assert add(client, "Fatima Yilmaz", sure=form.people_mark).status_code == 422
    assert listed() == []
    assert add(client, "Milan de Wit\nWegwijzer", sure=form.people_mark).status_code == 302
    assert listed() == ["Milan de Wit", "Wegwijzer"]


def test_without_the_guard_nothing_is_added_or_tried(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.GUARD_SOCKET = tmp_path / "nobody.sock"
    for response in (add(client, "Wegwijzer"), client.post(TRY, {"text": "Wegwijzer"})):
        assert response.status_code == 422
        page = response.content.decode()
        assert "De privacywacht is er even niet" in page
        assert ">\nWegwijzer</textarea>" in page
    assert listed() == []


def test_removing_can_be_undone(client: Client, world: World) -> None:
    word = GuardWord.objects.create(phrase="Wegwijzer", note="Training", added_by=world.administrator)
    remove, back = (reverse(f"guard:{name}", args=[word.pk]) for name in ("remove_word", "put_word_back"))
    for _time in range(2):  # a double click
        client.post(remove, {"next": PAGE})
    assert listed() == []
    assert "Wegwijzer" not in list(queries.phrases())
    assert back in client.get(PAGE).content.decode()
    for _time in range(2):
        assert client.post(back, {"next": PAGE})["Location"] == PAGE
    word.refresh_from_db()
    assert (listed(), word.note, word.added_by) == (["Wegwijzer"], "Training", world.administrator)
    verbs = Event.objects.filter(target_id=word.pk).values_list("verb", flat=True)
    assert sorted(verbs) == ["privacy.word_put_back", "privacy.word_removed"]


def test_what_was_added_anew_meanwhile_stays_as_it_is(client: Client) -> None:
    word = GuardWord.objects.create(phrase="Wegwijzer")
    client.post(reverse("guard:remove_word", args=[word.pk]))
    add(client, "WEGWIJZER")
    assert client.post(reverse("guard:put_word_back", args=[word.pk])).status_code == 302
    assert listed() == ["WEGWIJZER"]


def test_what_was_removed_is_forgotten_after_a_day(client: Client) -> None:
    word = GuardWord.objects.create(phrase="Wegwijzer")
    client.post(reverse("guard:remove_word", args=[word.pk]))
    forget_words(0)
    assert GuardWord.objects.exists()
    GuardWord.objects.update(removed_at="2026-01-01T00:00Z")
    GuardWord.objects.create(phrase="Kompaslijn")
    forget_words(0)
    assert listed() == ["Kompaslijn"]
    assert GuardWord.objects.count() == 1


def test_the_list_is_searched_and_comes_in_pages(client: Client) -> None:
    GuardWord.objects.bulk_create(
        GuardWord(phrase=f"Methode {n:02}", key=f"methode {n:02}") for n in range(35)
    )
    first = client.get(PAGE).context["page"]
    assert [one.phrase for one in first.items][::29] == ["Methode 00", "Methode 29"]
    assert client.get(PAGE + first.next_url).context["page"].items[0].phrase == "Methode 30"
    found = client.get(PAGE, {"zoek": "meth 07"}).context
    assert ([one.phrase for one in found["page"].items], found["count"]) == (["Methode 07"], 1)
    assert client.get(PAGE, {"zoek": "x" * 500, "na": "onzin"}).status_code == 200


def test_other_sources_say_why_a_word_passes_but_name_no_closed_space(client: Client, world: World) -> None:
    def names(text: str) -> set[str]:
        return {one for group in client.get(PAGE, {"zoek": text}).context["groups"] for one in group.found}

    assert "Signs of Safety" in names("signs saf")
    assert names("elders") == {world.elsewhere.name}
    assert world.closed.name not in names("besl")
    counts = [group.count for group in client.get(PAGE).context["groups"]]
    assert all(counts)
    assert client.get(PAGE).content.decode().count(world.closed.name) == 0


def test_trying_shows_what_is_marked_and_what_passes(client: Client) -> None:
    GuardWord.objects.create(phrase="Huis van Hanna")
    text = "Ik sprak Milan de Wit, met nummer 111222333, over Signs of Safety."
    response = client.post(TRY, {"text": text})
    tried = response.context["tried"]
    assert "".join(one.text for one in tried.pieces) == text
    assert [(one.words, one.does, one.can_be_allowed) for one in tried.found] == [
        ("Milan de Wit", "ask", True),
        ("111222333", "stop", False),
    ]
    assert tried.known == [("Signs of Safety", "zit in Leerkring")]
    assert not tables_with("Milan de Wit") | tables_with("111222333")


def test_trying_shows_markup_as_text(client: Client) -> None:
    response = client.post(TRY, {"text": "<b>Milan de Wit</b><script>alert(1)</script>\u202e 👩‍👧"})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.fixture
def reading(guard: Guard) -> Iterator[None]:
    """A guard that reads its words from the database, as the process does."""
    before = guard.read

    def read() -> list[str]:
        try:
            return list(queries.phrases())
        finally:
            connections.close_all()

    guard.read = read
    yield
    guard.read = before
    guard.reread()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("reading")
def test_a_word_counts_at_once_for_who_writes() -> None:
    world = make_world()
    editor, writer = client_of(world.editor), client_of(world.member)
    sent = asked(text="Wij spraken daar met Milan Morgenrood over herstel.")
    assert writer.post(reverse("community:ask"), sent).status_code == 422
    add_for_sure(editor, "Milan Morgenrood")
    assert writer.post(reverse("community:ask"), sent).status_code == 302
    assert Contribution.objects.filter(state="published").count() == 1
    editor.post(reverse("guard:remove_word", args=[GuardWord.objects.get().pk]))
    again = asked(text="Wij spraken daar weer met Milan Morgenrood over herstel.")
    assert writer.post(reverse("community:ask"), again).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_two_who_add_the_same_at_once_make_one() -> None:
    world = make_world()

    def go(role: str) -> int:
        return len(actions.add_words(world.people[role], world.platform, ["Wegwijzer", f"Van {role}"]))

    made = together(lambda: go("editor"), lambda: go("administrator"))
    assert sorted(made) == [1, 2]
    assert sorted(listed()) == ["Van administrator", "Van editor", "Wegwijzer"]
