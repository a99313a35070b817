from secrets import token_hex

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now

from leerkring.core.entries.models.entry import Entry
from leerkring.core.people.faces import Face
from leerkring.core.people.models import Person
from leerkring.kit.files.kinds import KINDS, READABLE, FileKind

ATTACHMENTS = "attachments"


def stored_name(_attachment: models.Model, _name: str) -> str:
    """A place in the storage (under `ATTACHMENTS`) that tells nothing and cannot be guessed."""
    token = token_hex(16)
    return f"{ATTACHMENTS}/{token[:2]}/{token}"


class Attachment(models.Model):
    """A file with an entry, or with its reply `number` (0: the entry itself).

    Before its form is sent it belongs to no entry: then it waits under the form's `nonce`,
    for who brought it. Nothing shows who that was.
    """

    entry = models.ForeignKey(Entry, null=True, on_delete=models.CASCADE, related_name="attachments")
    number = models.PositiveIntegerField(default=0)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    nonce = models.UUIDField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    description = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    file = models.FileField(upload_to=stored_name)
    small = models.FileField(upload_to=stored_name, blank=True)
    sha256 = models.CharField(max_length=64)
    is_hidden = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)

    is_removed = False
    """Set by a form in which it was ticked to go out."""

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(fields=["entry", "number"], name="attachment_place"),
            models.Index(fields=["person", "nonce"], name="attachment_waiting"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("attachments:file", args=[self.pk, self.name])

    @property
    def face(self) -> Face:
        """Who placed it, as far as it may be shown. Call for a file that stands with an entry."""
        if self.entry is None:
            raise ValueError("a file that waits has no face")
        return self.entry.face_under(self.person) if self.number else self.entry.face

    @property
    def small_url(self) -> str:
        return reverse("attachments:small", args=[self.pk])

    @property
    def file_kind(self) -> FileKind:
        return KINDS[self.kind]

    @property
    def family(self) -> str:
        return self.file_kind.family

    @property
    def is_picture(self) -> bool:
        return self.family == "picture"

    @property
    def is_readable(self) -> bool:
        """Whether there are words in it: then it goes out once those were looked at."""
        return self.kind in READABLE


class AttachmentText(models.Model):
    """What can be read in a file: for the gate and for search, never shown as a whole, gone with the file.

    `at` is when it was read; until then `tries` counts how often somebody began. `found` is what a
    program found in it: kind, from and up to; never the words. Null: nobody looked yet.
    """

    attachment = models.OneToOneField(
        Attachment, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    text = models.TextField(blank=True)
    is_whole = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(null=True)
    found = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["attachment"],
                condition=Q(at__isnull=False, found__isnull=True),
                name="attachment_to_look_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attachment_id}"
