from datetime import time

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Entry
from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space

ACCOUNT = "account"
"""The kind of mail that belongs to an address, not to a notice: codes to sign in."""


class Channel(models.TextChoices):
    MAIL = "mail", _("In Leerkring and by mail")
    INBOX = "inbox", _("In Leerkring only")
    OFF = "off", _("Not at all")


class Level(models.TextChoices):
    EVERYTHING = "all", _("Everything new")
    FOLLOWED = "followed", _("What I follow")
    MUTED = "muted", _("Mute")


class Told(models.Model):
    """A person was told about an event: a line in their list of messages, or part of one.

    The oldest unread message of a grouped kind about an entry (or a space, where there is no
    entry) is the line; the later ones point to it by `line`. `at` of a line is when it last
    had news. Whether a line is unread is said by its own `seen_at`. `mail` is the mail in
    which this message goes out.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    entry = models.ForeignKey(Entry, null=True, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, null=True, on_delete=models.CASCADE, related_name="+")
    line = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="more")
    mail = models.ForeignKey("OutgoingMail", null=True, on_delete=models.SET_NULL, related_name="told")
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    by_mail = False
    """Set by the fan-out: whether the person wants a mail about it too."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="told_once"),
            models.CheckConstraint(condition=Q(entry=None) | Q(space=None), name="told_of_one_place"),
        ]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], condition=Q(line=None), name="told_list"),
            models.Index(fields=["person", "entry"], condition=Q(seen_at=None), name="told_unseen"),
            models.Index(fields=["entry", "kind"], condition=Q(seen_at=None), name="told_open"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_id} > {self.person_id}"


class KindChoice(models.Model):
    """How a person wants to hear about one kind of notice. Without a row the notice's default counts."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=5, choices=Channel)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="kind_chosen_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.channel}"


class SpaceChoice(models.Model):
    """What a person wants to hear from one space. Without a row: what they follow."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=8, choices=Level)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "space"], name="space_chosen_once")]
        indexes = [models.Index(fields=["space", "level"], name="space_choice_level")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.space_id} {self.level}"


class MailHours(models.Model):
    """When mails to a person wait. Without a row the defaults of these fields count.

    They wait from `start` to `end` (which may be past midnight), in the weekend, and before
    the day `paused_until`; all by the clock of the platform's own time zone.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    quiet = models.BooleanField(default=True)
    start = models.TimeField(default=time(20))
    end = models.TimeField(default=time(7))
    weekend = models.BooleanField(default=False)
    paused_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(start=models.F("end")), name="mail_hours_leave_time")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.start}-{self.end}"


class MailState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("On its way")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not sent")
    DROPPED = "dropped", _("No longer needed")


class OutgoingMail(models.Model):
    """One mail to one person about what they were told, or to an address that signs in.

    It tells whatever messages point to it and are not seen yet when it is sent. Kind and
    event are those of the message that began it; with the recipient they are the key.
    `due_at` is when the worker was or will be busy with it; `held` says that it waits for
    the end of quiet hours. `handing_over_at` is set just before the mail server gets the
    text, and from then on the mail is never sent a second time.

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
    held = models.BooleanField(default=False)
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
            models.Index(fields=["recipient"], condition=Q(state="queued", held=True), name="mail_held"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} {self.state}"

    @property
    def to(self) -> str:
        """The address it goes to: where its person has one, the address of today."""
        return self.recipient.email if self.recipient else self.address
