"""Providers as an administrator writes them down: a JSON list."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from leerkring.kit.openid import Provider

NEEDED = ("id", "name", "issuer", "client_id", "secret")
LONGEST_ISSUER = 200
_THIS_COMPUTER = {"127.0.0.1", "localhost", "::1"}


def read(text: str) -> tuple[Provider, ...]:
    """The providers in a JSON list. Raises ValueError with what is wrong."""
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise ValueError(f"it is no JSON ({error})") from error
    if not isinstance(rows, list):
        raise ValueError("it is no list, which starts with [ and ends with ]")
    found = tuple(_provider(row) for row in rows)
    for what, values in (("id", [one.id for one in found]), ("issuer", [one.issuer for one in found])):
        if len(set(values)) < len(values):
            raise ValueError(f"two providers have the same {what}")
    return found


def is_fit_address(url: str, *, near: str) -> bool:
    """Only HTTPS; without it, a provider on this computer may name addresses on this computer."""
    try:
        parts, home = urlsplit(url), urlsplit(near)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(host)
    return parts.scheme == "http" and host in _THIS_COMPUTER and home.hostname in _THIS_COMPUTER


def _provider(row: Any) -> Provider:
    if not isinstance(row, dict) or not all(isinstance(row.get(name), str) and row[name] for name in NEEDED):
        raise ValueError(f"each provider needs {', '.join(NEEDED)}, as texts")
    unknown = set(row) - {*NEEDED, "scopes"}
    if unknown:
        raise ValueError(f"a provider has no {', '.join(sorted(unknown))}")
    if not re.fullmatch(r"[a-z0-9-]{1,40}", row["id"]):
        raise ValueError(f"the id “{row['id']}” has more than small letters, digits and hyphens")
    issuer = row["issuer"]
    if not is_fit_address(issuer, near=issuer) or len(issuer) > LONGEST_ISSUER or set(issuer) & set("?#{} "):
        raise ValueError(f"the issuer “{issuer}” is no https address of one provider")
    return Provider(**{name: row[name] for name in NEEDED}, scopes=_scopes(row))


def _scopes(row: dict[str, Any]) -> tuple[str, ...]:
    scopes = row.get("scopes", ["openid", "profile", "email"])
    if not isinstance(scopes, list) or "openid" not in scopes or not all(isinstance(s, str) for s in scopes):
        raise ValueError("scopes is a list of texts with openid in it")
    return tuple(scopes)
