"""Mails that may go now: their reader chose other hours, or an administrator tries again."""

from django.db import transaction
from django.utils.timezone import now

from leerkring.core.events.models import Event
from leerkring.services.notifications.models import MailState, OutgoingMail
from leerkring.services.notifications.tasks import send_all


def wake(event: Event) -> None:
    """Give a worker what waited for what happened here. A mail that is to wait still, waits again."""
    waiting = OutgoingMail.objects.filter(state=MailState.QUEUED)
    if event.verb == "notifications.hours_chosen":
        waiting = waiting.filter(held=True, recipient=event.target_id)
    elif event.verb == "notifications.mail_retried":
        waiting = waiting.filter(pk=event.target_id)
    else:
        return
    with transaction.atomic():
        mails = list(waiting.select_for_update(skip_locked=True).values_list("pk", flat=True))
        OutgoingMail.objects.filter(pk__in=mails).update(due_at=now())
        if mails:
            send_all(mails)
