"""What the worker does for files: read them, and throw away what no form sent and what nothing knows."""

from datetime import timedelta
from time import monotonic

from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils.timezone import now
from procrastinate.contrib.django import app

from leerkring.core.entries import reading
from leerkring.core.entries.models import ATTACHMENTS, Attachment
from leerkring.kit.working import queue

KEEP_WAITING = timedelta(days=2)
SHIFT = 10.0
"""Seconds: how long one turn begins with another file. What else waits for the worker goes in between."""


@app.periodic(cron="* * * * *")
@app.task(name=reading.TASK, queueing_lock=reading.TASK, lock=reading.TASK)
def read_files(timestamp: int) -> None:  # noqa: ARG001
    """Read what came in; each minute also what a worker that died left."""
    until = monotonic() + SHIFT
    for one in reading.unread().iterator(chunk_size=20):
        reading.read(one)
        if monotonic() > until:
            queue(reading.TASK)
            return


@app.periodic(cron="50 3 * * *")
@app.task(name="entries.forget_files")
def forget_files(timestamp: int) -> None:  # noqa: ARG001
    """Remove files of forms that were never sent, and stored files without a row."""
    Attachment.objects.filter(entry=None, at__lt=now() - KEEP_WAITING).delete()
    try:
        folders = default_storage.listdir(ATTACHMENTS)[0]
    except FileNotFoundError:
        return
    for folder in folders:
        _sweep(f"{ATTACHMENTS}/{folder}")


def _sweep(folder: str) -> None:
    """A file comes just before its row; so only what is old can be without one."""
    stored = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
    rows = Attachment.objects.filter(Q(file__in=stored) | Q(small__in=stored)).values_list("file", "small")
    for name in stored - {name for row in rows for name in row}:
        if default_storage.get_modified_time(name) < now() - KEEP_WAITING:
            default_storage.delete(name)
