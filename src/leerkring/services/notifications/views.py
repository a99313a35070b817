from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from leerkring.core.spaces.access import access, signed_in
from leerkring.services.notifications import actions, queries
from leerkring.services.notifications.forms import MailForm
from leerkring.services.notifications.unsubscribe import read_token


@access("member")
def inbox(request: HttpRequest) -> HttpResponse:
    page = queries.inbox(signed_in(request), request.GET)
    return render(request, "notifications/list.html", {"page": page, "lines": queries.lines(page.items)})


@access("member")
def follow(request: HttpRequest, told: int) -> HttpResponse:
    """A message leads to what it is about, and is seen from then on."""
    by = signed_in(request)
    row = queries.get_told(by, told)
    actions.see(by, row)
    if row.event.target is None:
        messages.info(request, _("What this message was about is no longer there."))
        return redirect("notifications:list")
    return redirect(row.event.target)


@access("member", "POST")
def see_all(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    actions.see_all(by, by)
    return redirect("notifications:list")


@access("member", "GET", "POST")
def preferences(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    form = MailForm(
        request.POST if request.method == "POST" else None, initial={"wanted": queries.wanted_kinds(by)}
    )
    if form.is_valid():
        actions.choose_mail(by, by, form.choices_made())
        messages.success(request, _("Your choice is kept."))
        return redirect("notifications:preferences")
    status = 422 if form.is_bound else 200
    return render(request, "notifications/preferences.html", {"form": form}, status=status)


@csrf_exempt
@access("token", "GET", "POST")
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The token is the right to do this, so a mail program may post here (RFC 8058).

    A GET changes nothing: programs that check links open this address too.
    """
    person, kind = read_token(token)
    done = request.method == "POST"
    if done:
        actions.choose_mail(person, person, {kind: False})
    facts = {"label": queries.kinds()[kind], "done": done}
    with override(person.language):
        response = render(request, "notifications/unsubscribe.html", facts)
    response.headers["Content-Language"] = person.language
    return response
