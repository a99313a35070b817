"""The pages for who writes: asking, drafts, changing, and what stands without a name."""

from functools import partial
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from leerkring.core.entries.actions import look_up_asker
from leerkring.core.entries.forms import FilesForm
from leerkring.core.entries.gate import GuardAwayError, HeldBackError
from leerkring.core.entries.models import Entry
from leerkring.core.entries.queries import lookups, versions, visible_sources
from leerkring.core.entries.rules import may_look_up
from leerkring.core.events.nonces import made_with, nonce_of
from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access, signed_in
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import get_space, my_spaces, platform, platform_role
from leerkring.core.spaces.rules import is_in
from leerkring.domains.community import actions, queries, rules, waiting
from leerkring.domains.community.forms import AskForm, LookupForm, WordingForm, form_for
from leerkring.domains.community.models import Contribution
from leerkring.kit.differences import ChangedMeanwhileError, changes, differences
from leerkring.kit.http import forget_copy
from leerkring.kit.richtext import to_plain
from leerkring.services.privacy.forms import GuardForm, confirmed_in, still_looking
from leerkring.services.privacy.queries import held_by


@access("member", "GET", "POST")
def ask(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    if not by.is_known:
        messages.info(request, _("Tell us who you are first. Then colleagues know who is asking."))
        return redirect(f"{reverse('people:profile')}?{urlencode({'next': request.get_full_path()})}")
    at = _place(request, by)
    initial = _begun(request.GET)
    later = "bewaar" in request.POST
    form = AskForm(request.POST or None, person=by, at=at, loose=later, initial=initial)
    files, sources = FilesForm(request, by), visible_sources(by, request.GET.getlist("from"))
    facts = {"form": form, "files": files, "at": at, "sources": sources}
    if request.method == "POST" and all([form.is_valid(), files.is_valid()]):
        try:
            return _take_in(request, by, form, files, sources)
        except HeldBackError as held:
            facts["guard"] = GuardForm(request, held)
    return render(request, "community/ask.html", facts, status=422 if form.is_bound else 200)


def _begun(query: QueryDict) -> dict[str, object]:
    """How an empty form begins: whoever searched and found nothing asks what they typed."""
    return {"nonce": uuid4(), "kind": query.get("soort", "question"), "title": query.get("titel", "")}


def _place(request: HttpRequest, by: Person) -> Space:
    """Where the asker stands: the own space in the URL, the platform, or an expert's own space."""
    if slug := request.GET.get("ruimte"):
        space = get_space(by, slug)
        if is_in(by, space):
            return space
    return platform() if platform_role(by) else my_spaces(by).first() or platform()


def _take_in(
    request: HttpRequest, by: Person, form: AskForm, files: FilesForm, sources: list[Entry]
) -> HttpResponse:
    """Keep or place what a form says. Where something else stands there already, both are shown."""
    run = actions.keep if "bewaar" in request.POST else partial(waiting.ask, confirmed=confirmed_in(request))
    nonce, seen = form.cleaned_data["nonce"], form.cleaned_data["mark"]
    before = made_with(Contribution, by, nonce)
    if before and before.is_discarded:
        seen = queries.mark_of(actions.put_draft_back(by, before))
    try:
        made = run(by, form.place, form.wording, sources=sources, files=files.result, nonce=nonce, seen=seen)
    except ChangedMeanwhileError:
        there = made_with(Contribution, by, nonce)
        return _clash(request, by, there, form, files) if there else redirect("community:drafts")
    if not made.is_draft and _words(made.title, made.text) != _words(form.wording.title, form.wording.text):
        return _clash(request, by, made, form, files)
    return _sent(request, made, nonce)


def _words(title: str, text: str) -> tuple[str, str]:
    """What people read of it: placing turns names into links."""
    return title, to_plain(text)


def _sent(request: HttpRequest, contribution: Contribution, nonce: object = "") -> HttpResponse:
    """Says what is so, also where a resent form gave what was made the first time."""
    if contribution.is_draft and "plaats" in request.POST:
        messages.info(request, still_looking())
        return _arrived(redirect("community:drafts"), contribution, nonce)
    if contribution.is_draft:
        messages.success(request, _("Kept for later. Only you can see it."))
        return redirect("community:edit", contribution.pk)
    messages.success(request, _("It is out. You hear from us as soon as somebody answers."))
    return _arrived(redirect(contribution), contribution, nonce)


def _arrived(response: HttpResponse, on: Contribution, *names: object) -> HttpResponse:
    """The browser can let go of its copies, also of the one from before there was a draft."""
    return forget_copy(response, *names, f"concept-{on.pk}", nonce_of(on))


def _clash(
    request: HttpRequest, by: Person, on: Contribution, form: WordingForm, files: FilesForm
) -> HttpResponse:
    """Two windows changed the same words: show what stands there now beside what was typed here."""
    now_there = queries.get_own(by, on.pk)
    if now_there.published_at is not None and isinstance(form, AskForm):
        form = form_for(now_there, request.POST, by)
        form.is_valid()
    form.start_from(queries.mark_of(now_there))
    mine = (str(form["title"].value() or ""), to_plain(form.cleaned_data.get("text", "")))
    facts = {
        "form": form,
        "files": files,
        "at": now_there.space,
        "entry": now_there,
        "clash": [differences(now_there.title, mine[0]), differences(to_plain(now_there.text), mine[1])],
    }
    return render(request, "community/ask.html", facts, status=409)


@access("member", "POST")
def keep(request: HttpRequest) -> HttpResponse:
    """What the page itself sends, a moment after typing stops. Answers in JSON; never publishes."""
    by = signed_in(request)
    draft = request.GET.get("concept", "")
    on = queries.get_own(by, int(draft)) if draft.isascii() and draft.isdigit() and len(draft) < 18 else None
    at = on.space if on else _place(request, by)
    form = AskForm(request.POST, person=by, at=at, loose=True)
    if not form.is_valid() or not form.says_something or not by.is_known:
        return JsonResponse({"kept": False}, status=422)
    try:
        kept = _keep(request, by, form, on)
    except ChangedMeanwhileError:
        return JsonResponse({"kept": False, "message": _elsewhere()}, status=409)
    return JsonResponse({"kept": True, "mark": queries.mark_of(kept)})


def _keep(request: HttpRequest, by: Person, form: AskForm, on: Contribution | None) -> Contribution:
    facts, files = form.cleaned_data, FilesForm(request, by, entry=on).so_far
    if on is not None:
        return actions.edit_draft(by, on, form.place, form.wording, files=files, seen=facts["mark"])
    sources = visible_sources(by, request.GET.getlist("from"))
    return actions.keep(
        by,
        form.place,
        form.wording,
        sources=sources,
        files=files,
        nonce=facts["nonce"],
        seen=facts["mark"],
    )


def _elsewhere() -> str:
    return _(
        "You went on with this text in another window, or placed it there. "
        "What you type here stays in this browser only."
    )


@access("member", "GET", "POST")
def edit(request: HttpRequest, entry: int) -> HttpResponse:
    by = signed_in(request)
    on = queries.get_own(by, entry)
    if on.is_discarded:
        return redirect("community:drafts")
    form = form_for(on, request.POST or None, by, loose="bewaar" in request.POST)
    files = FilesForm(request, by, entry=on)
    facts = {"form": form, "files": files, "at": on.space, "entry": on}
    facts["may_discard"] = rules.may_edit_draft(by, on)
    if request.method == "POST" and all([form.is_valid(), files.is_valid()]):
        try:
            return _changed(request, by, on, form, files)
        except ChangedMeanwhileError:
            return _clash(request, by, on, form, files)
        except HeldBackError as held:
            facts["guard"] = GuardForm(request, held)
    return render(request, "community/ask.html", facts, status=422 if form.is_bound else 200)


def _changed(
    request: HttpRequest, by: Person, on: Contribution, form: WordingForm, files: FilesForm
) -> HttpResponse:
    confirmed, sent = confirmed_in(request), files.result
    if isinstance(form, AskForm) and "plaats" in request.POST:
        placed = waiting.place_draft(
            by, on, form.place, form.wording, files=sent, seen=form.seen, confirmed=confirmed
        )
        return _sent(request, placed)
    try:
        changed = form.save(by, on, sent, confirmed)
    except GuardAwayError:
        held = waiting.hold_change(by, on, form.wording, sent, seen=form.seen, confirmed=confirmed)
        return forget_copy(redirect(held), f"wijzigen-{on.pk}")
    if changed.is_draft:
        return _sent(request, changed)
    messages.success(request, _("Your text is changed."))
    return forget_copy(redirect(changed), f"wijzigen-{on.pk}")


@access("member", "GET")
def drafts(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    facts = {"drafts": queries.drafts_of(by), "held": held_by(by), "discarded": queries.discarded_by(by)}
    return render(request, "community/drafts.html", facts)


@access("member", "POST")
def discard(request: HttpRequest, entry: int) -> HttpResponse:
    by = signed_in(request)
    on = queries.get_own(by, entry)
    if not on.is_discarded:
        actions.discard(by, on)
    messages.success(request, _("The draft is in the bin. You can put it back for 30 days."))
    return _arrived(redirect("community:drafts"), on)


@access("member", "POST")
def put_draft_back(request: HttpRequest, entry: int) -> HttpResponse:
    by = signed_in(request)
    on = actions.put_draft_back(by, queries.get_own(by, entry))
    messages.success(request, _("Your draft is back."))
    return redirect("community:edit", on.pk)


@access("member", "GET", "POST")
def show_name(request: HttpRequest, entry: int) -> HttpResponse:
    """Only forward: who asked without a name may show it later, never the reverse."""
    by = signed_in(request)
    on = queries.get_own(by, entry)
    if request.method == "POST":
        actions.show_name(by, on)
        messages.success(request, _("Your name stands with it now."))
        return redirect(on)
    return render(request, "community/show_name.html", {"entry": on, "face": by})


@access("public")
def history(request: HttpRequest, entry: int) -> HttpResponse:
    """What the author changed, for whoever may read the entry."""
    on = queries.get_contribution(request.user, entry)
    return render(request, "community/history.html", {"entry": on, "changes": changes(versions(on))})


@never_cache
@access("core group", "GET", "POST")
def look_up(request: HttpRequest, entry: int) -> HttpResponse:
    """Who asked without a name: told once for each reason given, and the asker hears it."""
    by = signed_in(request)
    on = queries.get_contribution(by, entry)
    if not may_look_up(by, on):
        return redirect(on)
    form = LookupForm(request.POST or None, initial={"nonce": uuid4()})
    facts = {"entry": on, "form": form, "lookups": lookups(on)}
    if request.method == "POST" and form.is_valid():
        look_up_asker(by, on, form.cleaned_data["reason"], nonce=form.cleaned_data["nonce"])
        return render(request, "community/look_up.html", facts | {"asker": on.author})
    return render(request, "community/look_up.html", facts, status=422 if form.is_bound else 200)
