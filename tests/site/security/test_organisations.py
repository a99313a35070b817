"""Coming in with the own organisation's account: who somebody is, and that nobody takes over anybody."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from leerkring.core.people.models import Person
from leerkring.core.spaces.actions import make_invite_link
from leerkring.core.spaces.invitations import path_of
from leerkring.core.spaces.models import Membership, Role
from tests.openid_provider import FakeProvider, fake_provider
from tests.site.security.people import (
    OVERVIEW,
    START,
    app_code,
    back_from,
    connect,
    enter,
    is_in,
    mailed_code,
    page,
    said,
    second_step,
)
from tests.site.security.people import samira as make_samira
from tests.world import World

ADDRESS = "/account/meedoen/mailadres/"


def test_the_button_is_there_only_when_somebody_vouches(
    fake: FakeProvider, db: None, settings: Settings
) -> None:
    assert "SURFconext" in page(Client().get("/account/inloggen/"))
    settings.OPENID_PROVIDERS = ()
    assert "SURFconext" not in page(Client().get("/account/inloggen/"))
    assert Client().post(START).status_code == 404


def test_a_new_person_with_a_verified_address_is_welcomed(fake: FakeProvider, world: World) -> None:
    browser = Client()
    response = enter(fake, browser, next="/vragen/stel/")
    assert response.redirect_chain[-1][0] == "/mijn-profiel/?next=%2Fvragen%2Fstel%2F"
    made = Person.objects.get(email="noa@werk.example")
    assert made.name == "Noa Berg"
    assert Membership.objects.filter(person=made, space=world.platform).exists()
    assert EmailAddress.objects.get(user=made).verified
    account = SocialAccount.objects.get(user=made)
    assert (account.provider, account.uid) == (fake.issuer, "abc")


def test_a_known_person_is_signed_in_and_goes_on(fake: FakeProvider, samira: Person) -> None:
    connect(fake, samira)
    browser = Client()
    assert enter(fake, browser, next="/berichten/").redirect_chain[-1][0] == "/berichten/"
    assert is_in(browser)


def test_another_address_with_the_same_subject_is_the_same_person(fake: FakeProvider, samira: Person) -> None:
    connect(fake, samira)
    fake.claims["email"] = "nieuwe.achternaam@werk.example"
    browser = Client()
    enter(fake, browser)
    assert browser.get(OVERVIEW).context["viewer"] == samira
    samira.refresh_from_db()
    assert samira.email == "samira@example.org"


@pytest.mark.parametrize("verified", [True, False])
def test_an_account_with_the_same_address_is_never_taken_over(
    fake: FakeProvider, samira: Person, *, verified: bool
) -> None:
    fake.claims |= {"email": samira.email, "email_verified": verified}
    browser = Client()
    response = enter(fake, browser)
    assert response.redirect_chain[-1][0] == ADDRESS
    assert not is_in(browser)
    assert not SocialAccount.objects.exists()


def test_who_reads_the_mail_is_signed_in_and_connects_by_choice(fake: FakeProvider, samira: Person) -> None:
    fake.claims["email"] = samira.email
    browser = Client()
    assert samira.email in page(enter(fake, browser))
    browser.post(ADDRESS, {"email": samira.email})
    response = browser.post(ADDRESS, {"code": mailed_code()}, follow=True)
    assert response.redirect_chain[-1][0] == OVERVIEW
    assert response.context["viewer"] == samira
    assert "Koppel SURFconext hieronder" in said(response)
    assert not SocialAccount.objects.exists()
    enter(fake, browser, connect="1")
    assert SocialAccount.objects.get().user == samira


def test_another_subject_with_the_same_address_is_another_person(fake: FakeProvider, samira: Person) -> None:
    connect(fake, samira)
    fake.claims |= {"sub": "een-ander", "email": samira.email}
    browser = Client()
    enter(fake, browser)
    assert not is_in(browser)


def test_another_issuer_under_the_same_name_opens_nothing(
    fake: FakeProvider, samira: Person, settings: Settings
) -> None:
    connect(fake, samira)
    with fake_provider() as other:
        settings.OPENID_PROVIDERS = (other.provider(),)
        other.claims = dict(fake.claims)
        browser = Client()
        enter(other, browser)
    assert Person.objects.get(email="noa@werk.example") != samira
    assert browser.get("/").context["viewer"] != samira


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email": None}, {"email": "geen adres"}])
def test_without_a_verified_address_a_code_comes_first(fake: FakeProvider, world: World, claims: Any) -> None:
    fake.claims |= claims
    browser = Client()
    enter(fake, browser)
    assert not Person.objects.filter(name="Noa Berg").exists()
    browser.post(ADDRESS, {"email": "noa@thuis.example"})
    assert browser.post(ADDRESS, {"code": "FOUT-FOUT"}).status_code == 422
    response = browser.post(ADDRESS, {"code": mailed_code()}, follow=True)
    assert response.redirect_chain[-1][0] == "/mijn-profiel/"
    made = Person.objects.get(email="noa@thuis.example")
    assert made.name == "Noa Berg"
    assert SocialAccount.objects.get(user=made).uid == "abc"


def test_three_wrong_codes_end_it(fake: FakeProvider, world: World) -> None:
    fake.claims["email_verified"] = False
    browser = Client()
    enter(fake, browser)
    browser.post(ADDRESS, {"email": "noa@werk.example"})
    code = mailed_code()
    for _time in range(3):
        browser.post(ADDRESS, {"code": "FOUT-FOUT"})
    assert browser.post(ADDRESS, {"code": code}).status_code == 422
    assert not Person.objects.filter(name="Noa Berg").exists()


def test_an_unfinished_sign_up_with_somebodys_address_gives_no_way_in(
    fake: FakeProvider, world: World
) -> None:
    """Somebody else's unconfirmed extra address is not theirs; its owner just proved it."""
    other = make_samira("ander")
    EmailAddress.objects.create(user=other, email="noa@werk.example", verified=False, primary=False)
    browser = Client()
    enter(fake, browser)
    browser.post(ADDRESS, {"email": "noa@werk.example"})
    browser.post(ADDRESS, {"code": mailed_code()})
    assert Person.objects.get(email="noa@werk.example") != other
    assert not EmailAddress.objects.filter(user=other, email="noa@werk.example").exists()


def test_an_experience_expert_brings_no_name_along(fake: FakeProvider, world: World) -> None:
    link = make_invite_link(world.facilitator, world.closed, role=Role.EXPERT, days=1, max_uses=1)
    browser = Client()
    enter(fake, browser, next=path_of(link))
    made = Person.objects.get(email="noa@werk.example")
    assert (made.is_pseudonymous, made.name) == (True, "")
    assert not Membership.objects.filter(person=made, space=world.platform).exists()
    assert SocialAccount.objects.get(user=made).extra_data == {}
    browser.post("/account/uitloggen/")
    enter(fake, browser)
    assert SocialAccount.objects.get(user=made).extra_data == {}


def test_an_answer_works_once(fake: FakeProvider, samira: Person) -> None:
    connect(fake, samira)
    browser = Client()
    back = back_from(fake, browser)
    browser.get(back)
    assert is_in(browser)
    assert "duurde te lang" in said(browser.get(back, follow=True))
    assert len(fake.exchanged) == 1


def test_an_answer_works_only_where_it_was_asked(fake: FakeProvider, samira: Person) -> None:
    """Somebody else's browser, led to my answer, does not become me."""
    connect(fake, samira)
    other = Client()
    response = other.get(back_from(fake, Client()), follow=True)
    assert not is_in(other)
    assert response.redirect_chain[-1][0] == "/account/inloggen/"


@pytest.mark.parametrize("token", [{"iss": "x"}, {"aud": "x"}, {"exp": 1}, {"nonce": "x"}])
def test_a_token_that_is_not_right_is_told_in_words(fake: FakeProvider, samira: Person, token: Any) -> None:
    connect(fake, samira)
    fake.token = token
    browser = Client()
    response = enter(fake, browser)
    assert "Inloggen met SURFconext is niet gelukt" in said(response)
    assert not is_in(browser)


def test_an_answer_of_another_issuer_is_refused(fake: FakeProvider, samira: Person) -> None:
    connect(fake, samira)
    browser = Client()
    response = browser.get(back_from(fake, browser) + "&iss=https%3A%2F%2Felders.example", follow=True)
    assert "niet gelukt" in said(response)


@pytest.mark.parametrize("part", [".well-known/openid-configuration", "token", "jwks"])
def test_a_provider_that_is_down_is_told_in_words(fake: FakeProvider, samira: Person, part: str) -> None:
    connect(fake, samira)
    browser = Client()
    fake.down = {part}
    response = browser.post(START, follow=True)
    if response.context.get("url"):
        response = browser.get(fake.authorize(response.context["url"]), follow=True)
    assert response.redirect_chain[-1][0] == "/account/inloggen/"
    assert "SURFconext is nu niet te bereiken" in said(response)


def test_who_stops_over_there_can_go_on_here(fake: FakeProvider, db: None) -> None:
    browser = Client()
    state = back_from(fake, browser).split("state=")[1]
    response = browser.get(f"{START}terug/?error=access_denied&state={state}", follow=True)
    assert "Je bent gestopt bij SURFconext" in said(response)


@pytest.mark.parametrize("query", ["", "?state=%00", "?error=x", "?code=1&state=1", "?state=%F0%9F%92%A5"])
def test_nonsense_from_outside_is_no_error(fake: FakeProvider, db: None, query: str) -> None:
    assert Client().get(f"{START}terug/{query}").status_code == 302


def test_the_second_step_is_asked_here_too(fake: FakeProvider, samira: Person) -> None:
    connect(fake, samira)
    second_step(samira)
    browser = Client()
    assert enter(fake, browser).redirect_chain[-1][0] == "/account/inloggen/tweede-stap/"
    assert not is_in(browser)
    browser.post("/account/inloggen/tweede-stap/", {"code": app_code()})
    assert is_in(browser)


def test_a_provider_taken_away_meanwhile_is_no_error(
    fake: FakeProvider, samira: Person, settings: Settings
) -> None:
    connect(fake, samira)
    second_step(samira)
    browser = Client()
    enter(fake, browser)
    settings.OPENID_PROVIDERS = ()
    assert browser.get("/account/inloggen/tweede-stap/")["Location"] == "/account/inloggen/"
