"""Quotations: a blockquote that says, by a link to the answer, whose words it holds.

The link alone is what counts. Whom it names is looked up whenever it is shown, so a quotation
never names who wished to stay without name, or what was taken away since.
"""

import re
from collections.abc import Callable
from html import escape

from django.urls import reverse

_FROM = re.compile(
    r'<blockquote>\s*<p><a href="(?:https?://[^/"]{1,200})?/antwoorden/(\d{1,18})/"[^>]*>[^<]{0,200}</a></p>'
)
_AROUND = re.compile(r"^(?:\s*<blockquote>.*?</blockquote>)+", re.DOTALL)


def quoted_in(html: str) -> list[int]:
    """The ids of the replies that a text quotes, as it says itself; it may name anything."""
    if "<blockquote>" not in html:
        return []
    return [int(one) for one in _FROM.findall(html)]


def with_sources(html: str, say: Callable[[int], tuple[str, str] | None]) -> str:
    """The text with the source of each quotation in words of today.

    `say` gives the address (empty: no link) and the words for an id, or None for what is no reply here.
    """
    if "<blockquote>" not in html:
        return html

    def source(found: re.Match[str]) -> str:
        said = say(int(found[1]))
        if said is None:
            return found[0]
        url, words = said
        text = f'<a href="{escape(url)}">{escape(words)}</a>' if url else escape(words)
        return f'<blockquote><p class="quote-of">{text}</p>'

    return _FROM.sub(source, html)


def quotation(pk: int, name: str, html: str) -> str:
    """A quotation of (a part of) the reply with this id, as the editor gets it, with room to answer below."""
    url = reverse("discussion:reply", args=[pk])
    words = _AROUND.sub("", html).strip() or html
    return f'<blockquote><p><a href="{url}">{escape(name)}</a></p>{words}</blockquote><p></p>'
