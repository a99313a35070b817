from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from leerkring.kit.keyset import Page, paginate
from leerkring.kit.manifest import Text
from leerkring.services.notifications.models import OutgoingMail
from leerkring.services.notifications.queries import kinds


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail with the reason why it was sent."""

    mail: OutgoingMail
    why: Text


def mails(query: QueryDict) -> Page[OutgoingMail]:
    """A page of outgoing mail, the newest first."""
    return paginate(_written(), query, order=("id",), size=30)


def letters(page: Page[OutgoingMail]) -> list[Letter]:
    return [_letter(mail) for mail in page.items]


def get_letter(pk: int) -> Letter:
    """Raises `Http404` for a mail that is not there or has no words yet."""
    mail = _written().filter(pk=pk).first()
    if mail is None:
        raise Http404
    return _letter(mail)


def _written() -> QuerySet[OutgoingMail]:
    """A notice gets its words when the worker sends it, a moment after it was queued."""
    return OutgoingMail.objects.exclude(html="").select_related("recipient")


def _letter(mail: OutgoingMail) -> Letter:
    return Letter(mail, kinds().get(mail.kind) or _("Signing in, or news about your own account"))
