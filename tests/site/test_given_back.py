"""A page that was open too long: nothing is sent, and nothing that was typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from leerkring.domains.community.models import Contribution
from tests.world import World, asked, client_of

ASK = "/vragen/stel/"
OWN = {"Origin": "http://testserver"}
WORDS = "Wij beginnen <script>alert(1)</script> ermee & nu?"


def _strict(world: World | None = None) -> Client:
    client = Client(enforce_csrf_checks=True)
    if world:
        client.force_login(world.member)
    return client


def _again(client: Client, page: Any) -> Any:
    """Send the form of that page, as a browser would."""
    context = page.context
    values: dict[str, list[str]] = {}
    for one in context["typed"]:
        values.setdefault(one.name, []).append(one.value)
    token = str(context["csrf_token"])
    return client.post(ASK, {**values, "csrfmiddlewaretoken": token}, headers=OWN)


def test_a_token_that_is_no_longer_good_gives_the_text_back(world: World) -> None:
    client = _strict(world)
    page = client.post(ASK, asked(text=WORDS), headers=OWN)
    html = page.content.decode()
    assert page.status_code == 403
    assert "Wij beginnen &lt;script&gt;alert(1)&lt;/script&gt; ermee &amp; nu?" in html
    assert "<script>alert" not in html
    assert not Contribution.objects.exists()
    assert _again(client, page).status_code == 302
    assert Contribution.objects.get().title == asked()["title"]


def test_a_session_that_ended_while_writing_gives_the_text_back(world: World) -> None:
    client = _strict()
    client.get(reverse("account_login"))
    token = client.cookies["csrftoken"].value
    page = client.post(ASK, asked(text=WORDS, csrfmiddlewaretoken=token), headers=OWN)
    assert page.status_code == 401
    assert "familiegroepsplan" in page.content.decode()
    client.force_login(world.member)
    assert _again(client, page).status_code in (302, 403)


@pytest.mark.parametrize("sent_from", [{}, {"Origin": "https://elders.example"}, {"Origin": "null"}])
def test_a_form_from_elsewhere_gets_nothing_to_send_on(world: World, sent_from: dict[str, str]) -> None:
    page = _strict(world).post(ASK, asked(text=WORDS), headers=sent_from)
    assert page.status_code == 403
    assert "Wij beginnen" not in page.content.decode()
    visitor = Client().post(ASK, asked(text=WORDS), headers=sent_from)
    assert visitor.status_code == 302


@pytest.mark.parametrize("facts", [{"Sec-Fetch-Mode": "cors"}, {"HX-Request": "true"}])
def test_a_script_keeps_its_own_text(facts: dict[str, str]) -> None:
    response = Client().post(ASK, asked_without_theme(), headers={**OWN, **facts})
    assert response.status_code in (200, 302)
    assert "Wij beginnen" not in response.content.decode()


def asked_without_theme() -> dict[str, str]:
    return {"title": "Wat werkt hier?", "text": "Wij beginnen ermee."}


@pytest.mark.parametrize("size", [3_000_000, 10_000_000])
def test_far_too_much_text_is_refused_in_plain_words(world: World, size: int) -> None:
    page = client_of(world.member).post(ASK, asked(text="x" * size))
    assert page.status_code == 413
    assert "20.000" in page.content.decode()


def test_ten_thousand_fields_are_refused(world: World) -> None:
    many = {f"veld{n}": "x y" for n in range(10_000)}
    assert client_of(world.member).post(ASK, {**asked(), **many}).status_code == 413
