from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space


class Does(models.TextChoices):
    """What happens with what was found."""

    STOP = "stop", _("Cannot be placed")
    ASK = "ask", _("Only with a reason")
    HINT = "hint", _("Only a hint while typing")


class GuardRule(models.Model):
    """Another policy for one kind of data than the house has: everywhere, or in one space."""

    kind = models.CharField(max_length=20)
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    does = models.CharField(max_length=4, choices=Does)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "space"], name="guard_rule_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.does}"


class GuardWord(models.Model):
    """A word or phrase that is nobody's data: a method, an organisation, a place in the field."""

    LONGEST: ClassVar[int] = 80

    phrase = models.CharField(max_length=LONGEST, unique=True)

    class Meta:
        ordering = ("phrase",)

    def __str__(self) -> str:
        return self.phrase


class Reason(models.TextChoices):
    """Why what was found may stand there."""

    PUBLIC = "public", _("It is a public person, known from the news or from a book")
    PERMISSION = "permission", _("This person knows that I write this and agrees")
    NOBODY = "nobody", _("It is not about a person")
    OTHER = "other", _("Another reason")


class Confirmation(models.Model):
    """Somebody placed what was found all the same. The words are not kept: `mark` is a keyed hash."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    length = models.PositiveIntegerField()
    mark = models.CharField(max_length=32)
    reason = models.CharField(max_length=10, choices=Reason)
    words = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["entry", "mark"], name="confirmation_mark")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.kind}"


class HeldState(models.TextChoices):
    WAITING = "waiting", _("We are looking whether somebody can be recognised")
    BACK = "back", _("Not placed")
    OUT = "out", _("Placed")


class Held(models.Model):
    """Words that could not be checked at once. They wait, seen by their author only, until the guard is back.

    `door` names the action that brings them out, `facts` is what it needs; empty once they are out.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    door = models.CharField(max_length=40)
    key = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=HeldState, default=HeldState.WAITING)
    where = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "entry", "door", "key"], name="held_once"),
        ]
        indexes = [models.Index(fields=["at"], condition=Q(state="waiting"), name="held_waiting")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.door}"

    def get_absolute_url(self) -> str:
        """Where it stands, or where its author can go on with it."""
        if self.where:
            return self.where
        return (
            self.entry.get_absolute_url() if self.entry.is_draft else reverse("privacy:held", args=[self.pk])
        )

    @property
    def is_waiting(self) -> bool:
        return self.state == HeldState.WAITING
