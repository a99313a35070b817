from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from leerkring.core.entries.queries import all_themes
from leerkring.core.spaces.access import access
from leerkring.core.spaces.queries import Viewer
from leerkring.kit import manifest
from leerkring.kit.htmx import is_htmx
from leerkring.kit.manifest import Text
from leerkring.services.discover import queries
from leerkring.services.discover.facets import Open, every, offered
from leerkring.services.discover.forms import SearchForm
from leerkring.services.discover.hits import hits, line
from leerkring.services.discover.queries import Wish

SIZE = 10
OTHERS = 4
"""How many people, and how many organisations, stand beside what was said."""
FEW = 3
"""With fewer titles to suggest, people and organisations are suggested as well: so many of each."""
LEAST_TITLE = 12
"""Letters of a title before anything can look like it."""


@access("public")
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    wish = form.wish
    facts = _results(request, wish) if wish.text else {"themes": all_themes()}
    return render(request, "discover/search.html", {"form": form, "wish": wish, **facts})


def _results(request: HttpRequest, wish: Wish) -> dict[str, object]:
    viewer, query = request.user, request.GET
    groups = _groups(viewer, wish.text)
    # Who typed the name of somebody or of an organisation made no typing error.
    found = queries.search(viewer, replace(wish, as_typed=wish.as_typed or bool(groups)))
    page, chosen = Page.of(found.ids, query), _chosen(wish, query)
    return {
        "found": found,
        "count": len(found.ids),
        "page": page,
        "hits": hits(queries.results_of(viewer, page.ids), found.query),
        "groups": groups,
        "chosen": chosen,
        "facets": _offered(found, chosen, query),
        "as_typed_url": _address(query, letterlijk="1"),
        "meant_url": _address(query, q=found.meant, letterlijk=""),
        "everything_url": _address(QueryDict(), q=wish.text),
        "ask": f"{reverse('community:ask')}?{urlencode({'titel': wish.text})}",
    }


@dataclass(frozen=True, slots=True)
class Chosen:
    """What narrows the results; `url` is the page without it."""

    name: str
    value: str
    facet: Text
    label: Text
    url: str


def _chosen(wish: Wish, query: QueryDict) -> list[Chosen]:
    values = {name: value for name, value in wish.narrowed.items() if value}
    facets = [(one, values[one.name]) for one in every() if one.name in values]
    return [
        Chosen(one.name, value, one.label, one.labels[value], _address(query, **{one.name: ""}))
        for one, value in facets
    ]


_OFFER = (
    '<li><a href="{}&amp;{}"><span class="facets__label">{}</span> '
    '<span class="facets__count">{}{}<span class="visually-hidden"> {}</span></span></a></li>'
)


@dataclass(frozen=True, slots=True)
class Menu:
    """A facet that can be chosen from. `items` are links, each with how many would be left.

    There are tens of them on a page, so they are made without a template.
    """

    label: Text
    items: SafeString


def _offered(found: queries.Found, chosen: list[Chosen], query: QueryDict) -> list[Menu]:
    facets = offered(list(found.facts.values()), {one.name for one in chosen})
    more = "+" if found.more else ""
    return [Menu(one.label, format_html_join("", _OFFER, _told(one, query, more))) for one in facets]


def _told(facet: Open, query: QueryDict, more: str) -> Iterator[tuple[object, ...]]:
    """For each value: the page so far, what it adds to that, its name, how many are left and of what."""
    page = _address(query, **{facet.name: ""})
    for one in facet.offers:
        value, of = urlencode({facet.name: one.value}), ngettext("result", "results", one.count)
        yield page, value, one.label, one.count, more, of


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
    parts = {**query.dict(), "pagina": "", **changed}
    told = urlencode({name: value for name, value in parts.items() if value})
    return f"{_path()}?{told}"


@cache
def _path() -> str:
    return reverse("discover:search")


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
    viewer, text = request.user, request.GET.get("q", "")
    if not is_htmx(request):
        return redirect(_address(QueryDict(), q=text))
    found = [line(one) for one in queries.suggestions(viewer, text)]
    others: list[tuple[str, manifest.Found]] = []
    if len(found) < FEW and len(text.strip()) >= queries.LEAST:
        others = [(one.icon, row) for one in manifest.finders() for row in one.find(viewer, text, FEW)]
    facts = {"found": found, "others": others, "number": len(found) + len(others)}
    return render(request, "discover/_suggestions.html", facts)


@access("public")
def like_title(request: HttpRequest) -> HttpResponse:
    """What looks like the title that somebody is writing."""
    title, own = request.GET.get("title", "").strip(), request.GET.get("behalve", "")
    if not is_htmx(request):
        return redirect(_address(QueryDict(), q=title))
    is_long = len(title) >= LEAST_TITLE
    found = queries.like_title(request.user, title) if is_long else []
    lines = [line(one) for one in found if str(one.pk) != own]
    return render(request, "discover/_like_title.html", {"found": lines, "is_long": is_long})
