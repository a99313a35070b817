"""What the script on the page asks while somebody types."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from leerkring.kit.lines import lines
from leerkring.services.privacy import views
from leerkring.services.privacy.models import Confirmation, GuardRule
from tests.world import World, client_of, question


@pytest.fixture
def client(world: World) -> Client:
    cache.clear()
    return client_of(world.member)


def look(client: Client, fields: dict[str, str], **more: Any) -> Any:
    body = json.dumps({"fields": fields, **more})
    return client.post(reverse("privacy:look"), body, content_type="application/json")


def test_it_says_what_stands_where_in_the_lines_of_the_editor(client: Client) -> None:
    html = "<p>Hoi 👋 en</p><ul><li><p>Zijn nummer: 111222333</p></li></ul>"
    (found,) = look(client, {"title": "Een vraag", "text": html}).json()["findings"]
    assert lines(html).text[found["start"] : found["end"]] == "111222333"
    assert (found["field"], found["kind"], found["does"]) == ("text", "bsn", "stop")
    assert found["label"] == "Een burgerservicenummer"
    assert found["instead"] == ["[nummer]"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p></p><p>b</p>", "a\n\nb"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<ul><li><p>a</p></li><li><p>b</p></li></ul><p>c</p>", "a\nb\nc"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<blockquote><p>a &amp; b</p></blockquote><p><strong>c</strong>d</p>", "a & b\ncd"),
        ("a", "a"),
        ("", ""),
    ],
)
def test_a_rich_text_has_the_lines_that_the_editor_counts(html: str, text: str) -> None:
    assert lines(html).text == text


def test_a_link_stands_where_its_words_stand() -> None:
    read = lines('<p>Dank</p><p>je <a href="/mensen/1/">@Noor</a>!</p>')
    (link,) = read.links
    assert read.text[link.start : link.end] == "@Noor"


def test_the_policy_of_the_space_counts(client: Client, world: World) -> None:
    GuardRule.objects.create(kind="bsn", space=world.circle, does="hint", is_exception=True)
    fields = {"text": "<p>111222333 is zijn bsn</p>"}
    (there,) = look(client, fields, space=world.circle.slug).json()["findings"]
    (elsewhere,) = look(client, fields, space="bestaat-niet").json()["findings"]
    assert (there["does"], elsewhere["does"]) == ("hint", "stop")


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("Haar zoon Sjoerd slaapt slecht.", ["", "een jongen van 14", "[naam]"]),
        ("Ik sprak haar moeder Fatima el Amrani.", ["", "[naam]"]),
        ("Mevrouw De Vries belde.", ["een jongen van 14", "een meisje van 14", "de moeder", "[naam]"]),
    ],
)
def test_what_can_stand_instead_fits_the_words_before_it(
    client: Client, said: str, instead: list[str]
) -> None:
    (found,) = look(client, {"text": f"<p>{said}</p>"}).json()["findings"]
    assert found["instead"] == instead


def test_what_was_confirmed_in_a_conversation_is_not_shown_there_again(client: Client, world: World) -> None:
    entry = question(world.facilitator, world.circle)
    fields = {"text": "<p>Haar zoon Sjoerd slaapt slecht.</p>"}
    (found,) = look(client, fields).json()["findings"]
    Confirmation.objects.create(
        entry=entry, person=world.member, kind="naam", length=6, mark=found["mark"], reason="nobody"
    )
    assert look(client, fields, on=str(entry.pk)).json()["findings"] == []
    assert len(look(client, fields, on="999999").json()["findings"]) == 1
    assert len(look(client, fields, on="x").json()["findings"]) == 1


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"fields": []}', '{"fields": null}', "null", '{"fields": {"text": ' + "[" * 5000]
)
def test_what_is_not_well_formed_is_refused(client: Client, body: str) -> None:
    response = client.post(reverse("privacy:look"), body, content_type="application/json")
    assert response.status_code == 422


def test_a_guard_that_is_away_finds_nothing(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.GUARD_SOCKET = tmp_path / "nobody.sock"
    response = look(client, {"text": "<p>111222333</p>"})
    assert (response.status_code, response.json()) == (503, {"findings": []})


def test_nobody_asks_without_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST_A_MINUTE", 2)
    assert [look(client, {"title": "x"}).status_code for _time in range(3)] == [200, 200, 429]


def test_visitors_are_not_helped(world: World) -> None:
    assert look(Client(), {"title": "x"}).status_code == 302
