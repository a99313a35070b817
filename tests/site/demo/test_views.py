"""The panel and the page with outgoing mail."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from leerkring.services.notifications.models import OutgoingMail
from leerkring.services.notifications.outgoing import queue_account_mail
from leerkring.site.demo.personas import PERSONAS

pytestmark = pytest.mark.usefixtures("demo")


def test_one_click_signs_in_as_each_persona(client: Client) -> None:
    for one in PERSONAS:
        response = client.post(reverse("demo:look_along", args=[one.slug]), follow=True)
        assert response.status_code == 200
        assert response.context["user"].email == one.email
        assert response.context["user"].name == one.name


def test_the_visitor_is_nobody(client: Client) -> None:
    client.post(reverse("demo:look_along", args=["noor"]))
    response = client.post(reverse("demo:visitor"), follow=True)
    assert not response.context["user"].is_authenticated


def test_goes_on_to_a_page_of_our_own_only(client: Client) -> None:
    url = reverse("demo:look_along", args=["noor"])
    assert client.post(url, {"next": "/vragen/"})["Location"] == "/vragen/"
    assert client.post(url, {"next": "https://elsewhere.example/"})["Location"] == "/"


def test_signing_in_takes_a_form_of_this_site() -> None:
    browser, url = Client(enforce_csrf_checks=True), reverse("demo:look_along", args=["noor"])
    assert browser.get(url).status_code == 405
    for elsewhere in ("cross-site", "same-site"):
        assert browser.post(url, headers={"Sec-Fetch-Site": elsewhere}).status_code == 403
    assert browser.post(url, headers={"Sec-Fetch-Site": "same-origin"})["Location"] == "/"


def test_an_unknown_persona_is_not_there(client: Client) -> None:
    assert client.post(reverse("demo:look_along", args=["niemand"])).status_code == 404


def test_every_page_has_the_panel_without_anything_inline(client: Client) -> None:
    page = client.get("/").content.decode()
    panel = page[
        page.index('<aside class="demo"') : page.index("</aside>", page.index('<aside class="demo"'))
    ]
    assert panel.count("<form") == len(PERSONAS) + 1
    assert 'aria-current="true"' in panel
    assert not re.search(r'\sstyle="|<script|\son\w+="', panel)


def test_a_newcomer_finds_the_code(client: Client) -> None:
    queue_account_mail("nieuw@example.nl", "Je code", "Je code:\n\nABC-DEF")
    mail = OutgoingMail.objects.get(address="nieuw@example.nl")
    page = client.get(reverse("demo:post")).content.decode()
    assert page.index("nieuw@example.nl") < page.index("demo.leerkring.example")
    assert "ABC-DEF" in client.get(reverse("demo:mail", args=[mail.pk])).content.decode()


def test_the_page_that_asks_for_a_code_says_where_it_is(client: Client) -> None:
    hint = 'class="demo__hint"'
    assert hint not in client.get(reverse("account_login")).content.decode()
    page = client.post(
        reverse("account_request_login_code"), {"email": PERSONAS[0].email}, follow=True
    ).content.decode()
    assert hint in page
    assert reverse("demo:post") in page


def test_the_html_of_a_mail_can_do_nothing(client: Client) -> None:
    mail = OutgoingMail.objects.exclude(html="").latest("pk")
    response = client.get(reverse("demo:mail_html", args=[mail.pk]))
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert "frame-ancestors 'self'" in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    page = client.get(reverse("demo:mail", args=[mail.pk]))
    assert 'sandbox="allow-top-navigation-by-user-activation"' in page.content.decode()
    assert "unsafe-inline" not in page["Content-Security-Policy"]


def test_a_mail_without_words_is_not_there(client: Client) -> None:
    mail = OutgoingMail.objects.latest("pk")
    OutgoingMail.objects.filter(pk=mail.pk).update(html="")
    assert client.get(reverse("demo:mail", args=[mail.pk])).status_code == 404
    assert client.get(reverse("demo:mail_html", args=[mail.pk])).status_code == 404
