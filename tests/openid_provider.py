"""An OpenID Connect provider that tests start: a real web server that does as told, also what is wrong."""

import json
import threading
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from leerkring.kit.openid import Provider

CLIENT, SECRET = "leerkring", "geheim~van.hier"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class FakeProvider:
    """Who signs in there (`claims`), and what goes wrong (`token`, `about`, `down`, `key`, `algorithm`)."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    in_userinfo: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    key: Any = KEY
    algorithm: str = "RS256"
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    exchanged: list[str] = field(default_factory=list)
    authorized: list[str] = field(default_factory=list)

    def provider(self, **changed: Any) -> Provider:
        """As an administrator would write it in the settings."""
        facts = {"id": "surf", "name": "SURFconext", "issuer": self.issuer, "client_id": CLIENT}
        return Provider(**{**facts, "secret": SECRET, **changed})

    def authorize(self, url: str) -> str:
        """What the browser does there: sign in, and come back to this address."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        code = f"code{len(self.asked)}"
        self.asked[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def discovery(self) -> dict[str, Any]:
        found = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
        }
        return {**found, **self.about}

    def keys(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def tokens(self, form: dict[str, str], basic: str) -> dict[str, Any] | None:
        """None refuses: a code that was used, another client, or a verifier that does not fit."""
        asked = self.asked.get(form.get("code", ""))
        challenge = urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest())
        proves = basic == f"{CLIENT}:{SECRET}" or form.get("client_secret") == SECRET
        if asked is None or form["code"] in self.exchanged or not proves:
            return None
        if (
            asked["code_challenge"] != challenge.rstrip(b"=").decode()
            or asked["redirect_uri"] != form["redirect_uri"]
        ):
            return None
        self.exchanged.append(form["code"])
        now = int(time())
        usual = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = {
            name: value for name, value in {**usual, **self.claims, **self.token}.items() if value is not None
        }
        made = jwt.encode(claims, self.key, algorithm=self.algorithm, headers={"kid": "one"})
        return {"access_token": "toegang", "token_type": "Bearer", "id_token": made}


@contextmanager
def fake_provider() -> Iterator[FakeProvider]:
    fake = FakeProvider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(fake))
    fake.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(fake: FakeProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if path == "/authorize":
                self.send_response(302)
                self.send_header("Location", fake.authorize(self.path))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            pages: dict[str, Callable[[], dict[str, Any]]] = {
                "/.well-known/openid-configuration": fake.discovery,
                "/jwks": fake.keys,
                "/userinfo": lambda: fake.in_userinfo,
            }
            self._say(path, pages[path]() if path in pages else None)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(sent).items()}
            basic = b64decode(self.headers.get("Authorization", "").removeprefix("Basic ")).decode()
            self._say("/token", fake.tokens(form, basic))

        def _say(self, path: str, answer: dict[str, Any] | None) -> None:
            status = 503 if path.strip("/") in fake.down else 400 if answer is None else 200
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            pass

    return Handler
