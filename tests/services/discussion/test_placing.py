"""What the scripts of a thread ask the server for, and what nobody's text can break."""

import json
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerkring.domains.community.models import Contribution
from leerkring.services.discussion.models import ReadMarker, Reply
from tests.services.discussion.test_discussion import url
from tests.world import World, answers, client_of, question

SCRIPT = {"HX-Request": "true"}
ODD = [
    "\x00",
    "\u202eabc",
    "\U0001f469\u200d\U0001f467" * 50,
    "<script>alert(1)</script>",
    "a" * 600_000,
    "<blockquote>" * 99,
]
BROKEN = [b"text=%ff%fe&na=0", b"text=%F0%28%8C%28", b"text=\xff\xfe", b"text=%00&nonce=%00"]


@pytest.fixture
def entry(world: World) -> Contribution:
    return question(world.member, world.platform)


def test_a_placed_answer_comes_back_with_those_of_others(world: World, entry: Contribution) -> None:
    answers(entry, world.facilitator, 2)
    client = client_of(world.neighbour)
    client.get(entry.get_absolute_url())
    answers(entry, world.facilitator)
    nonce = str(uuid4())
    for _twice in range(2):
        facts = {"text": "Mijn antwoord.", "na": "2", "nonce": nonce}
        part = client.post(url("reply_to", entry), facts, headers=SCRIPT)
        html = part.content.decode()
        assert part.status_code == 200
        assert "<html" not in html
        assert 'id="antwoord-3"' in html
        assert 'id="antwoord-4"' in html
        assert 'id="antwoord-2"' not in html
        assert "4 antwoorden" in html
        assert 'data-last="4"' in html
        assert html.index('id="nieuw"') < html.index('id="antwoord-3"')
    assert Reply.objects.count() == 4, "the same form twice is one answer"
    assert ReadMarker.objects.get(person=world.neighbour).last_number == 4


def test_text_that_is_not_right_comes_back_in_the_form(world: World, entry: Contribution) -> None:
    client = client_of(world.neighbour)
    part = client.post(url("reply_to", entry), {"text": "x" * 30_000, "na": "0"}, headers=SCRIPT)
    html = part.content.decode()
    assert part.status_code == 422
    assert "data-composer" in html
    assert "x" * 30_000 in html
    assert "<html" not in html


def test_a_script_is_sent_where_a_part_is_not_enough(world: World, entry: Contribution) -> None:
    answers(entry, world.facilitator, 2)
    client = client_of(world.neighbour)
    for odd in ({}, {"na": "x"}, {"na": "9" * 30}, {"na": "-1"}):
        part = client.post(url("reply_to", entry), {"text": "Ja.", **odd}, headers=SCRIPT)
        assert part["HX-Redirect"] == Reply.objects.latest("pk").get_absolute_url()
    away = client_of(None).post(url("reply_to", entry), {"text": "Ja."}, headers=SCRIPT)
    assert "/account/inloggen/" in away["HX-Redirect"]


def test_whether_there_is_news(world: World, entry: Contribution) -> None:
    answers(entry, world.facilitator, 3)
    client, news = client_of(world.neighbour), url("news", entry)
    first = client.get(news, {"na": "1"})
    assert json.loads(first.content) == {"count": 2, "words": "2 nieuwe antwoorden"}
    again = client.get(news, {"na": "1"}, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert client.get(news, {"na": "3"}).json()["count"] == 0
    for odd in ("", "x", "9" * 40, "-3"):
        assert client.get(news, {"na": odd}).json()["count"] == 0
    assert client_of(world.expert).get(news).status_code == 404


def test_withdrawn_while_somebody_answers(world: World, entry: Contribution) -> None:
    client_of(world.member).post(f"{entry.get_absolute_url()}weghalen/")
    assert client_of(world.neighbour).post(url("reply_to", entry), {"text": "Ja."}).status_code == 404


@settings(
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=st.text(max_size=300) | st.sampled_from(ODD),
    form=st.sampled_from(["plain", "html", "x"]),
    script=st.booleans(),
)
def test_no_text_breaks_the_form(
    world: World, entry: Contribution, text: str, form: str, script: bool
) -> None:
    client = client_of(world.neighbour)
    with transaction.atomic():
        facts = {"text": text.encode("utf-8", "replace").decode(), "text_format": form, "na": "0"}
        sent = client.post(url("reply_to", entry), facts, headers=SCRIPT if script else {})
        assert sent.status_code in (200, 302, 422)
        assert b"<script>alert" not in client.get(entry.get_absolute_url()).content
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "body", [b"text=%ff%fe&na=0", b"text=%F0%28%8C%28", b"text=\xff\xfe", b"text=%00&nonce=%00"]
)
def test_broken_bytes_are_no_accident(world: World, entry: Contribution, body: bytes) -> None:
    kind = "application/x-www-form-urlencoded"
    sent = client_of(world.neighbour).post(url("reply_to", entry), body, content_type=kind)
    assert sent.status_code in (302, 422)
