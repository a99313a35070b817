"""What happens to message requests by itself: nobody waits for ever, and nothing is kept for ever."""

from datetime import timedelta

from django.utils.timezone import now
from procrastinate.contrib.django import app

from leerkring.domains.directory.models import SILENCE, MessageRequest, RequestState
from leerkring.domains.directory.queries.requests import WAITING

KEEP = timedelta(days=365)


@app.periodic(cron="35 4 * * *")
@app.task(name="directory.tidy_requests")
def tidy_requests(timestamp: int) -> None:  # noqa: ARG001
    """Close what nobody answered, and remove what is a year old, as the manifest promises."""
    silent = MessageRequest.objects.filter(state__in=WAITING, at__lte=now() - SILENCE)
    silent.update(state=RequestState.CLOSED)
    MessageRequest.objects.filter(at__lt=now() - KEEP).delete()
