"""To the provider, back, and for newcomers without a confirmed mail address: a code first."""

import logging

from allauth.core import ratelimit
from allauth.socialaccount.helpers import complete_social_login
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access
from leerkring.kit.openid import Identity, Provider, Refused, Unreachable
from leerkring.kit.openid.client import begin, complete
from leerkring.site.security.organisations import session
from leerkring.site.security.organisations.joining import enter_or_ask, is_taken
from leerkring.site.security.organisations.provider import OrganisationProvider, is_known
from leerkring.site.security.proof import is_proven, to_proof
from leerkring.site.security.queries import providers

log = logging.getLogger(__name__)


@access("public", "POST")
def start(request: HttpRequest, provider: str) -> HttpResponse:
    """Answers with a page that goes on by itself: our policy lets no form lead to another host."""
    found = _get_provider(provider)
    connects = _who_connects(request)
    if connects and not is_proven(request, connects):
        return to_proof(reverse("security:overview"))
    if not ratelimit.consume(request, action="login"):
        return render(request, "429.html", status=429)
    try:
        begun = begin(found, back=_back(request, found))
    except (Unreachable, Refused) as error:
        return _failed(request, found, error, connects=bool(connects))
    onward = _own_path(request.POST.get("next", ""))
    session.remember(
        request, begun, issuer=found.issuer, onward=onward, connects=connects.pk if connects else 0
    )
    return render(request, "security/onward.html", {"name": found.name, "url": begun.url})


@access("public")
def finish(request: HttpRequest, provider: str) -> HttpResponse:
    """Where the provider sends the browser back to."""
    found = _get_provider(provider)
    started = session.take(request, request.GET.get("state", ""), found.issuer)
    if started is None:
        return _stopped(request, _("This took too long, or was done already. Try again."))
    if "error" in request.GET:
        return _turned_back(request, found, connects=bool(started.connects))
    try:
        identity = _identify(request, found, started)
    except (Unreachable, Refused) as error:
        return _failed(request, found, error, connects=bool(started.connects))
    if started.connects:
        return _connect(request, found, identity, started.connects)
    return _sign_in(request, found, identity, started.onward)


def _identify(request: HttpRequest, found: Provider, started: session.Started) -> Identity:
    if request.GET.get("iss", found.issuer) != found.issuer:
        raise Refused("the answer came from another issuer")
    code = request.GET.get("code", "")
    if not code:
        raise Refused("the answer has no code")
    back = _back(request, found)
    return complete(found, code=code, back=back, nonce=started.nonce, verifier=started.verifier)


def _sign_in(request: HttpRequest, found: Provider, identity: Identity, onward: str) -> HttpResponse:
    login = OrganisationProvider.of(request, found).login_of(request, identity)
    if is_known(identity):
        login.state["next"] = onward
        return _answered(complete_social_login(request, login))
    if request.user.is_authenticated:
        messages.info(
            request,
            _("You are signed in already. Connect your account of %(name)s here.") % {"name": found.name},
        )
        return redirect("security:overview")
    return enter_or_ask(request, login, identity, onward)


def _connect(request: HttpRequest, found: Provider, identity: Identity, person: int) -> HttpResponse:
    """Only the person who started, still signed in, gets the connection."""
    if request.user.pk != person:
        return _stopped(request, _("This took too long, or was done already. Try again."))
    name = {"name": found.name}
    if is_taken(identity, request.user.pk):
        messages.error(
            request,
            _("This account of %(name)s is connected to somebody else on Leerkring already.") % name,
        )
        return redirect("security:overview")
    if not is_known(identity):
        OrganisationProvider.of(request, found).login_of(request, identity).connect(request, request.user)
    messages.success(request, _("Connected. From now on you can sign in with %(name)s.") % name)
    return redirect("security:overview")


def _answered(response: HttpResponse | None) -> HttpResponse:
    if response is None:
        raise TypeError("the library answers every sign-in")
    return response


def _turned_back(request: HttpRequest, found: Provider, *, connects: bool) -> HttpResponse:
    if request.GET["error"] != "access_denied":
        return _failed(request, found, Refused(f"error {request.GET['error'][:60]!r}"), connects=connects)
    messages.info(
        request, _("You stopped at %(name)s. You can also sign in with a code.") % {"name": found.name}
    )
    return redirect("security:overview" if connects else "account_login")


def _failed(
    request: HttpRequest, found: Provider, error: Unreachable | Refused, *, connects: bool
) -> HttpResponse:
    """Told on the page where the other ways in are."""
    log.warning("signing in with %s failed: %s", found.id, error)
    if isinstance(error, Unreachable):
        words = _("%(name)s does not answer at the moment. Try again later, or sign in with a code.")
    else:
        words = _("Signing in with %(name)s did not work. Try again, or sign in with a code.")
    messages.error(request, words % {"name": found.name})
    return redirect("security:overview" if connects else "account_login")


def _stopped(request: HttpRequest, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("security:overview" if request.user.is_authenticated else "account_login")


def _get_provider(provider: str) -> Provider:
    for one in providers():
        if one.id == provider:
            return one
    raise Http404


def _who_connects(request: HttpRequest) -> Person | None:
    """The person who asked on their own page to connect an account."""
    person = request.user
    return person if request.POST.get("connect") and isinstance(person, Person) else None


def _back(request: HttpRequest, found: Provider) -> str:
    return request.build_absolute_uri(reverse("organisations:finish", args=[found.id]))


def _own_path(path: str) -> str:
    safe = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if safe else ""
