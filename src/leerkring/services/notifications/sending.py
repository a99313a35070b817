"""One mail from the queue to the mail server, at most once.

A worker claims the row (`sending`, one attempt more) and commits, connects, commits
`handing_over_at`, hands the mail over, and commits `sent`. If it dies before
`handing_over_at` the mail may be sent again; after it nobody knows whether the mail
went out, so it is `failed` with "unsure" and waits for an administrator.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import now

from leerkring.kit.mail import RefusedError, TryLaterError, UnsureError, hand_over
from leerkring.services.notifications import letters
from leerkring.services.notifications.models import ACCOUNT, MailState, OutgoingMail

WAITS = tuple(timedelta(seconds=wait) for wait in (15, 60, 300, 1800, 7200, 21600, 43200))
"""How long to wait after each try; after the last one the mail has failed."""

UNSURE = "unsure"

CODE_LIFE = timedelta(hours=1)
"""Account mail is of no use, and not kept, any longer than this."""


class SupersededError(Exception):
    """Another worker took this mail over while we were connecting."""


def deliver(mail_id: int) -> timedelta | None:
    """Try to send a mail. Returns how long to wait before the next try, if there is one."""
    mail = _claim(mail_id)
    if mail is None:
        return None
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
def _claim(mail_id: int) -> OutgoingMail | None:
    """The mail, now ours, or None when there is nothing to send (or another worker holds it)."""
    rows = OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",))
    unfinished = rows.filter(pk=mail_id, state__in=(MailState.QUEUED, MailState.SENDING))
    mail = unfinished.select_related("recipient", "event").first()
    if mail is None:
        return None
    if problem := _problem(mail):
        _finish(mail, MailState.FAILED, problem)
        return None
    mail.state, mail.due_at, mail.attempts = MailState.SENDING, now(), mail.attempts + 1
    mail.save(update_fields=["state", "due_at", "attempts"])
    return mail


def _problem(mail: OutgoingMail) -> str:
    """Why this mail is not to be sent any more, or nothing."""
    if mail.handing_over_at:
        return UNSURE
    if mail.attempts > len(WAITS):
        return "too many tries"
    if mail.kind == ACCOUNT and mail.created_at < now() - CODE_LIFE:
        return "too late"
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
