from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access, signed_in
from leerkring.domains.community import actions, looks, queries
from leerkring.kit.http import with_undo
from leerkring.kit.mail import absolute
from leerkring.services.discussion.actions import mark_read
from leerkring.services.discussion.conversation import Conversation, conversation, everything
from leerkring.services.discussion.shown import shown, who_can_open
from leerkring.services.notifications.actions import see_entry
from leerkring.services.notifications.queries import told_of

MOST_PRINTED = 500


@access("public")
def thread(request: HttpRequest, entry: int) -> HttpResponse:
    viewer = request.user
    contribution = queries.get_contribution(viewer, entry)
    if contribution.published_at is None:
        return redirect("community:edit", contribution.pk)
    talk = conversation(viewer, contribution, _first(request))
    if isinstance(viewer, Person):
        _remember_reading(viewer, talk)
    return render(request, "community/thread.html", looks.pieces(viewer, contribution, talk))


def _remember_reading(person: Person, talk: Conversation) -> None:
    """Reading a thread is seeing the messages about it: the bell counts them no longer."""
    if told_of(person, talk.entry):
        see_entry(person, talk.entry)
    if talk.newly_read is not None:
        mark_read(person, talk.entry, talk.newly_read)


def _first(request: HttpRequest) -> int:
    wanted = request.GET.get("vanaf", "")
    return max(1, int(wanted)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else 1


@access("public")
def printed(request: HttpRequest, entry: int) -> HttpResponse:
    """The whole conversation on one page, for paper."""
    viewer = request.user
    contribution = queries.get_contribution(viewer, entry)
    talk = everything(viewer, contribution, MOST_PRINTED)
    facts = {
        "entry": contribution,
        "talk": talk,
        "shown": shown(viewer, talk),
        "address": absolute(contribution.get_absolute_url()),
        "note": who_can_open(contribution),
        "printed_at": now(),
    }
    return render(request, "community/print.html", facts)


@access("member", "GET", "POST")
def withdraw(request: HttpRequest, entry: int) -> HttpResponse:
    """What taking it back means, or why it cannot be done any more; and doing it."""
    by = signed_in(request)
    on = queries.get_own(by, entry)
    if on.is_draft:
        return redirect("community:edit", on.pk)
    if request.method == "POST":
        try:
            actions.withdraw(by, on)
        except actions.AnsweredError:
            messages.warning(request, _("Somebody answered meanwhile. That is why it stays."))
            return redirect(on)
        undo = reverse("community:put_back", args=[on.pk])
        with_undo(request, _("It is gone. Nobody else sees it any more."), undo)
        return redirect(on)
    return render(request, "community/withdraw.html", {"entry": on, "days": queries.UNDO_DAYS})


@access("member", "POST")
def put_back(request: HttpRequest, entry: int) -> HttpResponse:
    by = signed_in(request)
    on = actions.put_back(by, queries.get_own(by, entry))
    messages.success(request, _("It is back, where it stood."))
    return redirect(on)
