"""Passkeys as far as a browser is not needed: whose they are, and answers that no browser would give.

That one really opens the door is shown in the browser (tests/e2e/test_sign_in.py).
"""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerkring.core.people.models import Person
from leerkring.site.security.actions import MOST_PASSKEYS, add_passkey
from tests.site.security.people import CONFIRM, OVERVIEW, is_in, letters, page, samira, signed_in_by_code
from tests.world import World

ADD = "/account/veiligheid/passkeys/nieuw/"
SIGN_IN = "/account/inloggen/passkey/"


@pytest.fixture
def me(world: World) -> Person:
    return samira()


def passkey_of(person: Person, name: str = "Mijn telefoon") -> Authenticator:
    made: Authenticator = Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": {}}
    )
    return made


def test_a_passkey_alone_asks_no_second_step(me: Person) -> None:
    """Who made one on the telephone still comes in by mail on another computer."""
    passkey_of(me)
    assert is_in(signed_in_by_code(me))


def test_renamed_and_removed_by_its_owner(me: Person) -> None:
    browser = signed_in_by_code(me)
    made = passkey_of(me)
    address = f"/account/veiligheid/passkeys/{made.pk}/"
    assert browser.post(address, {"name": " "}).status_code == 422
    browser.post(address, {"name": "Laptop <b>thuis</b>"})
    assert "Laptop &lt;b&gt;thuis&lt;/b&gt;" in page(browser.get(OVERVIEW))
    browser.post(f"{address}weghalen/")
    assert not Authenticator.objects.exists()
    assert letters()[-1] == "Er is een passkey weggehaald van je account"


@pytest.mark.parametrize("what", ["", "weghalen/"])
def test_for_others_it_is_not_there(me: Person, what: str) -> None:
    made = passkey_of(me)
    other = signed_in_by_code(samira("ander"))
    assert other.post(f"/account/veiligheid/passkeys/{made.pk}/{what}", {"name": "x"}).status_code == 404
    made.refresh_from_db()
    assert made.data["name"] == "Mijn telefoon"


def test_the_browser_must_ask_for_a_fingerprint_or_pin(me: Person) -> None:
    options = json.loads(signed_in_by_code(me).get(ADD).context["options"])["publicKey"]
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    asked = Client().get(SIGN_IN, headers={"Accept": "application/json"}).json()["request_options"]
    assert asked["publicKey"]["userVerification"] == "required"
    assert asked["publicKey"]["allowCredentials"] == []


ANSWERS = [
    "",
    "{",
    "[]",
    "7",
    '"x"',
    "null",
    "[" * 19_000,
    "x" * 30_000,
    "{}",
    '{"id": 1}',
    '{"response": []}',
    '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA","attestationObject":"AA"}}',
    '{"id":"AA","rawId":"AA","response":{"clientDataJSON":"e30","authenticatorData":"AA","signature":"AA"}}',
    '{"id":"\\u0000","rawId":"\\u0000","response":{"userHandle":{}}}',
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_no_browser_gives_is_no_error(me: Person, answer: str) -> None:
    browser = signed_in_by_code(me)
    browser.get(ADD)
    assert browser.post(ADD, {"name": "x", "credential": answer}).status_code == 422
    passkey_of(me)
    visitor = Client()
    visitor.get(SIGN_IN, headers={"Accept": "application/json"})
    assert visitor.post(SIGN_IN, {"credential": answer}).status_code == 302
    assert not is_in(visitor)


TEXT = st.text(max_size=20)
ANYTHING: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
NAMES = ("clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle")
CREDENTIALS = st.fixed_dictionaries(
    {},
    optional={
        "id": ANYTHING,
        "rawId": ANYTHING,
        "type": ANYTHING,
        "response": ANYTHING | st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, ANYTHING)),
    },
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answer=CREDENTIALS)
def test_signing_in_with_anything_is_refused(world: World, answer: Any) -> None:
    cache.clear()
    visitor = Client()
    visitor.get(SIGN_IN, headers={"Accept": "application/json"})
    assert visitor.post(SIGN_IN, {"credential": json.dumps(answer)}).status_code == 302
    assert not is_in(visitor)


def test_proof_with_nonsense_is_told_in_words(me: Person) -> None:
    browser = signed_in_by_code(me)
    response = browser.post(CONFIRM, {"credential": "{}"})
    assert response.status_code == 422
    assert "Dat is niet gelukt" in page(response)


def test_twenty_is_enough(me: Person) -> None:
    for number in range(MOST_PASSKEYS):
        passkey_of(me, f"Nummer {number}")
    assert not add_passkey(None, me, "Nog een", {})  # type: ignore[arg-type]
    assert Authenticator.objects.count() == MOST_PASSKEYS
