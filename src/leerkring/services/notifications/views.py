from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access, signed_in
from leerkring.kit.htmx import is_htmx
from leerkring.services.notifications import actions, failures, queries, rules, wishes
from leerkring.services.notifications.forms import HoursForm, KindsForm, SpacesForm
from leerkring.services.notifications.unsubscribe import Stop, read_token


@access("member")
def inbox(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    only_unread = request.GET.get("alleen") == "nieuw"
    page = queries.inbox(person, request.GET, only_unread=only_unread)
    facts = {
        "page": page,
        "lines": queries.lines(page.items),
        "only_unread": only_unread,
        "undo": request.GET.get("gezien", "") if _moment(request.GET.get("gezien")) else "",
        "looks_after_mail": rules.looks_after_mail(person),
    }
    return render(request, "notifications/list.html", facts)


@access("member")
def follow(request: HttpRequest, told: int) -> HttpResponse:
    """A message leads to what is new in it, and is seen from then on."""
    by = signed_in(request)
    row = queries.get_told(by, told)
    target = queries.first_new(row)
    actions.see(by, row)
    if target is None:
        messages.info(request, _("What this message was about is no longer there."))
        return redirect("notifications:list")
    return redirect(target)


@access("member", "POST")
def mark(request: HttpRequest, told: int) -> HttpResponse:
    """One line as seen, or as new again."""
    by = signed_in(request)
    row = queries.get_told(by, told)
    run = actions.see if request.POST.get("aan") == "1" else actions.unsee
    run(by, row)
    return redirect(_inbox(request))


@access("member", "POST")
def see_all(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    moment = actions.see_all(by, by)
    return redirect(f"{reverse('notifications:list')}?gezien={_number(moment)}")


@access("member", "POST")
def unsee_all(request: HttpRequest) -> HttpResponse:
    """Take "all seen" back: only what was marked at that moment."""
    by = signed_in(request)
    if moment := _moment(request.POST.get("gezien")):
        actions.unsee_all(by, by, moment)
    return redirect("notifications:list")


def _inbox(request: HttpRequest) -> str:
    only_unread = request.POST.get("alleen") == "nieuw"
    return reverse("notifications:list") + ("?alleen=nieuw" if only_unread else "")


def _number(moment: datetime) -> int:
    """A moment as whole microseconds, which come back the same."""
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond


def _moment(text: str | None) -> datetime | None:
    if not text or not text.isascii() or not text.isdigit() or len(text) > 17:
        return None
    seconds, rest = divmod(int(text), 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)


@access("member")
def bell(request: HttpRequest) -> HttpResponse:
    """The bell with its count, for a page that comes into view again; 304 when it did not change."""
    if not is_htmx(request):
        return redirect("notifications:list")
    count = queries.unread_count(signed_in(request))
    etag = f'"{count}-{get_language()}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = render(request, "notifications/bell.html", {"unread": count})
    response.headers["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


@access("member")
def preferences(request: HttpRequest) -> HttpResponse:
    return _preferences(request, signed_in(request))


@access("member", "POST")
def choose_kinds(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    form = KindsForm(request.POST, wishes=wishes.kind_wishes(by))
    if not form.is_valid():
        return _preferences(request, by, kinds_form=form)
    before = {kind: form.fields[kind].initial for kind in form.channels()}
    actions.choose_kinds(by, by, form.channels())
    return _saved(request, form.channels(), before)


@access("member", "POST")
def choose_spaces(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    form = SpacesForm(request.POST, wishes=wishes.space_wishes(by))
    if not form.is_valid():
        return _preferences(request, by, spaces_form=form)
    before = {name: form.fields[name].initial for name in form.levels()}
    for name, level in form.levels().items():
        actions.choose_space(by, form.spaces[name], level)
    return _saved(request, form.levels(), before)


@access("member", "POST")
def choose_hours(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    form = HoursForm(request.POST, hours=wishes.hours_of(by))
    if not form.is_valid():
        return _preferences(request, by, hours_form=form)
    actions.choose_hours(by, by, form.cleaned_data)
    messages.success(request, _("Your choice is kept."))
    return redirect("notifications:preferences")


def _preferences(request: HttpRequest, by: Person, **forms: Form) -> HttpResponse:
    """The page with all choices; a form with errors stands in it as it was sent."""
    kinds, spaces, hours = wishes.kind_wishes(by), wishes.space_wishes(by), wishes.hours_of(by)
    facts: dict[str, Any] = {
        "kinds_form": KindsForm(wishes=kinds),
        "spaces_form": SpacesForm(wishes=spaces),
        "hours_form": HoursForm(hours=hours),
        "crumbs": [(_("Messages"), reverse("notifications:list")), (_("What do you want to hear?"), "")],
    }
    status = 422 if forms else 200
    return render(request, "notifications/preferences.html", facts | forms, status=status)


def _saved(request: HttpRequest, chosen: dict[str, Any], before: dict[str, Any]) -> HttpResponse:
    """Says that it is kept; to a script with a way back, to who pressed the button on the page itself."""
    if is_htmx(request):
        changed = {name: value for name, value in before.items() if chosen[name] != value}
        return render(request, "notifications/_saved.html", {"before": changed, "url": request.path})
    messages.success(request, _("Your choice is kept."))
    return redirect("notifications:preferences")


@csrf_exempt
@access("token", "GET", "POST")
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The token is the right to do this, so a mail program may post here (RFC 8058).

    A GET changes nothing: programs that check links open this address too.
    """
    stop = read_token(token)
    done = request.method == "POST"
    if done:
        _stop(stop)
    labels = [queries.kinds()[kind] for kind in stop.kinds]
    with override(stop.person.language):
        facts = {"labels": labels, "space": stop.space, "done": done}
        response = render(request, "notifications/unsubscribe.html", facts)
    response.headers["Content-Language"] = stop.person.language
    return response


def _stop(stop: Stop) -> None:
    if stop.space is None:
        channels = dict.fromkeys(wishes.mailed(stop.person, stop.kinds), wishes.INBOX)
        actions.choose_kinds(stop.person, stop.person, channels)
    elif rules.may_choose_for_space(stop.person, stop.space):
        actions.choose_space(stop.person, stop.space, wishes.MUTED)


@access("administrator")
def failed_mails(request: HttpRequest) -> HttpResponse:
    page = failures.failed(request.GET)
    facts = {"page": page, "failures": failures.failures(page.items), "tallies": failures.tallies()}
    return render(request, "notifications/failed.html", facts)


@access("administrator", "POST")
def retry(request: HttpRequest, mail: int) -> HttpResponse:
    actions.retry(signed_in(request), failures.get_failed(mail))
    messages.success(request, _("This mail is tried again now."))
    return redirect("notifications:failed_mails")
