"""Whom a line in the list of messages shows."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.services.discussion.actions import follow, reply, take_away
from tests.services.notifications.conftest import Ask
from tests.world import client_of


def page(client: Client) -> str:
    return client.get(reverse("notifications:list")).content.decode()


def test_the_circle_before_a_line_tells_nothing_about_who_is_anonymous(
    ask: Ask, spread: Callable[[], None], asker: Person, helper: Person
) -> None:
    browser, entry = client_of(asker), ask(helper)
    follow(asker, entry, wanted=True)
    Entry.objects.filter(pk=entry.pk).update(is_anonymous=True)
    entry.refresh_from_db()
    answer = reply(helper, entry, "<p>It worked.</p>")
    spread()
    assert "The asker" in page(browser)
    for _ in range(2):
        line = page(browser).partition('<li class="row row--message')[2].partition("<h3")[0]
        assert 'tone-anoniem"' in line
        assert ">H<" not in line
        take_away(helper, answer)
    own = reply(helper, ask(asker), "<p>Try the library.</p>")
    spread()
    assert f'tone-{own.author.tone}" aria-hidden="true">H</span>' in page(browser)
