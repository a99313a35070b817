"""What people do under an entry. All of it works without JavaScript: the buttons belong to a form."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_htmx.http import HttpResponseClientRedirect

from leerkring.core.entries.forms import FilesForm
from leerkring.core.entries.gate import GuardAwayError, HeldBackError
from leerkring.core.entries.models import Entry
from leerkring.core.entries.queries import get_entry
from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access, signed_in
from leerkring.kit.differences import ChangedMeanwhileError, changes, differences, fingerprint
from leerkring.kit.htmx import is_htmx
from leerkring.kit.http import forget_copy, with_undo
from leerkring.kit.richtext import to_plain
from leerkring.kit.ui.fragments import fragment
from leerkring.services.discussion import actions, queries
from leerkring.services.discussion.around import Following, felt
from leerkring.services.discussion.conversation import anchor_of, since, state_of
from leerkring.services.discussion.forms import ChangeForm, ReplyForm
from leerkring.services.discussion.quotes import quotation
from leerkring.services.discussion.rules import may_reply
from leerkring.services.discussion.shown import history, shown
from leerkring.services.discussion.waiting import hold_answer, hold_change
from leerkring.services.privacy.forms import GuardForm, confirmed_in


@access("member", "POST")
def reply(request: HttpRequest, entry: int) -> HttpResponse:
    by = signed_in(request)
    on = get_entry(by, entry)
    form, files = ReplyForm(request.POST, entry=on), FilesForm(request, by)
    if not all([form.is_valid(), files.is_valid()]):
        return _not_placed(request, on, form, files)
    try:
        return _answered(request, by, on, form, files)
    except actions.NoLongerOpenError as error:
        form.add_error(None, str(error.message))
        return _not_placed(request, on, form, files)
    except HeldBackError as held:
        return _not_placed(request, on, form, files, GuardForm(request, held))


def _answered(request: HttpRequest, by: Person, on: Entry, form: ReplyForm, files: FilesForm) -> HttpResponse:
    facts, confirmed = form.cleaned_data, confirmed_in(request)
    text, nonce = _quoted(by, on, facts["citaat"]) + facts["text"], facts["nonce"]
    try:
        written = actions.reply(by, on, text, files=files.result, nonce=nonce, confirmed=confirmed)
    except GuardAwayError:
        held = hold_answer(by, on, text, files.result, nonce, confirmed)
        return _waits(request, held.get_absolute_url(), nonce)
    if is_htmx(request):
        return _placed(request, by, written.get_absolute_url(), on)
    messages.success(request, _("Your answer is there. Who follows this hears about it."))
    return forget_copy(redirect(written), nonce)


def _quoted(by: Person, on: Entry, pk: int | None) -> str:
    """What somebody quotes without a script: a whole answer under the same entry."""
    said = queries.find_reply(by, pk) if pk else None
    if said is None or said.entry_id != on.pk:
        return ""
    return quotation(said.pk, said.face.name, said.text).removesuffix("<p></p>")


def _not_placed(
    request: HttpRequest, on: Entry, form: ReplyForm, files: FilesForm, guard: GuardForm | None = None
) -> HttpResponse:
    page = "discussion/_form.html" if is_htmx(request) else "discussion/reply.html"
    return render(request, page, {"entry": on, "form": form, "files": files, "guard": guard}, status=422)


def _waits(request: HttpRequest, page: str, *forms: object) -> HttpResponse:
    """What was sent is kept, on a page that its author sees, and goes out when the guard has looked."""
    response = HttpResponseClientRedirect(page) if is_htmx(request) else redirect(page)
    return forget_copy(response, *forms)


def _placed(request: HttpRequest, by: Person, where: str, on: Entry) -> HttpResponse:
    """What a script puts on the page: the own answer, and those of others that came meanwhile."""
    seen = request.POST.get("na", "")
    talk = since(by, get_entry(by, on.pk), int(seen)) if seen.isdecimal() and len(seen) < 9 else None
    if talk is None or talk.later:
        return HttpResponseClientRedirect(where)
    facts = {
        "entry": talk.entry,
        "talk": talk,
        "shown": shown(by, talk),
    }
    return render(request, "discussion/_placed.html", facts)


@access("member")
def news(request: HttpRequest, entry: int) -> HttpResponse:
    """What a script asks now and then: how many answers came after number `na`."""
    on = get_entry(signed_in(request), entry)
    seen, last = request.GET.get("na", ""), queries.last_number(on)
    count = last - int(seen) if seen.isdecimal() and len(seen) < 9 else 0
    words = ngettext("%(count)s new answer", "%(count)s new answers", count) % {"count": count}
    answer = JsonResponse({"count": max(0, count), "words": words})
    answer["ETag"] = etag = f'"{last}"'
    patch_cache_control(answer, private=True, no_cache=True)
    return get_conditional_response(request, etag=etag, response=answer) or answer


@access("member")
def mentionable(request: HttpRequest, entry: int) -> HttpResponse:
    """People whom one can name under an entry, for the list that a script shows after an @."""
    by = signed_in(request)
    on = get_entry(by, entry)
    found = queries.find_to_mention(by, on, request.GET.get("q", "")) if may_reply(by, on) else []
    return JsonResponse({"people": [_to_name(one) for one in found]})


def _to_name(person: Person) -> dict[str, Any]:
    facts = [str(one) for one in (person.function, person.organisation or person.municipality) if one]
    page = reverse("directory:person", args=[person.pk])
    return {"name": person.name, "facts": ", ".join(facts), "url": page}


@access("member")
def quote(request: HttpRequest, reply: int) -> HttpResponse:
    """The page to answer with a quotation above it; a script puts it into the form on the thread instead."""
    by = signed_in(request)
    said = queries.get_reply(by, reply)
    on = said.entry
    form = ReplyForm(initial={"nonce": uuid4(), "citaat": said.pk}, entry=on)
    facts = {
        "entry": on,
        "form": form,
        "files": FilesForm(None, by),
        "quoted": said,
        "action": reverse("discussion:reply_to", args=[on.pk]),
    }
    return render(request, "discussion/reply.html", facts)


@access("member", "GET", "POST")
def edit_reply(request: HttpRequest, reply: int) -> HttpResponse:
    by = signed_in(request)
    on = queries.get_own_reply(by, reply)
    initial = {"text": on.text, "started_from": fingerprint(on.text)}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=initial, entry=on.entry)
    files = FilesForm(request, by, entry=on.entry, number=on.number)
    facts = {"entry": on.entry, "reply": on, "form": form, "files": files}
    if all([form.is_valid(), files.is_valid()]):
        try:
            return _changed(request, by, on, form, files)
        except HeldBackError as held:
            facts["guard"] = GuardForm(request, held)
        except ChangedMeanwhileError:
            facts["other"] = differences(to_plain(on.text), to_plain(form.cleaned_data["text"]))
            form.start_from(on.text)
            return render(request, "discussion/reply.html", facts, status=409)
    return render(request, "discussion/reply.html", facts, status=422 if form.is_bound else 200)


def _changed(request: HttpRequest, by: Person, on: Any, form: ChangeForm, files: FilesForm) -> HttpResponse:
    text, mark = form.cleaned_data["text"], form.cleaned_data["started_from"]
    confirmed, kept = confirmed_in(request), f"antwoord-{on.pk}"
    try:
        actions.edit_reply(by, on, text, started_from=mark, files=files.result, confirmed=confirmed)
    except GuardAwayError:
        held = hold_change(by, on, text, mark, files.result, confirmed)
        return _waits(request, held.get_absolute_url(), kept)
    messages.success(request, _("Your answer is changed."))
    return forget_copy(redirect(on), kept)


@access("public")
def versions(request: HttpRequest, reply: int) -> HttpResponse:
    on = queries.get_reply(request.user, reply)
    earlier = queries.versions_of(on)
    facts = {
        "entry": on.entry,
        "reply": on,
        "changes": zip(changes(history(on, earlier)), reversed(earlier), strict=True),
        "may_forget": on.author_id == request.user.pk,
    }
    return render(request, "discussion/versions.html", facts)


@access("member", "POST")
def forget_version(request: HttpRequest, reply: int, version: int) -> HttpResponse:
    by = signed_in(request)
    on = queries.get_own_reply(by, reply)
    actions.forget_version(by, on, queries.get_version(on, version))
    messages.success(request, _("That version is gone for good."))
    return redirect("discussion:versions", on.pk)


@access("member", "POST")
def take_away(request: HttpRequest, reply: int) -> HttpResponse:
    by = signed_in(request)
    on = queries.get_own_taken_away(by, reply)
    was_round = on.is_chosen
    on = actions.take_away(by, on)
    words = _("Your answer is gone.")
    if was_round:
        words = _("Your answer is gone. The question is open again.")
    with_undo(request, words, reverse("discussion:put_back", args=[on.pk]))
    return redirect(on)


@access("member", "POST")
def put_back(request: HttpRequest, reply: int) -> HttpResponse:
    by = signed_in(request)
    on = actions.put_back(by, queries.get_own_taken_away(by, reply))
    messages.success(request, _("Your answer is back."))
    return redirect(on)


@access("public")
def permalink(request: HttpRequest, reply: int) -> HttpResponse:
    on = queries.get_placed(request.user, reply)
    return redirect(on.entry.get_absolute_url() + anchor_of(on.number))


@access("member", "POST")
def find_helpful(request: HttpRequest, reply: int) -> HttpResponse:
    by = signed_in(request)
    helpful = request.POST.get("aan") == "1"
    on = actions.find_helpful(by, queries.get_reply(by, reply), helpful=helpful)
    if is_htmx(request):
        facts = {"pk": on.pk, "url": on.get_absolute_url(), "helped": helpful, "count": on.helpful_count}
        return render(request, "discussion/_helpful.html", facts)
    return redirect(on)


@access("member", "POST")
def choose(request: HttpRequest, reply: int) -> HttpResponse:
    by = signed_in(request)
    on = queries.get_reply(by, reply)
    try:
        actions.choose(by, on)
    except actions.NoLongerOpenError as error:
        messages.info(request, str(error.message))
        return redirect(on)
    messages.success(
        request, _("The circle is round. Thank you for closing it: others can use this answer too.")
    )
    return redirect(on)


@access("member", "POST")
def reopen(request: HttpRequest, entry: int) -> HttpResponse:
    by = signed_in(request)
    on = actions.reopen(by, get_entry(by, entry))
    messages.info(request, _("Your question is open again."))
    return redirect(on.get_absolute_url())


@access("member", "POST")
def recognise(request: HttpRequest, entry: int) -> HttpResponse:
    by = signed_in(request)
    recognised = request.POST.get("aan") == "1"
    on = actions.recognise(by, get_entry(by, entry), recognised=recognised)
    if is_htmx(request):
        return HttpResponse(fragment("discussion/_recognise.html", felt(by, on, state_of(by, on))))
    return redirect(on.get_absolute_url())


@access("member", "POST")
def follow(request: HttpRequest, entry: int) -> HttpResponse:
    by = signed_in(request)
    on = get_entry(by, entry)
    followed = actions.follow(by, on, wanted=request.POST.get("aan") == "1").wanted
    if is_htmx(request):
        return HttpResponse(fragment("discussion/_follow.html", Following(on.pk, followed)))
    if request.POST.get("vanuit") == "berichten":
        messages.success(request, _("You no longer follow this conversation."))
        return redirect("notifications:list")
    return redirect(on.get_absolute_url())
