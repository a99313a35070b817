from functools import lru_cache
from typing import Any, ClassVar, Self, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.states import Openness, State
from leerkring.core.entries.themes import Theme
from leerkring.core.entries.visibility import visible_to
from leerkring.core.people.faces import Face, anonymous_asker, asker_replying, face_of
from leerkring.core.people.models import Person
from leerkring.core.regions.models import Region
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import Viewer
from leerkring.kit import manifest
from leerkring.kit.remember import RememberedKey
from leerkring.kit.richtext import excerpt

Kind = TypeVar("Kind", bound=models.Model, covariant=True)


@lru_cache(maxsize=20_000)
def _address(kind: str, pk: int) -> str:
    """A list has twenty of them, and looking an address up takes longer than finding the entry."""
    return reverse(manifest.kinds()[kind].url_name, args=[pk])


class EntryQuerySet(models.QuerySet[Kind]):
    def visible_to(self, person: Viewer) -> Self:
        return self.filter(visible_to(person))

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def with_face(self) -> Self:
        """Whatever `Entry.face` reads."""
        return self.select_related("author")

    def with_row(self, *, text: bool = False) -> Self:
        """With face, space and `theme_ids`, without the long texts that a list does not show."""
        about = Entry.themes.through.objects.filter(entry_id=OuterRef("pk"))
        rows = self.annotate(theme_ids=ArraySubquery(about.values("theme_id"))).with_face()
        rows = rows.select_related("space").defer("space__about", "space__rules")
        return rows if text else rows.defer("text")

    def with_card(self) -> Self:
        """Everything that a row or a head shows, in two queries."""
        return self.with_face().select_related("space").prefetch_related("themes")


class Entry(models.Model):
    """Everything people can find, follow, answer, link and report."""

    KIND: ClassVar[str] = ""

    kind = models.CharField(max_length=20, editable=False)
    external_id = models.CharField(max_length=60, null=True, unique=True, editable=False)  # noqa: DJ001 (many have none)
    title = models.CharField(_("Title"), max_length=160)
    text = models.TextField(blank=True)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="entries")
    is_anonymous = models.BooleanField(default=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="entries")
    openness = models.CharField(max_length=8, choices=Openness, default=Openness.MEMBERS)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    region = RememberedKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    themes = models.ManyToManyField(Theme, related_name="entries")
    published_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    bumped_at = models.DateTimeField(null=True)
    reply_count = models.PositiveIntegerField(default=0)
    removed_count = models.PositiveIntegerField(default=0)
    recognition_count = models.PositiveIntegerField(default=0)
    round_at = models.DateTimeField(null=True)

    objects = EntryQuerySet["Entry"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False, bumped_at__isnull=False),
                name="published_has_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["-bumped_at", "-id"], condition=Q(state="published"), name="entry_feed"),
            models.Index(
                fields=["-published_at", "-id"], condition=Q(state="published"), name="entry_newest"
            ),
            models.Index(
                fields=["-recognition_count", "-id"], condition=Q(state="published"), name="entry_recognised"
            ),
            models.Index(
                fields=["-round_at"],
                condition=Q(state="published", round_at__isnull=False),
                name="entry_came_round",
            ),
            models.Index(fields=["region", "-bumped_at", "-id"], name="entry_region"),
            models.Index(fields=["space", "-bumped_at", "-id"], name="entry_space"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = self.kind or self.KIND
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return _address(self.kind, self.pk)

    @property
    def entry(self) -> "Entry":
        """Every event's target that stands on an entry names it so."""
        return self

    @property
    def kind_label(self) -> str:
        return str(manifest.kinds()[self.kind].label)

    @property
    def comes_round(self) -> bool:
        return manifest.kinds()[self.kind].comes_round

    @property
    def face(self) -> Face:
        """Who wrote this, as far as it may be shown. Nothing else shows an author."""
        if self.is_anonymous:
            return anonymous_asker(str(self.region or ""))
        return face_of(self.author)

    def face_under(self, person: Person) -> Face:
        """The face of whoever does something under this entry: the anonymous asker stays without name."""
        return asker_replying(asks=self.comes_round) if self.hides(person.pk) else face_of(person)

    def hides(self, person_id: int | None) -> bool:
        """Whether nobody may read that it is this person who does something here."""
        return self.is_anonymous and self.author_id == person_id

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_withdrawn(self) -> bool:
        """Taken back by who wrote it, who can put it back for a while."""
        return self.state == State.WITHDRAWN

    @property
    def is_discarded(self) -> bool:
        return self.state == State.DISCARDED

    @property
    def is_closed(self) -> bool:
        """Whether only the members of a space may read it: then no word of it goes out by mail."""
        return self.openness == Openness.SPACE

    @property
    def excerpt(self) -> str:
        return excerpt(self.text)


class Relation(models.TextChoices):
    CAME_FROM = "came_from", _("came from")


class Link(models.Model):
    """One entry that came from another."""

    of = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links")
    to = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="linked_from")
    relation = models.CharField(max_length=20, choices=Relation)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "to", "relation"], name="link_once"),
            models.CheckConstraint(condition=~Q(of=models.F("to")), name="link_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.of_id} {self.relation} {self.to_id}"


class EntryVersion(models.Model):
    """What an entry said before its author changed it. `at` is when that was written."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.at}"


class Lookup(models.Model):
    """Somebody of the core group looked up who asked without a name, and why."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="lookups")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.by_id} > {self.entry_id}"

    def get_absolute_url(self) -> str:
        return self.entry.get_absolute_url()
