"""The contract with a provider: what proves who somebody is, and what does not."""

from collections.abc import Iterator
from time import time
from typing import Any

import jwt
import pytest

from leerkring.kit.openid import Identity, Refused, Unreachable
from leerkring.kit.openid.client import Begun, begin, complete
from tests.openid_provider import KEY, OTHER_KEY, FakeProvider, fake_provider

BACK = "http://testserver/terug/"
SAMIRA = {"sub": "abc", "name": "Samira Haddou", "email": "samira@werk.example", "email_verified": True}


@pytest.fixture
def fake() -> Iterator[FakeProvider]:
    with fake_provider() as found:
        found.claims = dict(SAMIRA)
        yield found


def start(fake: FakeProvider) -> tuple[Begun, str]:
    begun = begin(fake.provider(), back=BACK)
    fake.authorize(begun.url)
    return begun, f"code{len(fake.asked) - 1}"


def sign_in(fake: FakeProvider, **changed: str) -> Identity:
    begun, code = start(fake)
    given = {"code": code, "back": BACK, "nonce": begun.nonce, "verifier": begun.verifier, **changed}
    return complete(fake.provider(), **given)


def test_tells_who_signed_in(fake: FakeProvider) -> None:
    assert sign_in(fake) == Identity(
        fake.issuer, "abc", "Samira Haddou", "samira@werk.example", is_email_verified=True
    )


def test_asks_with_state_nonce_and_pkce(fake: FakeProvider) -> None:
    begun, code = start(fake)
    asked = fake.asked[code]
    assert (asked["state"], asked["nonce"]) == (begun.state, begun.nonce)
    assert asked["code_challenge_method"] == "S256"
    assert begun.verifier not in begun.url
    again, _code = start(fake)
    assert {begun.state, begun.nonce, begun.verifier} & {again.state, again.nonce, again.verifier} == set()


def test_posts_the_secret_where_the_provider_wants_that(fake: FakeProvider) -> None:
    fake.about = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert sign_in(fake).subject == "abc"


def test_name_and_address_may_stand_in_userinfo(fake: FakeProvider) -> None:
    fake.claims = {"sub": "abc"}
    fake.in_userinfo = {
        "sub": "abc",
        "given_name": "Samira",
        "family_name": "Haddou",
        "email": "s@werk.example",
    }
    assert sign_in(fake) == Identity(
        fake.issuer, "abc", "Samira Haddou", "s@werk.example", is_email_verified=False
    )


def test_the_word_for_an_address_comes_from_where_the_address_is(fake: FakeProvider) -> None:
    fake.claims = {"sub": "abc", "email": "van.een.ander@werk.example"}
    fake.in_userinfo = {**SAMIRA}
    found = sign_in(fake)
    assert (found.email, found.is_email_verified) == ("van.een.ander@werk.example", False)


@pytest.mark.parametrize("word", [None, False, "true", 1, "yes"])
def test_an_address_is_verified_only_when_the_provider_says_exactly_so(fake: FakeProvider, word: Any) -> None:
    fake.claims["email_verified"] = word
    fake.claims["xms_edov"] = True
    assert not sign_in(fake).is_email_verified


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"iss": "https://elders.example"}, "issuer"),
        ({"aud": "een-ander"}, "[Aa]udience"),
        ({"aud": ["leerkring", "een-ander"]}, "several"),
        ({"azp": "een-ander"}, "another platform"),
        ({"exp": int(time()) - 3600}, "expired"),
        ({"exp": None}, "exp"),
        ({"iat": int(time()) + 3600}, "not yet valid"),
        ({"nonce": "van-een-andere-keer"}, "this sign-in"),
        ({"nonce": None}, "this sign-in"),
        ({"sub": None}, "sub"),
        ({"sub": ""}, "subject"),
        ({"sub": "x" * 192}, "subject"),
        ({"sub": "a\x00b"}, "subject"),
    ],
)
def test_a_token_that_is_not_right_proves_nothing(fake: FakeProvider, changed: Any, why: str) -> None:
    fake.token = changed
    with pytest.raises(Refused, match=why):
        sign_in(fake)


def test_a_signature_by_another_key_proves_nothing(fake: FakeProvider) -> None:
    fake.key = OTHER_KEY
    with pytest.raises(Refused, match=r"[Ss]ignature"):
        sign_in(fake)


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize(("algorithm", "key"), [("none", None), ("HS256", "geheim~van.hier")])
def test_no_signature_and_a_shared_secret_prove_nothing(fake: FakeProvider, algorithm: str, key: Any) -> None:
    fake.algorithm, fake.key = algorithm, key
    with pytest.raises(Refused):
        sign_in(fake)


def test_the_public_key_as_a_shared_secret_proves_nothing(fake: FakeProvider) -> None:
    """The old trick: sign with what everybody knows."""
    assert jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())
    begun, code = start(fake)
    fake.algorithm, fake.key = "HS256", str(fake.keys()).encode()
    with pytest.raises(Refused):
        complete(fake.provider(), code=code, back=BACK, nonce=begun.nonce, verifier=begun.verifier)


def test_a_code_works_once_and_only_for_who_asked(fake: FakeProvider) -> None:
    begun, code = start(fake)
    given = {"code": code, "back": BACK, "nonce": begun.nonce}
    with pytest.raises(Refused):
        complete(fake.provider(), **given, verifier="een-ander")
    assert complete(fake.provider(), **given, verifier=begun.verifier).subject == "abc"
    with pytest.raises(Refused):
        complete(fake.provider(), **given, verifier=begun.verifier)


def test_userinfo_about_somebody_else_is_refused(fake: FakeProvider) -> None:
    fake.claims = {"sub": "abc"}
    fake.in_userinfo = {**SAMIRA, "sub": "een-ander"}
    with pytest.raises(Refused, match="somebody else"):
        sign_in(fake)


def test_a_provider_that_calls_itself_otherwise_is_refused(fake: FakeProvider) -> None:
    fake.about = {"issuer": "https://elders.example"}
    with pytest.raises(Refused, match="calls itself"):
        begin(fake.provider(), back=BACK)


@pytest.mark.parametrize("part", [".well-known/openid-configuration", "token", "jwks"])
def test_a_provider_that_is_down_is_told_apart(fake: FakeProvider, part: str) -> None:
    fake.down = {part}
    with pytest.raises(Unreachable):
        sign_in(fake)


@pytest.mark.parametrize("address", ["http://elders.example/token", "file:///etc/passwd", "", 7, "https://["])
def test_what_a_provider_says_about_itself_must_make_sense(fake: FakeProvider, address: Any) -> None:
    fake.about = {"token_endpoint": address}
    with pytest.raises(Unreachable):
        begin(fake.provider(), back=BACK)


def test_nobody_there() -> None:
    with fake_provider() as gone:
        provider = gone.provider()
    with pytest.raises(Unreachable):
        begin(provider, back=BACK)
