from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerkring.core.entries.forms import FilesForm
from leerkring.core.entries.models import Entry
from leerkring.core.entries.queries import trail, visible_sources
from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access, signed_in
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import get_space, my_spaces, names_of_spaces, platform, platform_role
from leerkring.core.spaces.rules import is_in
from leerkring.domains.community import actions, filters, queries, rules
from leerkring.domains.community.forms import AskForm, form_for
from leerkring.kit.keyset import paginate
from leerkring.services.discussion.actions import mark_read
from leerkring.services.discussion.conversation import Conversation, conversation
from leerkring.services.discussion.forms import ReplyForm
from leerkring.services.discussion.rules import may_reply, may_take_part
from leerkring.services.discussion.shown import shown
from leerkring.services.notifications.actions import see_entry


@access("public")
def overview(request: HttpRequest) -> HttpResponse:
    viewer, spaces = request.user, names_of_spaces(request.user)
    wanted = filters.read_filters(request.GET, viewer, spaces)
    page = paginate(queries.contributions(viewer, wanted), request.GET, order=wanted.columns)
    queries.add_themes(page.items)
    counts = queries.count_by_standing(viewer, wanted)
    facts = {
        "filters": wanted,
        "page": page,
        "count": counts[wanted.standing],
        "standings": filters.standings(wanted, counts),
        "personal": filters.personal(wanted, viewer),
        "selects": filters.selects(wanted, spaces),
    }
    return render(request, "community/list.html", facts)


@access("public")
def thread(request: HttpRequest, entry: int) -> HttpResponse:
    viewer = request.user
    contribution = queries.get_contribution(viewer, entry)
    talk = conversation(viewer, contribution, _first(request))
    facts = {
        "entry": contribution,
        "crumbs": _crumbs(contribution),
        "talk": talk,
        "shown": shown(viewer, talk),
        "trail": trail(viewer, contribution) if talk.state.has_links else None,
        "edit_url": reverse("community:edit", args=[contribution.pk]),
        "related": queries.open_in_same_theme(viewer, contribution),
        "form": ReplyForm(initial={"nonce": uuid4()}, entry=contribution),
        "takes_part": isinstance(viewer, Person) and may_take_part(viewer, contribution),
        "may_reply": isinstance(viewer, Person) and may_reply(viewer, contribution),
    }
    if isinstance(viewer, Person):
        facts["files"] = FilesForm(None, viewer)
        _remember_reading(viewer, talk)
    return render(request, "community/thread.html", facts)


def _remember_reading(person: Person, talk: Conversation) -> None:
    """Reading a thread is seeing the messages about it: the bell counts them no longer."""
    see_entry(person, talk.entry)
    if talk.newly_read is not None:
        mark_read(person, talk.entry, talk.newly_read)


def _crumbs(contribution: Entry) -> list[tuple[str, str]]:
    overview = reverse("community:list")
    crumbs = [(_("Questions"), overview)]
    if not contribution.space.is_platform:
        crumbs.append((contribution.space.name, contribution.space.get_absolute_url()))
    crumbs += [(theme.name, f"{overview}?thema={theme.slug}") for theme in contribution.themes.all()[:1]]
    return [*crumbs, (contribution.kind_label, "")]


def _first(request: HttpRequest) -> int:
    wanted = request.GET.get("vanaf", "")
    return max(1, int(wanted)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else 1


@access("member", "GET", "POST")
def ask(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    at = _place(request, by)
    if not by.is_known:
        messages.info(request, _("Tell us who you are first. Then colleagues know who is asking."))
        return redirect(f"{reverse('people:profile')}?{urlencode({'next': request.get_full_path()})}")
    sources = visible_sources(by, request.GET.getlist("from"))
    initial = {"nonce": uuid4(), "kind": request.GET.get("soort", "question")}
    form, files = AskForm(request.POST or None, person=by, at=at, initial=initial), FilesForm(request, by)
    if request.method == "POST" and all([form.is_valid(), files.is_valid()]):
        run = actions.save_draft if "bewaar" in request.POST else actions.ask
        nonce = form.cleaned_data["nonce"]
        made = run(by, form.place, form.wording, sources=sources, files=files.result, nonce=nonce)
        return _sent(request, made)
    facts = {"form": form, "files": files, "at": at, "sources": sources}
    return render(request, "community/ask.html", facts, status=422 if form.is_bound else 200)


def _place(request: HttpRequest, by: Person) -> Space:
    """Where the asker stands: the own space in the URL, the platform, or an expert's own space."""
    if slug := request.GET.get("ruimte"):
        space = get_space(by, slug)
        if is_in(by, space):
            return space
    return platform() if platform_role(by) else my_spaces(by).first() or platform()


def _sent(request: HttpRequest, contribution: Entry) -> HttpResponse:
    """Says what is so, also where a resent form gave what was made the first time."""
    if contribution.is_draft:
        messages.success(request, _("Kept for later. Only you can see it."))
        return redirect("community:edit", contribution.pk)
    messages.success(request, _("It is out. You hear from us as soon as somebody answers."))
    return redirect(contribution)


@access("member", "GET", "POST")
def edit(request: HttpRequest, entry: int) -> HttpResponse:
    by = signed_in(request)
    on = queries.get_own(by, entry)
    form, files = form_for(on, request.POST or None, by), FilesForm(request, by, entry=on)
    if request.method == "POST" and all([form.is_valid(), files.is_valid()]):
        changed = form.save(by, on, files.result)
        if "plaats" in request.POST:
            return _sent(request, actions.publish_draft(by, changed))
        if on.is_draft:
            return _sent(request, changed)
        messages.success(request, _("Your text is changed."))
        return redirect(changed)
    facts = {"form": form, "files": files, "at": on.space, "entry": on}
    facts["may_discard"] = rules.may_edit_draft(by, on)
    return render(request, "community/ask.html", facts, status=422 if form.is_bound else 200)


@access("member", "POST")
def discard(request: HttpRequest, entry: int) -> HttpResponse:
    by = signed_in(request)
    actions.discard(by, queries.get_own(by, entry))
    messages.success(request, _("The draft is gone."))
    return redirect("home")
