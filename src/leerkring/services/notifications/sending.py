"""One mail from the queue to the mail server, at most once.

A worker claims the row (`sending`, one attempt more) and commits, connects, commits
`handing_over_at`, hands the mail over, and commits `sent`. If it dies before
`handing_over_at` the mail may be sent again; after it nobody knows whether the mail
went out, so it is `failed` with "unsure" and waits for an administrator.

In somebody's quiet hours their mail waits. When the hours end, the first mail takes over
what the others that waited had to tell, in the same commit as its claim.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now

from leerkring.kit.mail import RefusedError, TryLaterError, UnsureError, hand_over
from leerkring.services.notifications import letters
from leerkring.services.notifications.models import ACCOUNT, MailState, OutgoingMail, Told
from leerkring.services.notifications.quiet import next_moment
from leerkring.services.notifications.recipients import notice_of
from leerkring.services.notifications.wishes import hours_of

WAITS = tuple(timedelta(seconds=wait) for wait in (15, 60, 300, 1800, 7200, 21600, 43200))
"""How long to wait after each try; after the last one the mail has failed."""

UNSURE, TOO_OFTEN, TOO_LATE = "unsure", "too many tries", "too late"

CODE_LIFE = timedelta(hours=1)
"""Account mail is of no use, and not kept, any longer than this."""


class SupersededError(Exception):
    """Another worker took this mail over while we were connecting."""


def deliver(mail_id: int, at: datetime | None = None) -> timedelta | None:
    """Try to send a mail. Returns how long to wait before the next try, if there is one."""
    at = at or now()
    mail = _claim(mail_id, at)
    if mail and mail.state == MailState.QUEUED:
        return mail.due_at - at
    return _send(mail) if mail else None


def _send(mail: OutgoingMail) -> timedelta | None:
    letter = letters.write(mail)
    if letter is None:
        _finish(mail, MailState.DROPPED)
        return None
    try:
        hand_over(letter, lambda: _begin_handing_over(mail))
    except TryLaterError as error:
        return _try_later(mail, str(error))
    except RefusedError as error:
        _finish(mail, MailState.FAILED, str(error))
    except UnsureError:
        _finish(mail, MailState.FAILED, UNSURE)
    except SupersededError:
        pass
    else:
        _finish(mail, MailState.SENT)
    return None


@transaction.atomic
def _claim(mail_id: int, at: datetime) -> OutgoingMail | None:
    """The mail, now ours; or still `queued`, to wait for the end of quiet hours; or None: nothing to send."""
    mail, others = _locked(mail_id)
    if mail is None:
        return None
    if problem := _problem(mail):
        _finish(mail, MailState.FAILED, problem)
        return None
    due = _allowed_at(mail, at)
    if due > at:
        mail.due_at, mail.held = due, True
        mail.save(update_fields=["due_at", "held"])
        return mail
    _take_over(mail, others)
    mail.state, mail.due_at, mail.attempts = MailState.SENDING, at, mail.attempts + 1
    mail.save(update_fields=["state", "due_at", "attempts"])
    return mail


def _locked(mail_id: int) -> tuple[OutgoingMail | None, list[OutgoingMail]]:
    """The mail, and the others of its recipient that wait for the same hours; all locked, in order.

    Two workers that come for two of them meet at the first, so one of the two takes all.
    """
    waits = OutgoingMail.objects.filter(pk=mail_id, held=True).values("recipient")
    same = Q(recipient__in=waits, held=True, state=MailState.QUEUED)
    mine = Q(pk=mail_id, state__in=(MailState.QUEUED, MailState.SENDING))
    rows = OutgoingMail.objects.select_for_update(of=("self",)).filter(mine | same).order_by("pk")
    found = {mail.pk: mail for mail in rows.select_related("recipient", "event")}
    return found.pop(mail_id, None), list(found.values())


def _allowed_at(mail: OutgoingMail, at: datetime) -> datetime:
    """When the mail may go: account mail and what cannot be switched off wait for no hours."""
    if mail.recipient is None or mail.event is None:
        return at
    notice = notice_of(mail.event.verb, mail.kind)
    return at if notice and notice.required else next_moment(hours_of(mail.recipient), at)


def _take_over(mail: OutgoingMail, others: Sequence[OutgoingMail]) -> None:
    Told.objects.filter(mail__in=others).update(mail=mail)
    for other in others:
        _finish(other, MailState.DROPPED)


def _problem(mail: OutgoingMail) -> str:
    """Why this mail is not to be sent any more, or nothing."""
    if mail.handing_over_at:
        return UNSURE
    if mail.attempts > len(WAITS):
        return TOO_OFTEN
    if mail.kind == ACCOUNT and mail.created_at < now() - CODE_LIFE:
        return TOO_LATE
    return ""


def _begin_handing_over(mail: OutgoingMail) -> None:
    """Committed before the mail server gets a word. The attempt says whether the mail is still ours."""
    ours = OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts, handing_over_at=None)
    if not ours.filter(state=MailState.SENDING).update(handing_over_at=now()):
        raise SupersededError


def _try_later(mail: OutgoingMail, error: str) -> timedelta | None:
    if mail.attempts > len(WAITS):
        _finish(mail, MailState.FAILED, error)
        return None
    wait = WAITS[mail.attempts - 1]
    facts = {"state": MailState.QUEUED, "handing_over_at": None, "due_at": now() + wait, "error": error}
    OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts).update(**facts)
    return wait


def _finish(mail: OutgoingMail, state: MailState, error: str = "") -> None:
    """The end of a mail. Only the demo keeps its words."""
    sent_at = now() if state == MailState.SENT else None
    words = {name: getattr(mail, name) if settings.DEMO else "" for name in ("subject", "text", "html")}
    ours = OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts)
    ours.update(state=state, error=error, sent_at=sent_at, **words)
