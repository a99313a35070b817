from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now

from leerkring.core.entries.models import Entry
from leerkring.core.people.faces import Face
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.kit.richtext import excerpt, without_quotes

UNDO_TIME = timedelta(days=7)
"""How long whoever took something away can put it back."""


class Reply(models.Model):
    """An answer under an entry, numbered from 1.

    Once taken away (`deleted_at`) it keeps its number and its place; nobody reads it any more,
    and after `UNDO_TIME` its text is gone for good.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="replies")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField()
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    helpful_count = models.PositiveIntegerField(default=0)
    is_chosen = models.BooleanField(default=False)

    helped_me = False
    """Set by queries for one viewer: whether that person finds this reply helpful."""

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="reply_number"),
            models.UniqueConstraint(fields=["entry"], condition=Q(is_chosen=True), name="one_chosen_reply"),
        ]
        indexes = [
            models.Index(fields=["author", "-at"], name="reply_of_author"),
            models.Index(fields=["author", "entry"], name="reply_of_author_in"),
            models.Index(fields=["deleted_at"], condition=Q(deleted_at__isnull=False), name="reply_deleted"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}#{self.number}"

    def get_absolute_url(self) -> str:
        """The permalink: it finds the page of the thread on which the reply stands."""
        return reverse("discussion:reply", args=[self.pk])

    @property
    def face(self) -> Face:
        """Who answered, as far as it may be shown. Call with `entry` fetched."""
        return self.entry.face_under(self.author)

    @property
    def excerpt(self) -> str:
        """How it begins, after what it quotes."""
        return excerpt(without_quotes(self.text))

    @property
    def is_gone(self) -> bool:
        return self.deleted_at is not None

    @property
    def may_come_back(self) -> bool:
        """Whether taking it away can still be undone."""
        return self.deleted_at is not None and now() < self.deleted_at + UNDO_TIME

    @property
    def written_at(self) -> datetime:
        """When the text became what it is now."""
        return self.edited_at or self.at


class ReplyVersion(models.Model):
    """What an answer said before it was changed. `at` is when that was written."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.reply_id} {self.at}"


class Mention(models.Model):
    """Somebody is named with @ in an answer, or (`reply` is None) in an entry's own text."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="mentions")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "reply", "person"], name="mention_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} @{self.person_id}"

    def get_absolute_url(self) -> str:
        return self.reply.get_absolute_url() if self.reply else self.entry.get_absolute_url()

    @property
    def excerpt(self) -> str:
        return (self.reply or self.entry).excerpt

    @property
    def deleted_at(self) -> datetime | None:
        return self.reply.deleted_at if self.reply else None


class Helpful(models.Model):
    """ "Hier heb ik wat aan": a person found a reply helpful."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="helpful")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reply", "person"], name="helpful_once")]

    def __str__(self) -> str:
        return f"{self.person_id} > {self.reply_id}"


class Recognition(models.Model):
    """ "Dit speelt bij mij ook": a person has the same question."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="recognitions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "person"], name="recognition_once")]

    def __str__(self) -> str:
        return f"{self.person_id} > {self.entry_id}"


class Follow(models.Model):
    """A person is told what happens to an entry. `wanted` is false once switched off by hand."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    wanted = models.BooleanField(default=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "person"], name="follow_once")]
        indexes = [
            models.Index(fields=["person", "entry"], condition=Q(wanted=True), name="follow_of_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} > {self.entry_id}"


class ReadMarker(models.Model):
    """How far a person has read a thread: one row a thread, never one a reply."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="read_markers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    last_number = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "entry"], name="marker_once")]

    def __str__(self) -> str:
        return f"{self.person_id} > {self.entry_id}#{self.last_number}"


class SpaceRead(models.Model):
    """ "Alles gelezen": up to `at` a person has read everything in a space; without space, everywhere.

    `before` is what stood there until then, so that it can be undone once.
    """

    space = models.ForeignKey(Space, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "space"], nulls_distinct=False, name="read_all_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} > {self.space_id or 'everything'}"
