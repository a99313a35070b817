"""Connecting the own organisation's account to an account here, and letting go of it."""

from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from leerkring.core.people.models import Person
from tests.openid_provider import FakeProvider
from tests.site.security.people import (
    OVERVIEW,
    START,
    back_from,
    connect,
    enter,
    letters,
    page,
    said,
    signed_in_by_code,
)
from tests.site.security.people import samira as make_samira


def test_connecting_is_told_by_mail_and_undone_by_choice(fake: FakeProvider, samira: Person) -> None:
    browser = signed_in_by_code(samira)
    response = enter(fake, browser, connect="1")
    assert "Gekoppeld" in said(response)
    assert "noa@werk.example" in page(response)
    row = SocialAccount.objects.get()
    assert row.user == samira
    assert browser.post(f"/account/veiligheid/organisatie/{row.pk}/loskoppelen/").status_code == 302
    assert not SocialAccount.objects.exists()
    assert letters()[-2:] == [
        "Er is een account van je organisatie gekoppeld",
        "Er is een account van je organisatie losgekoppeld",
    ]


def test_nobody_disconnects_for_another(fake: FakeProvider, samira: Person) -> None:
    connect(fake, samira)
    row = SocialAccount.objects.get()
    browser = signed_in_by_code(make_samira("ander"))
    assert browser.post(f"/account/veiligheid/organisatie/{row.pk}/loskoppelen/").status_code == 404
    assert SocialAccount.objects.exists()


def test_an_account_belongs_to_one_person(fake: FakeProvider, samira: Person) -> None:
    connect(fake, samira)
    other = make_samira("ander")
    browser = signed_in_by_code(other)
    assert "al gekoppeld aan iemand anders" in said(enter(fake, browser, connect="1"))
    assert SocialAccount.objects.get().user == samira


def test_connecting_asks_for_proof_and_for_the_same_person(fake: FakeProvider, samira: Person) -> None:
    old = Client()
    old.force_login(samira)
    assert old.post(START, {"connect": "1"})["Location"].startswith("/account/veiligheid/bevestigen/")
    browser = signed_in_by_code(samira)
    back = back_from(fake, browser, connect="1")
    session = browser.session
    for started in session["openid_started"].values():
        started["connects"] += 1
    session.save()
    browser.get(back)
    assert not SocialAccount.objects.exists()


def test_a_provider_that_was_taken_away_still_shows(
    fake: FakeProvider, samira: Person, settings: Settings
) -> None:
    connect(fake, samira)
    settings.OPENID_PROVIDERS = ()
    assert fake.issuer.removeprefix("http://") in page(signed_in_by_code(samira).get(OVERVIEW))
