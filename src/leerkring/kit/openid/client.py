"""The authorization code flow with PKCE and a nonce.

Discovery, keys and claims are asked anew at every sign-in: signing in is rare, and
a key that was withdrawn must not live on here.
"""

import hmac
import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import jwt
import requests

from leerkring.kit.openid import Identity, Provider, Refused, Unreachable
from leerkring.kit.openid.setting import is_fit_address
from leerkring.kit.text import one_line

PATIENCE = (4, 8)
"""Seconds to connect, and to wait for an answer."""
LARGEST = 1_000_000
CLOCKS_DIFFER = 60
LONGEST_SUBJECT = 191
# Only signatures that the provider alone can make: never a shared secret, never none.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class Begun:
    """Where to send the browser; the three others stay here, in the session."""

    url: str
    state: str
    nonce: str
    verifier: str


def begin(provider: Provider, *, back: str) -> Begun:
    """Start signing in. `back` is our own address to return to. Raises Unreachable."""
    endpoint = _discover(provider)["authorization_endpoint"]
    state, nonce, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": " ".join(provider.scopes),
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return Begun(f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}", state, nonce, verifier)


def complete(provider: Provider, *, code: str, back: str, nonce: str, verifier: str) -> Identity:
    """Whom the provider vouches for. Raises Refused or Unreachable."""
    about = _discover(provider)
    tokens = _exchange(provider, about, code=code, back=back, verifier=verifier)
    proof = _verified(provider, about, str(tokens.get("id_token") or ""), nonce)
    told = {} if proof.get("email") and proof.get("name") else _told_about(about, tokens, proof["sub"])
    # An address and the word for it come from the same place.
    mail = proof if _text(proof, "email") else told
    return Identity(
        issuer=provider.issuer,
        subject=proof["sub"],
        name=_name(proof) or _name(told),
        email=_text(mail, "email"),
        # Exactly true: a text, or a provider's own claim of the kind, proves nothing.
        is_email_verified=mail.get("email_verified") is True,
    )


def _discover(provider: Provider) -> dict[str, str]:
    """What the provider says about itself: it must call itself by the name that we were given."""
    about = _json("GET", provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
    if about.get("issuer") != provider.issuer:
        raise Refused(f"the provider calls itself {about.get('issuer')!r}, not {provider.issuer!r}")
    named = {name: value for name, value in about.items() if name.endswith(("_endpoint", "_uri"))}
    for name in (*NEEDED, "userinfo_endpoint"):
        address = named.get(name)
        if address is None and name not in NEEDED:
            continue
        if not isinstance(address, str) or not is_fit_address(address, near=provider.issuer):
            raise Unreachable(f"the provider has no usable {name}")
    methods = about.get("token_endpoint_auth_methods_supported")
    named["posts_secret"] = "yes" if isinstance(methods, list) and "client_secret_post" in methods else ""
    return named


def _exchange(
    provider: Provider, about: dict[str, str], *, code: str, back: str, verifier: str
) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": verifier,
        "client_id": provider.client_id,
    }
    if about["posts_secret"]:
        form["client_secret"] = provider.secret
        return _json("POST", about["token_endpoint"], data=form)
    return _json("POST", about["token_endpoint"], data=form, auth=(provider.client_id, provider.secret))


def _verified(provider: Provider, about: dict[str, str], token: str, nonce: str) -> dict[str, Any]:
    """The claims of an ID token, after every check that OpenID Connect Core 3.1.3.7 asks for."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(about, token),
            algorithms=ALGORITHMS,
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=CLOCKS_DIFFER,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as error:
        raise Refused(f"the ID token is not right: {error}") from error
    if not hmac.compare_digest(str(claims.get("nonce") or "").encode(), nonce.encode()):
        raise Refused("the ID token was not made for this sign-in")
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise Refused("the ID token was given to another platform")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and "azp" not in claims:
        raise Refused("the ID token is for several platforms and does not say which")
    subject = claims["sub"]
    if not isinstance(subject, str) or not subject.isprintable() or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise Refused("the ID token has no subject that can be kept")
    return claims


def _key(about: dict[str, str], token: str) -> jwt.PyJWK:
    """The provider's key that this token names; its only one when it names none."""
    keys = jwt.PyJWKSet.from_dict(_json("GET", about["jwks_uri"])).keys
    signing = [key for key in keys if key.public_key_use in ("sig", None)]
    wanted = jwt.get_unverified_header(token).get("kid")
    fitting = [key for key in signing if wanted is None or key.key_id == wanted]
    if len(fitting) != 1:
        raise Refused(f"no key of the provider fits: {wanted!r}")
    return fitting[0]


def _told_about(about: dict[str, str], tokens: dict[str, Any], subject: str) -> dict[str, Any]:
    """Name and mail address, for providers that leave them out of the ID token."""
    access = tokens.get("access_token")
    if "userinfo_endpoint" not in about or not isinstance(access, str):
        return {}
    told = _json("GET", about["userinfo_endpoint"], headers={"Authorization": f"Bearer {access}"})
    if told.get("sub") != subject:
        raise Refused("the provider told about somebody else")
    return told


def _up_to(most: int, response: requests.Response) -> bytes:
    body = b""
    for part in response.iter_content(65_536):
        body += part
        if len(body) > most:
            break
    return body


def _name(claims: dict[str, Any]) -> str:
    return _text(claims, "name") or f"{_text(claims, 'given_name')} {_text(claims, 'family_name')}".strip()


def _text(claims: dict[str, Any], name: str) -> str:
    value = claims.get(name)
    return one_line(value) if isinstance(value, str) else ""


def _json(method: str, url: str, **kwargs: Any) -> dict[str, Any]:
    """An answer of the provider. 400 and 401 say that it does not want to; more is trouble over there."""
    try:
        with (
            requests.Session() as session,
            session.request(
                method, url, timeout=PATIENCE, allow_redirects=False, stream=True, **kwargs
            ) as response,
        ):
            body = _up_to(LARGEST, response)
    except requests.RequestException as error:
        raise Unreachable(f"{url}: {error}") from error
    if response.status_code in (400, 401, 403):
        raise Refused(f"{url} answered {response.status_code}")
    try:
        found = json.loads(body) if response.status_code == 200 and len(body) <= LARGEST else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Unreachable(f"{url} answered {response.status_code}, and nothing usable")
    return found
