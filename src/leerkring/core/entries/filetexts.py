from django.db import models
from django.db.models import Q


class AttachmentText(models.Model):
    """What can be read in a file: for the gate and for search, never shown as a whole, gone with the file.

    `at` is when it was read; until then `tries` counts how often somebody began. `found` is what a
    program found in it: kind, from and up to; never the words. Null: nobody looked yet.
    """

    attachment = models.OneToOneField(
        "entries.Attachment", on_delete=models.CASCADE, primary_key=True, related_name="words"
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
