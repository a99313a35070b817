"""People named with @: a link to somebody's page whose words start with @.

Pseudonymous people have no page; they are named so in the form, and kept in bold.
"""

import re
from collections.abc import Collection
from functools import cache

from django.urls import NoReverseMatch, reverse

MOST = 20
"""More people than anybody calls together in one text."""


@cache
def _pattern() -> re.Pattern[str] | None:
    """A link to a page about a person, in a house that has such pages."""
    try:
        page = reverse("directory:person", args=[0])
    except NoReverseMatch:
        return None
    before, _zero, after = page.rpartition("0")
    address = rf"(?:https?://[^/\"]{{1,200}})?{re.escape(before)}(\d{{1,18}}){re.escape(after)}"
    return re.compile(rf'<a href="{address}"[^>]*>(@[^<]{{0,200}})</a>')


def mentioned_in(html: str) -> list[int]:
    """The ids of the people whom a clean text names, as it says itself; it may name anybody."""
    pattern = _pattern()
    if pattern is None or ">@" not in html:
        return []
    return list(dict.fromkeys(int(one) for one, _name in pattern.findall(html)))[:MOST]


def without_pages(html: str, people: Collection[int]) -> str:
    """The text with these people named in bold instead of by a link: there is no page about them."""
    pattern = _pattern()
    if pattern is None or not people:
        return html
    return pattern.sub(lambda m: f"<strong>{m[2]}</strong>" if int(m[1]) in people else m[0], html)
