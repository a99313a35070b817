"""What somebody typed, given back when the form could not be taken in: the page was open too long.

Only to a form of our own pages: whoever sends a form from elsewhere gets nothing to send on.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from leerkring.kit.richtext import clean_html, from_plain
from leerkring.kit.text import tidy

LARGEST = 600_000
"""In characters; the longest text that a form of ours takes is far shorter."""
MOST_FIELDS = 100
OURS = {"csrfmiddlewaretoken"}


@dataclass(frozen=True, slots=True)
class Typed:
    """One value of a form. `shown` is what people read of it; empty for what they did not write."""

    name: str
    value: str
    shown: SafeString


def was_typed(request: HttpRequest) -> bool:
    """Whether a page of ours sent words, as a page and not by a script that can keep them itself."""
    if request.method != "POST" or not _is_own(request):
        return False
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return False
    return any(one.shown for one in _typed(request))


def give_back(request: HttpRequest, status: int) -> HttpResponse:
    """The page with the words, and a form to send them once more."""
    facts = {"typed": _typed(request), "had_files": bool(request.FILES)}
    response = render(request, "ui/given_back.html", facts, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_own(request: HttpRequest) -> bool:
    sent_from = request.headers.get("Origin") or request.headers.get("Referer", "")
    own = f"{request.scheme}://{request.get_host()}"
    return sent_from == own or sent_from.startswith(f"{own}/")


def _typed(request: HttpRequest) -> list[Typed]:
    pairs = [(name, value) for name, values in request.POST.lists() for value in values if name not in OURS]
    if len(pairs) > MOST_FIELDS or sum(len(str(value)) for _name, value in pairs) > LARGEST:
        return []
    return [Typed(name, str(value), _shown(request, name, str(value))) for name, value in pairs]


def _shown(request: HttpRequest, name: str, value: str) -> SafeString:
    """Only words: a value without a space is a choice or a number."""
    text = tidy(value)
    if len(text.split()) < 2:
        return SafeString("")
    html = clean_html(text) if request.POST.get(f"{name}_format") == "html" else from_plain(text)
    return mark_safe(html)  # noqa: S308  # nosec B308 B703 (both give clean HTML)
