from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerkring.core.spaces.access import access, signed_in
from leerkring.site.security import actions, queries
from leerkring.site.security.proof import needs_proof


@access("member")
def overview(request: HttpRequest) -> HttpResponse:
    """Every way in, and where you are signed in."""
    person = signed_in(request)
    facts = {
        "passkeys": [
            {"pk": one.pk, "name": one.data["name"], "at": one.created_at, "used_at": one.last_used_at}
            for one in queries.passkeys_of(person)
        ],
        "has_second_step": queries.has_second_step(person),
        "recovery": queries.recovery_of(person),
        "connections": queries.connections_of(person),
        "providers": queries.providers(),
        "places": queries.places_of(person, request.session.session_key),
    }
    return render(request, "security/overview.html", facts)


@access("member", "POST")
def end_place(request: HttpRequest, place: int) -> HttpResponse:
    """Sign out in one other browser. In this one, that is the ordinary way out."""
    if actions.end_sessions(signed_in(request), keep=request.session.session_key, only=place):
        messages.success(request, _("You are signed out there."))
    else:
        messages.info(request, _("You were not signed in there any more."))
    return redirect("security:overview")


@access("member", "POST")
def end_other_places(request: HttpRequest) -> HttpResponse:
    actions.end_sessions(signed_in(request), keep=request.session.session_key)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("security:overview")


@access("member", "GET", "POST")
@needs_proof
def disconnect(request: HttpRequest, connection: int) -> HttpResponse:
    person = signed_in(request)
    found = queries.get_connection(person, connection)
    if request.method == "POST":
        actions.disconnect(request, person, connection)
        messages.success(request, _("Disconnected. You sign in with a code, or with a passkey."))
        return redirect("security:overview")
    return render(request, "security/disconnect.html", {"connection": found})
