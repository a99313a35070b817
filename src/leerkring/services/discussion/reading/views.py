from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now
from django.utils.translation import gettext as _

from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access, signed_in
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import get_space
from leerkring.kit.http import go_on, with_undo
from leerkring.services.discussion.reading import actions


@access("member", "POST")
def read_all(request: HttpRequest) -> HttpResponse:
    """Everything that was there when the page was made; what came since stays new."""
    by = signed_in(request)
    space, until = _what_was_read(request, by)
    actions.read_all(by, space, until)
    words = _("Everything counts as read.")
    if space:
        words = _("Everything in %(space)s counts as read.") % {"space": space}
    facts = {"ruimte": space.slug if space else "", "tot": until.isoformat()}
    with_undo(request, words, f"{reverse('discussion:undo_read_all')}?{urlencode(facts)}")
    return go_on(request)


@access("member", "POST")
def undo_read_all(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    actions.undo_read_all(by, *_what_was_read(request, by))
    messages.success(request, _("What was new is new again."))
    return go_on(request)


def _what_was_read(request: HttpRequest, by: Person) -> tuple[Space | None, datetime]:
    """Raises `Http404` for a space that this person may not know of; an unreadable moment is now."""
    facts = request.GET if "tot" in request.GET else request.POST
    slug = facts.get("ruimte", "")
    try:
        until = parse_datetime(facts.get("tot", ""))
    except ValueError:
        until = None
    until = until if until and until.tzinfo else now()
    return (get_space(by, slug) if slug else None), min(until, now())
