from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.kit.fold import Words
from leerkring.kit.pii.allowed import key_of


class Does(models.TextChoices):
    """What happens with what was found."""

    STOP = "stop", _("Never placed")
    ASK = "ask", _("Only with a reason")
    HINT = "hint", _("Only a hint")


class GuardRule(models.Model):
    """Another policy for one kind of data than the house has: everywhere, or in one space.

    In a space it counts only as far as it is stricter than the house, unless it `is_exception`:
    an administrator allowed it to be less strict there.
    """

    kind = models.CharField(max_length=20)
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    does = models.CharField(max_length=4, choices=Does)
    is_exception = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "space"], name="guard_rule_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(is_exception=False) | Q(space__isnull=False), name="guard_exception_in_a_space"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.does}"


class GuardWord(models.Model):
    """A word or phrase that is nobody's data: a method, an organisation, a place in the field.

    `key` is what the guard compares: two phrases with the same key are the same to it.
    What was removed counts no more, and is kept for a while so that it can be put back.
    """

    LONGEST: ClassVar[int] = 80

    phrase = models.CharField(max_length=LONGEST)
    key = models.CharField(max_length=3 * LONGEST, editable=False)
    note = models.CharField(max_length=160, blank=True)
    added_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("key",)
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(removed_at=None), name="guard_word_once")
        ]
        indexes = [GinIndex(Words("phrase"), name="guard_word_words")]

    def __str__(self) -> str:
        return self.phrase

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = key_of(self.phrase)
        super().save(*args, **kwargs)


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
        indexes = [
            models.Index(fields=["entry", "mark"], name="confirmation_mark"),
            models.Index(fields=["at"], name="confirmation_at"),
        ]

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
    def is_out(self) -> bool:
        return self.state == HeldState.OUT

    @property
    def is_waiting(self) -> bool:
        return self.state == HeldState.WAITING
