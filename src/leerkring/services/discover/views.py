from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from leerkring.core.spaces.access import access
from leerkring.core.spaces.queries import Viewer
from leerkring.kit import manifest
from leerkring.kit.htmx import is_htmx
from leerkring.services.discover import queries
from leerkring.services.discover.forms import SearchForm
from leerkring.services.discover.hits import hits, line

SIZE = 10
OTHERS = 4
"""How many people, and how many organisations, stand beside what was said."""
LEAST_TITLE = 12
"""Letters of a title before anything can look like it."""


@access("public")
def search(request: HttpRequest) -> HttpResponse:
    viewer, form = request.user, SearchForm(request.GET)
    wish = form.wish
    facts: dict[str, object] = {"form": form, "wish": wish}
    if wish.text:
        found = queries.search(viewer, wish)
        page = Page.of(found.ids, request.GET)
        facts |= {
            "count": len(found.ids),
            "page": page,
            "hits": hits(queries.entries_of(viewer, page.ids), found.query),
            "groups": _groups(viewer, wish.text) if not page.previous_url else [],
            "found": found,
            "as_typed_url": _address(request.GET, letterlijk="1"),
            "everything_url": _address(QueryDict(), q=wish.text),
            "ask": f"{reverse('community:ask')}?{urlencode({'titel': wish.text})}",
        }
    return render(request, "discover/search.html", facts)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of what was found, with the addresses of the ones beside it."""

    ids: list[int]
    previous_url: str
    next_url: str

    @classmethod
    def of(cls, ids: list[int], query: QueryDict) -> "Page":
        raw = query.get("pagina", "")
        number = max(1, int(raw)) if raw.isascii() and raw.isdigit() and len(raw) < 6 else 1
        last = number * SIZE >= len(ids)
        return cls(
            ids[(number - 1) * SIZE : number * SIZE],
            _address(query, pagina=str(number - 1)) if number > 1 else "",
            "" if last else _address(query, pagina=str(number + 1)),
        )


def _address(query: QueryDict, **changed: str) -> str:
    """The page with these parts changed; another question begins on its first page."""
    parts = {name: value for name, value in query.dict().items() if name != "pagina" and value}
    return f"{reverse('discover:search')}?{urlencode(parts | changed)}"


@dataclass(frozen=True, slots=True)
class Group:
    """People or organisations beside what was said; `url` leads to all of them."""

    label: str
    icon: str
    rows: list[manifest.Found]
    url: str


def _groups(viewer: Viewer, text: str) -> list[Group]:
    groups = []
    for finder in manifest.finders():
        if rows := finder.find(viewer, text, OTHERS):
            more = f"{reverse(finder.url_name)}?{urlencode({finder.parameter: text})}"
            groups.append(Group(str(finder.label), finder.icon, rows, more))
    return groups


@access("public")
def suggest(request: HttpRequest) -> HttpResponse:
    """What the box offers while somebody types: titles to go to at once."""
    text = request.GET.get("q", "")
    if not is_htmx(request):
        return redirect(_address(QueryDict(), q=text))
    found = [line(one) for one in queries.suggestions(request.user, text)]
    return render(request, "discover/_suggestions.html", {"found": found})


@access("public")
def like_title(request: HttpRequest) -> HttpResponse:
    """What looks like the title that somebody is writing."""
    title, own = request.GET.get("title", "").strip(), request.GET.get("behalve", "")
    if not is_htmx(request):
        return redirect(_address(QueryDict(), q=title))
    found = queries.like_title(request.user, title) if len(title) >= LEAST_TITLE else []
    lines = [line(one) for one in found if str(one.pk) != own]
    return render(request, "discover/_like_title.html", {"found": lines})
