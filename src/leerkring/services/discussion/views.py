"""What people do under an entry. Each button is a form of its own, so all of it works without JavaScript."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerkring.core.entries.queries import get_entry
from leerkring.core.spaces.access import access, signed_in
from leerkring.kit.htmx import is_htmx
from leerkring.services.discussion import actions, queries
from leerkring.services.discussion.forms import ReplyForm


@access("member", "POST")
def reply(request: HttpRequest, entry: int) -> HttpResponse:
    by = signed_in(request)
    on = get_entry(by, entry)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return render(request, "discussion/reply.html", {"entry": on, "form": form}, status=422)
    facts = form.cleaned_data
    written = actions.reply(by, on, facts["text"], nonce=facts["nonce"])
    messages.success(request, _("Your answer is there. Who follows this hears about it."))
    return redirect(written)


@access("member", "GET", "POST")
def edit_reply(request: HttpRequest, reply: int) -> HttpResponse:
    by = signed_in(request)
    on = queries.get_own_reply(by, reply)
    form = ReplyForm(request.POST or None, initial={"text": on.text})
    if request.method == "POST" and form.is_valid():
        actions.edit_reply(by, on, form.cleaned_data["text"])
        messages.success(request, _("Your answer is changed."))
        return redirect(on)
    status = 422 if form.is_bound else 200
    return render(
        request, "discussion/reply.html", {"entry": on.entry, "reply": on, "form": form}, status=status
    )


@access("public")
def permalink(request: HttpRequest, reply: int) -> HttpResponse:
    on = queries.get_reply(request.user, reply)
    start = queries.page_start(on.number)
    query = f"?vanaf={start}" if start > 1 else ""
    return redirect(f"{on.entry.get_absolute_url()}{query}#antwoord-{on.number}")


@access("member", "POST")
def find_helpful(request: HttpRequest, reply: int) -> HttpResponse:
    by = signed_in(request)
    helpful = request.POST.get("aan") == "1"
    on = actions.find_helpful(by, queries.get_reply(by, reply), helpful=helpful)
    if is_htmx(request):
        return render(request, "discussion/_helpful.html", {"reply": on, "helped_me": helpful})
    return redirect(on)


@access("member", "POST")
def choose(request: HttpRequest, reply: int) -> HttpResponse:
    by = signed_in(request)
    on = actions.choose(by, queries.get_reply(by, reply))
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
        facts = {"entry": on, "recognised": recognised, "spread": queries.spread(on)}
        return render(request, "discussion/_recognise.html", facts)
    return redirect(on.get_absolute_url())


@access("member", "POST")
def follow(request: HttpRequest, entry: int) -> HttpResponse:
    by = signed_in(request)
    on = get_entry(by, entry)
    followed = actions.follow(by, on, wanted=request.POST.get("aan") == "1").wanted
    if is_htmx(request):
        return render(request, "discussion/_follow.html", {"entry": on, "followed": followed})
    return redirect(on.get_absolute_url())
