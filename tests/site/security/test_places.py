"""Where somebody is signed in, and proof before something changes."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils.timezone import now

from leerkring.core.people.models import Person
from leerkring.site.security.activity import NOTED, NOWHERE
from tests.site.security.people import (
    CONFIRM,
    OVERVIEW,
    is_in,
    mailed_code,
    page,
    said,
    samira,
    signed_in_by_code,
)
from tests.world import World, client_of

PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
)
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
ADD = "/account/veiligheid/passkeys/nieuw/"


@pytest.fixture
def me(world: World) -> Person:
    return samira()


def test_devices_in_plain_words_and_this_one_marked(me: Person) -> None:
    signed_in_by_code(me, PHONE)
    browser = signed_in_by_code(me, WINDOWS)
    places = browser.get(OVERVIEW).context["places"]
    assert [(one.device, one.is_here, one.is_phone) for one in places] == [
        ("Firefox op een Windows-computer", True, False),
        ("Safari op een iPhone", False, True),
    ]
    assert "dit apparaat" in page(browser.get(OVERVIEW))


def test_another_browser_is_out_when_ended(me: Person) -> None:
    phone, browser = signed_in_by_code(me, PHONE), signed_in_by_code(me, WINDOWS)
    there = next(one for one in browser.get(OVERVIEW).context["places"] if not one.is_here)
    response = browser.post(f"/account/veiligheid/uitloggen/{there.pk}/", follow=True)
    assert "Je bent daar uitgelogd" in said(response)
    assert (is_in(phone), is_in(browser)) == (False, True)
    again = browser.post(f"/account/veiligheid/uitloggen/{there.pk}/", follow=True)
    assert "niet meer ingelogd" in said(again)


def test_everywhere_else(me: Person) -> None:
    others = [signed_in_by_code(me), signed_in_by_code(me)]
    browser = signed_in_by_code(me)
    browser.post("/account/veiligheid/uitloggen/")
    assert [is_in(one) for one in (*others, browser)] == [False, False, True]


def test_nobody_ends_anothers_session(me: Person) -> None:
    mine = signed_in_by_code(me)
    place = UserSession.objects.get(user=me)
    other = signed_in_by_code(samira("ander"))
    other.post(f"/account/veiligheid/uitloggen/{place.pk}/")
    other.post("/account/veiligheid/uitloggen/")
    assert is_in(mine)


def test_no_network_address_is_kept(me: Person) -> None:
    signed_in_by_code(me)
    assert {row.ip for row in UserSession.objects.all()} == {NOWHERE}


def test_when_it_was_used_is_noted_once_an_hour(me: Person) -> None:
    browser = signed_in_by_code(me)
    before = now() - timedelta(days=3)
    UserSession.objects.update(last_seen_at=before)
    browser.get("/")
    assert UserSession.objects.get().last_seen_at == before
    session = browser.session
    session[NOTED] = 0
    session.save()
    browser.get("/")
    assert UserSession.objects.get().last_seen_at > before


def test_an_open_browser_alone_changes_nothing(me: Person) -> None:
    browser = client_of(me)
    assert browser.get(ADD)["Location"] == f"{CONFIRM}?next=%2Faccount%2Fveiligheid%2Fpasskeys%2Fnieuw%2F"
    assert browser.post(ADD, {"name": "x", "credential": "{}"})["Location"].startswith(CONFIRM)


def test_a_mailed_code_is_proof(me: Person) -> None:
    browser = client_of(me)
    browser.post(f"{CONFIRM}?next={ADD}", {"send": "1"})
    assert browser.post(f"{CONFIRM}?next={ADD}", {"code": "FOUT-FOUT"}).status_code == 422
    assert browser.post(f"{CONFIRM}?next={ADD}", {"code": mailed_code()})["Location"] == ADD
    assert browser.get(ADD).status_code == 200


def test_three_wrong_codes_end_it(me: Person) -> None:
    browser = client_of(me)
    browser.post(CONFIRM, {"send": "1"})
    code = mailed_code()
    for _time in range(3):
        browser.post(CONFIRM, {"code": "FOUT-FOUT"})
    assert browser.post(CONFIRM, {"code": code}).status_code == 422
    assert browser.get(ADD).status_code == 302


def test_asking_codes_over_and_over_must_wait(me: Person) -> None:
    browser = client_of(me)
    answers = [browser.post(CONFIRM, {"send": "1"}) for _time in range(4)]
    assert [one.status_code for one in answers] == [302, 302, 302, 200]
    assert "Wacht een paar minuten" in said(answers[-1])


def test_onward_stays_on_this_site(me: Person) -> None:
    browser = client_of(me)
    browser.post(CONFIRM, {"send": "1"})
    response = browser.post(f"{CONFIRM}?next=https://elders.example/", {"code": mailed_code()})
    assert response["Location"] == OVERVIEW


def test_proof_grows_old(me: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = signed_in_by_code(me)
    assert browser.get(ADD).status_code == 200
    monkeypatch.setattr("leerkring.site.security.proof.FRESH", 0)
    assert browser.get(ADD).status_code == 302


def test_visitors_are_sent_to_sign_in() -> None:
    assert Client().get(OVERVIEW)["Location"].startswith("/account/inloggen/")
