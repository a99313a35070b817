from datetime import timedelta

from django.utils.timezone import now
from procrastinate.contrib.django import app

from leerkring.core.entries.states import State
from leerkring.domains.community.models import Contribution

KEEP_DISCARDED = timedelta(days=30)


@app.periodic(cron="40 4 * * *")
@app.task(name="community.empty_bin")
def empty_bin(timestamp: int) -> None:  # noqa: ARG001
    """Remove for good the drafts that were thrown away a month ago."""
    old = Contribution.objects.filter(state=State.DISCARDED, edited_at__lt=now() - KEEP_DISCARDED)
    old.delete()
