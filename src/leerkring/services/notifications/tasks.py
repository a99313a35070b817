"""What the worker does for mail: send, pick up what was left lying, forget."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils.timezone import now
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from leerkring.services.notifications import sending
from leerkring.services.notifications.models import MailState, OutgoingMail, Told

LEFT_LYING = timedelta(minutes=30)
KEEP_MAILS, KEEP_MESSAGES = timedelta(days=30), timedelta(days=365)
UNFINISHED = (MailState.QUEUED, MailState.SENDING)


@app.task(name="notifications.send")
def send(mail_id: int) -> None:
    """Send one mail. A temporary failure queues the next try."""
    if wait := sending.deliver(mail_id):
        send.configure(schedule_in={"seconds": ceil(wait.total_seconds())}).defer(mail_id=mail_id)


def send_all(mail_ids: Iterable[int], at: datetime | None = None) -> None:
    """Queue `send` for many mails, now or for a later moment, in the transaction that is open."""
    jobs: list[JSONDict] = [{"mail_id": pk} for pk in mail_ids]
    send.configure(schedule_at=at).batch_defer(*jobs)


@app.periodic(cron="*/10 * * * *")
@app.task(name="notifications.resume")
def resume(timestamp: int) -> None:  # noqa: ARG001
    """Give mails whose worker died back to a worker."""
    with transaction.atomic():
        rows = OutgoingMail.objects.select_for_update(skip_locked=True)
        rows = rows.filter(state__in=UNFINISHED, due_at__lt=now() - LEFT_LYING)
        lying = list(rows.values_list("pk", flat=True))
        if lying:
            OutgoingMail.objects.filter(pk__in=lying).update(due_at=now())
            send_all(lying)


@app.periodic(cron="20 4 * * *")
@app.task(name="notifications.forget")
def forget(timestamp: int) -> None:  # noqa: ARG001
    """Remove old messages and finished mails, as the manifest promises."""
    finished = OutgoingMail.objects.exclude(state__in=UNFINISHED)
    finished.filter(created_at__lt=now() - KEEP_MAILS).delete()
    Told.objects.filter(at__lt=now() - KEEP_MESSAGES).delete()
