from django.db import transaction
from django.utils.timezone import now
from procrastinate.contrib.django import app

from leerkring.core.entries.models import Attachment
from leerkring.services.discussion.models import UNDO_TIME, Mention, Reply, ReplyVersion


@app.periodic(cron="35 * * * *")
@app.task(name="discussion.forget")
def forget(timestamp: int) -> None:  # noqa: ARG001
    """Remove for good what was in answers that were taken away and can no longer be put back."""
    with transaction.atomic():
        rows = Reply.objects.select_for_update(skip_locked=True).exclude(text="")
        old = list(rows.filter(deleted_at__lt=now() - UNDO_TIME)[:500])
        gone = [one.pk for one in old]
        for one in old:
            Attachment.objects.filter(entry_id=one.entry_id, number=one.number).delete()
        ReplyVersion.objects.filter(reply__in=gone).delete()
        Mention.objects.filter(reply__in=gone).delete()
        Reply.objects.filter(pk__in=gone).update(text="")
