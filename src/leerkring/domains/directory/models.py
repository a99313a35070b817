from datetime import timedelta

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Theme
from leerkring.core.people.models import Organisation, Person
from leerkring.kit.fold import Words

SILENCE = timedelta(days=30)
"""After so long without an answer a message request is closed; a refusal looks the same until then."""


class Listing(models.Model):
    """What a person says about themselves in the directory. Without a row the defaults hold."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="listing")
    helps_with = models.CharField(max_length=300, blank=True)
    takes_requests = models.BooleanField(default=True)

    class Meta:
        indexes = [GinIndex(Words("helps_with"), name="listing_words")]

    def __str__(self) -> str:
        return str(self.person_id)


class Expertise(models.Model):
    """A theme that a person can help with."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="expertise")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "theme"], name="expertise_once")]
        indexes = [models.Index(fields=["theme", "person"], name="expertise_of_theme")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.theme_id}"


class RequestState(models.TextChoices):
    WAITING = "waiting", _("Waiting for an answer")
    MAILING = "mailing", _("Mail addresses exchanged")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Not now")
    CLOSED = "closed", _("Not answered")


class MessageRequest(models.Model):
    """A short text from one member to another, and at most one answer.

    Each address is one that its owner chose to show, the sender's only to a receiver who says
    yes. While a request is waiting or declined (the sender sees no difference) it is the only
    one of its pair.
    """

    sender = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    receiver = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    sender_email = models.EmailField()
    state = models.CharField(max_length=8, choices=RequestState, default=RequestState.WAITING)
    answer = models.TextField(blank=True)
    receiver_email = models.EmailField(blank=True)
    at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "receiver"],
                condition=Q(state__in=["waiting", "declined"]),
                name="one_waiting_request",
            ),
            models.CheckConstraint(condition=~Q(sender=F("receiver")), name="request_to_another"),
            models.CheckConstraint(
                condition=Q(receiver_email="") ^ Q(state="mailing"), name="address_after_a_yes"
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "-at", "-id"], name="request_to"),
            models.Index(fields=["sender", "-at", "-id"], name="request_from"),
            models.Index(fields=["at"], name="request_age"),
        ]

    def __str__(self) -> str:
        return f"{self.sender_id} > {self.receiver_id} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("directory:message_request", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.state == RequestState.WAITING

    @property
    def seems_waiting(self) -> bool:
        """What the sender sees: a refusal looks like silence."""
        return self.state in (RequestState.WAITING, RequestState.DECLINED) and self.at > now() - SILENCE

    @property
    def is_answered(self) -> bool:
        return self.state in (RequestState.MAILING, RequestState.ANSWERED)


class Block(models.Model):
    """`by` gets no message requests from `person`, who is not told."""

    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "person"], name="block_once")]

    def __str__(self) -> str:
        return f"{self.by_id} x {self.person_id}"


class Merger(models.Model):
    """Where the page of an organisation that was merged leads now."""

    old = models.PositiveBigIntegerField(unique=True)
    into = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.old} > {self.into_id}"
