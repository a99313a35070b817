"""Providers as an administrator writes them down."""

import json
from typing import Any

import pytest

from leerkring.kit.openid.setting import read

SURF = {
    "id": "surfconext",
    "name": "SURFconext",
    "issuer": "https://connect.surfconext.nl",
    "client_id": "leerkring.example.nl",
    "secret": "geheim",
}


def test_reads_a_list_of_providers() -> None:
    entra = {
        **SURF,
        "id": "de-kern",
        "issuer": "https://login.microsoftonline.com/9a1/v2.0",
        "scopes": ["openid"],
    }
    surf, kern = read(json.dumps([SURF, entra]))
    assert surf.issuer == "https://connect.surfconext.nl"
    assert surf.scopes == ("openid", "profile", "email")
    assert kern.scopes == ("openid",)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([{**SURF, "secret": ""}], "needs"),
        (["surfconext"], "needs"),
        ([{**SURF, "discovery": "x"}], "has no discovery"),
        ([{**SURF, "id": "SURF conext"}], "small letters"),
        ([{**SURF, "issuer": "http://connect.surfconext.nl"}], "https"),
        ([{**SURF, "issuer": "https://login.microsoftonline.com/{tenantid}/v2.0"}], "https"),
        ([{**SURF, "issuer": "https://["}], "https"),
        ([{**SURF, "scopes": ["email"]}], "openid"),
        ([SURF, {**SURF, "issuer": "https://elders.nl"}], "same id"),
        ([SURF, {**SURF, "id": "twee"}], "same issuer"),
        ({"id": "x"}, "list"),
    ],
)
def test_says_what_is_wrong(rows: Any, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read(json.dumps(rows))


def test_text_that_is_no_json_is_told() -> None:
    with pytest.raises(ValueError, match="no JSON"):
        read("surfconext")
