"""Mails that did not arrive, for who looks after the platform: no address, no name, no word of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from leerkring.kit.keyset import Page, paginate
from leerkring.kit.manifest import Text
from leerkring.services.notifications.models import MailState, OutgoingMail
from leerkring.services.notifications.queries import kinds
from leerkring.services.notifications.rules import is_safe_to_retry
from leerkring.services.notifications.sending import TOO_LATE, TOO_OFTEN, UNSURE


@dataclass(frozen=True, slots=True)
class Failure:
    """One mail that did not arrive. `domain` is what stands behind the @ of its address."""

    mail: OutgoingMail
    label: Text
    reason: str
    domain: str
    can_retry: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many mails of one kind failed for one reason."""

    label: Text
    reason: str
    count: int
    latest: object


def failed(query: QueryDict) -> Page[OutgoingMail]:
    """Finished mails are kept for 30 days, so this is at most what failed in those."""
    return paginate(_failed().select_related("recipient"), query, order=("created_at", "id"), size=30)


def failures(mails: Iterable[OutgoingMail]) -> list[Failure]:
    return [
        Failure(one, label_of(one.kind), reason_of(one.error), _domain(one), is_safe_to_retry(one))
        for one in mails
    ]


def tallies() -> list[Tally]:
    rows = _failed().values("kind", "error").annotate(count=Count("pk"), latest=Max("created_at"))
    return [
        Tally(label_of(one["kind"]), reason_of(one["error"]), one["count"], one["latest"])
        for one in rows.order_by("-count", "kind")
    ]


def get_failed(pk: int) -> OutgoingMail:
    """Raises `Http404` for a mail that did not fail, or that was tried again since."""
    mail = _failed().filter(pk=pk).first()
    if mail is None:
        raise Http404
    return mail


def label_of(kind: str) -> Text:
    return kinds().get(kind) or _("Signing in, or news about your own account")


def reason_of(error: str) -> str:
    """What went wrong, in words that say what one can do."""
    if error.isdigit():
        return _("The mail server refused it (%(code)s).") % {"code": error}
    known = {
        UNSURE: _("The connection broke while it went over: it may have arrived."),
        TOO_LATE: _("It waited too long to be of use."),
        TOO_OFTEN: _("It was tried too often."),
        "not a usable address": _("The address cannot be used."),
    }
    return known.get(error) or _("The mail server could not be reached (%(error)s).") % {"error": error}


def _failed() -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(state=MailState.FAILED)


def _domain(mail: OutgoingMail) -> str:
    return mail.to.rpartition("@")[2]
