"""Tips to write more plainly come along with the look, for forms that want them."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from leerkring.kit.lines import lines
from tests.world import World, client_of, question

TEXT = (
    "<p>👋 Wij praten elke week met ouders over wat goed gaat. Dat helpt, want zij weten veel van hun kind. "
    "Ten aanzien van de school weten wij niet genoeg.</p><p>Wie heeft daar een goed gesprek over gehad, en "
    "hoe begon dat gesprek over de problematiek? Wij horen graag wat jullie hebben gedaan.</p>"
)


@pytest.fixture
def client(world: World) -> Client:
    cache.clear()
    return client_of(world.member)


def tips(client: Client, **body: Any) -> list[dict[str, Any]]:
    answer = client.post(reverse("privacy:look"), json.dumps(body), content_type="application/json")
    found: list[dict[str, Any]] = answer.json()["tips"]
    return found


def test_a_tip_says_where_why_and_what_fits_there(client: Client) -> None:
    found = tips(client, fields={"text": TEXT}, plain=True)
    words = [lines(TEXT).text[one["start"] : one["end"]] for one in found]
    assert words == ["Ten aanzien van", "problematiek"]
    assert [one["instead"] for one in found] == [["over", "bij"], []]
    assert found[1]["why"] == "Gewoner: problemen."


def test_no_tips_for_who_does_not_ask_and_none_for_a_title(client: Client) -> None:
    assert tips(client, fields={"text": TEXT}) == []
    assert tips(client, fields={"title": lines(TEXT).text}, plain=True) == []


def test_new_texts_ask_for_tips_and_answers_do_not(client: Client, world: World) -> None:
    asking = client.get("/vragen/stel/").content.decode()
    answering = client.get(question(world.member, world.platform).get_absolute_url()).content.decode()
    assert f'data-look="{reverse("privacy:look")}"' in asking
    assert f'data-look="{reverse("privacy:look")}"' in answering
    assert "data-plain" in asking
    assert "data-plain" not in answering
