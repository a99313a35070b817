from datetime import timedelta

from django.db import transaction
from django.utils.timezone import now
from procrastinate.contrib.django import app

from leerkring.core.entries.states import State
from leerkring.domains.community.models import Contribution
from leerkring.services.discussion.models import UNDO_TIME

KEEP_DISCARDED = timedelta(days=30)


@app.periodic(cron="40 4 * * *")
@app.task(name="community.empty_bin")
def empty_bin(timestamp: int) -> None:  # noqa: ARG001
    """Remove for good the drafts that were thrown away a month ago."""
    old = Contribution.objects.filter(state=State.DISCARDED, edited_at__lt=now() - KEEP_DISCARDED)
    old.delete()


@app.periodic(cron="40 * * * *")
@app.task(name="community.forget")
def forget(timestamp: int) -> None:  # noqa: ARG001
    """Remove for good what was withdrawn and can no longer be put back."""
    with transaction.atomic():
        rows = Contribution.objects.get_queryset().select_for_update(skip_locked=True, of=("self",))
        for one in rows.filter(state=State.WITHDRAWN, bumped_at__lt=now() - UNDO_TIME)[:200]:
            one.delete()
