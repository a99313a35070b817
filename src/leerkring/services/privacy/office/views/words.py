from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerkring.core.entries.gate import GuardAwayError
from leerkring.core.spaces.access import access, signed_in
from leerkring.core.spaces.queries import platform
from leerkring.kit.http import go_on, with_undo
from leerkring.kit.keyset import paginate
from leerkring.kit.pii.allowed import key_of
from leerkring.services.privacy.office import actions
from leerkring.services.privacy.office.forms import AWAY, SearchForm, TryForm, WordsForm
from leerkring.services.privacy.office.queries import words as queries
from leerkring.services.privacy.office.queries.trying import try_text

A_PAGE = 30


@access("editor", "GET", "POST")
def words(request: HttpRequest) -> HttpResponse:
    """The list, with the form to add to it."""
    if request.method != "POST":
        return _shown(request, WordsForm(None))
    by, form = signed_in(request), WordsForm(request.POST)
    if not form.is_valid():
        return _shown(request, form)
    asked = form.cleaned_data["words"]
    house = {key_of(one) for one in queries.house_words()}
    new = [one for one in asked if key_of(one) not in house]
    made = actions.add_words(by, platform(), new, form.cleaned_data["note"])
    fresh = {one.key for one in made}
    _tell(
        request,
        len(made),
        known=[one for one in new if key_of(one) not in fresh],
        house=[one for one in asked if key_of(one) in house],
    )
    return redirect("guard:words")


def _tell(request: HttpRequest, added: int, *, known: list[str], house: list[str]) -> None:
    parts = []
    if added:
        text = ngettext(
            "%(count)d word is added. The guard lets it through now.",
            "%(count)d words are added. The guard lets them through now.",
            added,
        )
        parts.append(text % {"count": added})
    if known:
        parts.append(_("Stood on the list already: %(words)s.") % {"words": _some(known)})
    if house:
        parts.append(_("Comes with Leerkring already: %(words)s.") % {"words": _some(house)})
    (messages.success if added else messages.info)(request, " ".join(parts))


def _some(found: list[str]) -> str:
    return ", ".join(found[:5]) + ("…" if len(found) > 5 else "")


def _shown(request: HttpRequest, form: WordsForm) -> HttpResponse:
    search = SearchForm(request.GET)
    rows = queries.words_like(search.text)
    facts: dict[str, Any] = {
        "form": form,
        "search": search,
        "page": paginate(rows, request.GET, order=("key", "id"), size=A_PAGE, ascending=True),
        "count": rows.count(),
        "groups": queries.groups(request.user, search.text),
        "house": () if search.text else queries.house_words(),
    }
    return render(request, "privacy/office/words.html", facts, status=422 if form.is_bound else 200)


@access("editor", "POST")
def remove(request: HttpRequest, word: int) -> HttpResponse:
    by, on = signed_in(request), queries.get_word(word)
    actions.remove_word(by, on)
    gone = _("“%(word)s” is off the list. The guard looks at it again.") % {"word": on.phrase}
    with_undo(request, gone, reverse("guard:put_word_back", args=[on.pk]))
    return go_on(request, reverse("guard:words"))


@access("editor", "POST")
def put_back(request: HttpRequest, word: int) -> HttpResponse:
    by, on = signed_in(request), queries.get_word(word)
    actions.put_word_back(by, on)
    messages.success(request, _("“%(word)s” is on the list again.") % {"word": on.phrase})
    return go_on(request, reverse("guard:words"))


@access("editor", "GET", "POST")
def try_out(request: HttpRequest) -> HttpResponse:
    """What the guard would say of a text; nothing of it is kept."""
    form = TryForm(request.POST if request.method == "POST" else None)
    facts: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            facts["tried"] = try_text(request.user, form.cleaned_data["text"])
        except GuardAwayError:
            form.add_error(None, str(AWAY))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "privacy/office/try.html", facts, status=status)
