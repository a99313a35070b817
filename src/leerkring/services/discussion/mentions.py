"""People named with @: a link to somebody's page whose words start with @."""

import re
from functools import cache

from django.urls import NoReverseMatch, reverse

MOST = 20
"""More people than anybody calls together in one text."""


@cache
def _pattern() -> re.Pattern[str] | None:
    try:
        page = reverse("directory:person", args=[0])
    except NoReverseMatch:
        return None
    before, _zero, after = page.rpartition("0")
    address = rf"(?:https?://[^/\"]{{1,200}})?{re.escape(before)}(\d{{1,18}}){re.escape(after)}"
    return re.compile(rf'<a href="{address}"[^>]*>@')


def mentioned_in(html: str) -> list[int]:
    """The ids of the people whom a clean text names, as it says itself; it may name anybody."""
    pattern = _pattern()
    if pattern is None or ">@" not in html:
        return []
    return list(dict.fromkeys(int(one) for one in pattern.findall(html)))[:MOST]
