"""The thread page is put together from remembered pieces: each viewer still gets a page of their own."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.timezone import now

from leerkring.core.entries.models import Entry, Link
from leerkring.core.events.record import record
from leerkring.domains.community import queries
from leerkring.domains.community.models import Contribution
from leerkring.kit.ui import fragments
from leerkring.services.discussion.conversation import conversation, replies_of
from leerkring.services.discussion.models import Follow, Helpful, Recognition, Reply
from leerkring.services.notifications.models import Told
from tests.world import ROLES, SCOPES, World, answers, client_of, member, question

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value="|"X-CSRFToken": ")\w{64}')
PLACE = "999999999999999999"
"""Stands in the remembered form where the entry comes."""


@pytest.fixture
def entry(world: World) -> Contribution:
    """With answers of several people, one chosen, and something of everybody's doing."""
    made = question(world.member, world.network, openness="public", round_at=now(), themes=world.themes[:2])
    other = question(world.neighbour, world.platform, themes=world.themes[1:3])
    Link.objects.create(of=made, to=other, relation="came_from")
    given = [answers(made, who)[0] for who in (world.neighbour, world.facilitator, world.member)]
    Reply.objects.filter(pk=given[0].pk).update(is_chosen=True, helpful_count=1)
    Helpful.objects.create(reply=given[0], person=world.editor)
    Recognition.objects.create(entry=made, person=world.core_group)
    Follow.objects.create(entry=made, person=world.administrator)
    return made


def page(client: Client, entry: Entry) -> str:
    return client.get(entry.get_absolute_url()).content.decode()


def without_tokens(html: str) -> str:
    return TOKEN.sub(r"\1", UUID.sub("", html))


def test_what_is_remembered_for_one_is_never_shown_to_another(world: World, entry: Contribution) -> None:
    clients = {role: client_of(world.people.get(role)) for role in ROLES}
    clients["nameless"] = client_of(member("nameless", name=""))
    for client in clients.values():
        page(client, entry)  # the second time nothing is new
    alone = {}
    for role, client in clients.items():
        fragments.forget()
        alone[role] = without_tokens(page(client, entry))
    assert len(set(alone.values())) == len(alone)
    for _time in range(2):
        for role, client in clients.items():
            assert without_tokens(page(client, entry)) == alone[role], role


def test_each_gets_the_buttons_of_their_own(world: World, entry: Contribution) -> None:
    given = {one.author_id: one.get_absolute_url() for one in entry.replies.all()}
    for role in ("member", "neighbour", "facilitator", "editor", "visitor"):
        person = world.people.get(role)
        html = page(client_of(person), entry)
        for author, url in given.items():
            assert (f'"{url}wijzigen/"' in html) == (person is not None and author == person.pk), (role, url)
            assert (f'"{url}wat-aan/"' in html) == (person is not None and author != person.pk), (role, url)
        assert ("heropenen/" in html) == (role == "member")
        assert ("soort=lesson" in html) == (role != "visitor")
        assert ("speelt-ook/" in html) == (role not in ("member", "visitor"))
        assert ("csrfmiddlewaretoken" in html) == (role != "visitor")


class Form(HTMLParser):
    """The fields of the form to answer, as a browser would send it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.inside = "", False
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "form":
            self.inside = "form--reply" in (facts.get("class") or "")
            self.action = facts.get("action") or "" if self.inside else self.action
        elif tag in ("input", "textarea") and self.inside and facts.get("type") != "file":
            self.fields[str(facts.get("name"))] = facts.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


def test_the_form_is_that_of_this_entry_and_this_viewer(world: World, entry: Contribution) -> None:
    other = question(world.facilitator, world.circle)
    nonces = []
    for who, on in ((world.neighbour, entry), (world.member, other), (world.neighbour, entry)):
        client = Client(enforce_csrf_checks=True)
        client.force_login(who)
        html = page(client, on)
        form = Form(html)
        assert PLACE not in html
        assert form.fields["nonce"] != form.fields["files_nonce"]
        assert f'data-draft="{form.fields["nonce"]}"' in html
        assert client.post(form.action, form.fields | {"text": "Zo doen wij het."}).status_code == 302
        assert replies_of(on).last().author == who  # type: ignore[union-attr]
        nonces += [form.fields["nonce"], form.fields["files_nonce"]]
    assert len(set(nonces)) == 6
    assert (entry.replies.count(), other.replies.count()) == (5, 1)


def test_an_answer_placed_by_a_script_comes_with_a_new_form(world: World, entry: Contribution) -> None:
    client = client_of(world.neighbour)
    first = Form(page(client, entry))
    sent = first.fields | {"text": "Zo doen wij het.", "na": "3"}
    html = client.post(first.action, sent, headers={"HX-Request": "true"}).content.decode()
    again = Form(html)
    assert PLACE not in html
    assert "Zo doen wij het." in html
    assert again.action == first.action
    assert not {again.fields["nonce"], again.fields["files_nonce"]} & set(first.fields.values())


def test_the_form_is_in_the_language_of_the_page(world: World, entry: Contribution) -> None:
    client = client_of(world.neighbour)
    world.neighbour.language = "en"
    for language, words in (
        ("nl", "Plaats je antwoord"),
        ("en", "Place your answer"),
        ("nl", "Plaats je antwoord"),
    ):
        world.neighbour.language = language
        world.neighbour.save(update_fields=["language"])
        assert words in page(client, entry)
        translation.activate("nl")


@pytest.mark.parametrize("state", ["published", "draft", "withdrawn", "discarded"])
def test_who_finds_a_contribution_is_who_may_see_it(world: World, state: str) -> None:
    made = [
        question(world.member, world.space(scope), openness=openness, state=state)
        for scope, openness in (
            ("public", "public"),
            ("public", "members"),
            ("members", "members"),
            ("closed", "space"),
        )
    ]
    assert len(made) > len(SCOPES)
    for role in ROLES:
        viewer = world.people.get(role) or AnonymousUser()
        for one in made:
            seen = Contribution.objects.get_queryset().visible_to(viewer).filter(pk=one.pk).first()
            if seen is None:
                with pytest.raises(Http404):
                    queries.get_contribution(viewer, one.pk)
            else:
                found = queries.get_contribution(viewer, one.pk)
                assert _columns(found) == _columns(seen)
                assert list(found.theme_ids) == [theme.pk for theme in one.themes.all()]
                assert (found.face, found.space.name) == (seen.face, seen.space.name)


def test_what_is_no_contribution_is_not_found(world: World) -> None:
    other = question(world.member, world.platform)
    Entry.objects.filter(pk=other.pk).update(kind="something else")
    for pk in (other.pk, 0, 10**30):
        with pytest.raises(Http404):
            queries.get_contribution(world.member, pk)


def test_a_page_of_answers_is_what_the_database_has(world: World, entry: Contribution) -> None:
    answers(entry, world.editor, 40)
    whole = list(replies_of(entry))
    for first in (1, 2, 31, 44):
        page = conversation(world.member, entry, first).replies
        assert [_columns(one) for one in page] == [_columns(one) for one in whole[first - 1 : first + 29]]
        assert [one.face for one in page] == [one.face for one in whole[first - 1 : first + 29]]


def test_reading_is_seeing_what_one_was_told_and_locks_nothing_else(
    world: World, entry: Contribution
) -> None:
    client, url = client_of(world.member), entry.get_absolute_url()
    reply = entry.replies.all()[0]
    event = record("discussion.replied", by=reply.author, on=reply)
    told = Told.objects.create(person=world.member, event=event, kind="answer", entry=entry, at=now())
    client.get(url)
    told.refresh_from_db()
    assert told.seen_at is not None
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    assert not [one["sql"] for one in asked.captured_queries if "FOR UPDATE" in one["sql"]]


def _columns(row: Entry | Reply) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
