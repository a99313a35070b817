from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Entry
from leerkring.core.events.models import Event
from leerkring.core.people.models import Person

ACCOUNT = "account"
"""The kind of mail that belongs to an address, not to a notice: codes to sign in."""


class Told(models.Model):
    """A person was told about an event: one line in their list of messages."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    entry = models.ForeignKey(Entry, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="told_once")]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="told_list"),
            models.Index(fields=["person", "entry"], condition=Q(seen_at=None), name="told_unseen"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_id} > {self.person_id}"


class MailOptOut(models.Model):
    """A kind of notice that a person does not want by mail. It still stands in the list of messages."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="opt_out_once")]

    def __str__(self) -> str:
        return f"{self.person_id} - {self.kind}"


class MailState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("On its way")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not sent")
    DROPPED = "dropped", _("No longer needed")


class OutgoingMail(models.Model):
    """One mail to one person about one event, or to an address that signs in.

    The event says both what a mail is about and which version of it, so kind,
    recipient and event together are the key. `due_at` is when the worker was or
    will be busy with it; `handing_over_at` is set just before the mail server
    gets the text, and from then on the mail is never sent a second time.

    `subject`, `text` and `html` stay empty, except for account mail that still
    waits, and in the demo, where they are the mail page. `error` is a word or a
    reply code, never what a mail server said.
    """

    kind = models.CharField(max_length=40)
    recipient = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, null=True, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField(blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    handing_over_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "recipient", "event"], name="mail_once"),
            models.CheckConstraint(
                condition=Q(kind=ACCOUNT, recipient=None, event=None) & ~Q(address="")
                | ~Q(kind=ACCOUNT) & Q(recipient__isnull=False, event__isnull=False, address=""),
                name="mail_goes_to_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state__in=["queued", "sending"]), name="mail_unfinished"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} {self.state}"

    @property
    def to(self) -> str:
        """The address it goes to: where its person has one, the address of today."""
        return self.recipient.email if self.recipient else self.address
