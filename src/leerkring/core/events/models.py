from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.timezone import now


class Event(models.Model):
    """One thing that happened. Rows are only ever added."""

    verb = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    target_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    target_id = models.BigIntegerField()
    target = GenericForeignKey("target_type", "target_id", for_concrete_model=False)
    facts = models.JSONField(default=dict)
    nonce = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "nonce", "target_type"], name="event_once")]
        indexes = [models.Index(fields=["target_type", "target_id", "at"], name="event_target")]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type_id}:{self.target_id}"
