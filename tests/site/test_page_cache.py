"""Pages for visitors are kept, and are never older than what happened, nor anybody's own."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from leerkring.core.events import watch
from leerkring.core.events.models import Event
from leerkring.core.events.record import record
from leerkring.core.events.watch import Watch
from leerkring.domains.community.models import Contribution
from leerkring.services.discussion import actions
from leerkring.site import page_cache
from leerkring.site.page_cache import Page, Shelf
from tests.world import World, client_of, question

KEPT = "X-Kept-Page"


@pytest.fixture(autouse=True)
def keeping(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are kept on an empty shelf, and the log is read at every request."""
    settings.KEEP_PAGES = True
    monkeypatch.setattr(watch, "LOOK_AGAIN", -1.0)
    monkeypatch.setattr(page_cache, "_shelf", Shelf(Watch()))


@pytest.fixture
def asked(world: World) -> Contribution:
    return question(world.member, world.platform, openness="public")


def kept(client: Client, url: str, **headers: str) -> bool:
    """Whether the second of two requests is answered from the cache, with the same page."""
    first, second = client.get(url, headers=headers), client.get(url, headers=headers)
    if second.get(KEPT) == "yes":
        assert first.content == second.content
        assert first["Content-Security-Policy"] == second["Content-Security-Policy"]
    return second.get(KEPT) == "yes"


@pytest.mark.parametrize("name", ["home", "community:list", "spaces:list", "pages:how"])
def test_keeps_pages_for_visitors(asked: Contribution, name: str) -> None:
    assert kept(Client(), reverse(name))
    assert kept(Client(), asked.get_absolute_url())


def test_never_keeps_what_somebody_sees_who_is_signed_in(world: World, asked: Contribution) -> None:
    assert not kept(client_of(world.member), asked.get_absolute_url())
    assert "Mijn pagina" not in Client().get(asked.get_absolute_url()).content.decode()
    assert client_of(world.member).get(asked.get_absolute_url()).get(KEPT) is None


def test_a_visitor_never_gets_a_page_of_a_closed_space(world: World) -> None:
    closed = question(world.member, world.closed)
    client_of(world.member).get(closed.get_absolute_url())
    assert Client().get(closed.get_absolute_url()).status_code == 404
    assert Client().get(closed.get_absolute_url()).status_code == 404


def test_keeps_no_page_with_a_token_in_it(world: World) -> None:
    first = Client().get(reverse("account_login"))
    assert "csrftoken" in first.cookies
    assert not kept(Client(), reverse("account_login"))


def test_keeps_nothing_for_other_methods_cookies_or_failures(asked: Contribution) -> None:
    url = asked.get_absolute_url()
    assert kept(Client(), url)
    stranger = Client()
    stranger.cookies["messages"] = "something"
    assert stranger.get(url).get(KEPT) is None
    assert Client().head(url).get(KEPT) is None
    assert not kept(Client(), "/bestaat-niet/")


def test_languages_and_addresses_have_pages_of_their_own(asked: Contribution) -> None:
    english = Client()
    english.cookies["django_language"] = "en"
    assert kept(Client(), reverse("home"))
    assert kept(english, reverse("home"))
    assert 'lang="en"' in english.get(reverse("home")).content.decode()
    assert 'lang="nl"' in Client().get(reverse("home")).content.decode()
    assert Client().get(reverse("home") + "?van=elders").get(KEPT) is None


def test_an_answer_is_there_at_once(world: World, asked: Contribution) -> None:
    url = asked.get_absolute_url()
    assert kept(Client(), url)
    assert kept(Client(), reverse("community:list"))
    actions.reply(world.neighbour, asked, "<p>Zo doen wij dat.</p>", nonce=uuid4())
    assert "Zo doen wij dat." in Client().get(url).content.decode()
    assert Client().get(reverse("community:list")).get(KEPT) is None


def test_an_answer_elsewhere_leaves_a_thread_alone(world: World, asked: Contribution) -> None:
    other = question(world.member, world.platform, openness="public")
    assert kept(Client(), asked.get_absolute_url())
    actions.reply(world.neighbour, other, "<p>Zo doen wij dat.</p>", nonce=uuid4())
    assert Client().get(asked.get_absolute_url()).get(KEPT) == "yes"


def test_what_visitors_do_not_see_drops_nothing(world: World, asked: Contribution) -> None:
    assert kept(Client(), reverse("community:list"))
    actions.follow(world.neighbour, asked, wanted=True)
    assert Client().get(reverse("community:list")).get(KEPT) == "yes"


def test_any_other_event_drops_everything(world: World, asked: Contribution) -> None:
    assert kept(Client(), asked.get_absolute_url())
    record("people.profile_edited", by=world.member, on=world.member)
    assert Client().get(asked.get_absolute_url()).get(KEPT) is None


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def page(until: float = 60.0) -> Page:
    return Page(b"x", (), None, until)


def test_a_page_made_while_something_happened_is_not_kept(world: World) -> None:
    shelf = Shelf(Watch(Clock()))
    since = shelf.open()
    record("people.profile_edited", by=world.member, on=world.member)
    shelf.keep("page", page(), since=since)
    assert shelf.find("page") is None
    shelf.keep("page", page(), since=shelf.open())
    assert shelf.find("page")


def test_a_page_gets_no_older_than_a_minute(world: World) -> None:
    clock = Clock()
    shelf = Shelf(Watch(clock))
    shelf.keep("page", page(), since=shelf.open())
    clock.at = 59.0
    assert shelf.find("page")
    clock.at = 61.0
    assert shelf.find("page") is None


def test_an_event_committed_late_counts_too(world: World) -> None:
    """A slow transaction got its number first and was committed last."""
    shelf = Shelf(Watch(Clock()))
    late = record("people.profile_edited", by=world.member, on=world.member)
    Event.objects.filter(pk=late.pk).delete()
    record("people.profile_edited", by=world.member, on=world.member)
    shelf.keep("page", page(), since=shelf.open())
    assert shelf.find("page")
    late.save(force_insert=True)
    assert shelf.find("page") is None


def test_the_shelf_has_an_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "MOST", 2)
    shelf = Shelf(Watch(Clock()))
    for name in "abc":
        shelf.keep(name, page(), since=shelf.open())
    assert [bool(shelf.find(name)) for name in "abc"] == [False, True, True]
