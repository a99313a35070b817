"""What stands in attached files: read by the worker soon after they come in, kept beside them.

Services register what follows once the words of a file are known.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import now

from leerkring.core.entries.models import Attachment, AttachmentText
from leerkring.kit.files import reading
from leerkring.kit.files.kinds import READABLE
from leerkring.kit.working import queue

MOST_TRIES = 3
"""A worker may be stopped while it reads; a file that stops it again and again is given up."""
TASK = "entries.read_files"

_followers: list[Callable[[Attachment], None]] = []


def register_follower(run: Callable[[Attachment], None]) -> None:
    """Have `run(attachment)` called in the transaction in which the words of a file become known."""
    _followers.append(run)


def read_soon() -> None:
    """Have the worker read what came in, once the transaction is through."""
    transaction.on_commit(lambda: queue(TASK), robust=True)


def unread() -> QuerySet[Attachment]:
    """Files whose words are not known yet, the longest waiting first."""
    known = AttachmentText.objects.filter(attachment=OuterRef("pk")).exclude(at=None)
    return Attachment.objects.filter(~Exists(known), kind__in=READABLE).order_by("pk")


def read(one: Attachment) -> None:
    """Read a file and keep what stands in it; what follows from that happens in the same transaction.

    Raises `OSError` where this machine or its storage fails: then it is tried again.
    """
    if not (tries := _begun(one)):
        return
    found = reading.Reading("", is_whole=False)
    if tries <= MOST_TRIES:
        with suppress(FileNotFoundError), one.file.open("rb") as content:
            found = reading.read(content)
    with transaction.atomic():
        rows = AttachmentText.objects.filter(pk=one.pk)
        rows.update(text=found.text, is_whole=found.is_whole, at=now(), found=None)
        for there in Attachment.objects.filter(pk=one.pk).select_related("entry"):
            for follow in _followers:
                follow(there)


def _begun(one: Attachment) -> int:
    """How often somebody began to read it, with this time. 0: it is gone."""
    try:
        row, _new = AttachmentText.objects.get_or_create(attachment=one)
    except IntegrityError:
        return 0
    AttachmentText.objects.filter(pk=row.pk).update(tries=row.tries + 1)
    return row.tries + 1


def words_of(files: Iterable[Attachment]) -> dict[int, AttachmentText]:
    """What is known of each of these files, without that of files that nobody looked at yet."""
    rows = AttachmentText.objects.filter(attachment__in=[one.pk for one in files])
    return {one.pk: one for one in rows.filter(at__isnull=False, found__isnull=False)}


def to_look_at() -> QuerySet[AttachmentText]:
    """What was read and nobody looked at yet."""
    return AttachmentText.objects.filter(at__isnull=False, found__isnull=True).order_by("pk")
