from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Entry, EntryQuerySet, Theme
from leerkring.core.people.models import Person
from leerkring.services.discussion.reading.queries import News


class ContributionKind(models.TextChoices):
    QUESTION = "question", _("Question")
    EXPERIENCE = "experience", _("Experience")
    LESSON = "lesson", _("Lesson")
    DISCUSSION = "discussion", _("Discussion")
    DOCUMENT = "document", _("Document")


WRITTEN = [(kind.value, kind.label) for kind in ContributionKind if kind != ContributionKind.DOCUMENT]
"""What the page to ask offers; a document begins with its file, on the files page of a space."""


class ContributionManager(models.Manager["Contribution"]):
    def get_queryset(self) -> EntryQuerySet["Contribution"]:
        return EntryQuerySet(self.model, using=self._db).filter(kind__in=ContributionKind.values)


class Contribution(Entry):
    """The kinds of contribution; they have no columns of their own."""

    KIND: ClassVar[str] = ContributionKind.QUESTION

    objects = ContributionManager()  # type: ignore[misc, assignment]

    class Meta:
        proxy = True

    theme_ids: Sequence[int] = ()
    """Set by `with_row`."""

    theme: Theme | None = None
    """Set by `queries.add_themes`: the first of the themes, which a row shows."""

    news = News()
    """Set by `queries.add_news`: what is new here to the viewer."""

    @property
    def is_question(self) -> bool:
        return self.kind == ContributionKind.QUESTION

    @property
    def standing(self) -> str:
        """How the status ring is drawn: only a question can be open or round."""
        if self.round_at:
            return "round"
        if self.is_question and not self.reply_count:
            return "open"
        return "reactions"


class SavedFilter(models.Model):
    """Filters of the list that somebody keeps; `address` is the query string that they make."""

    MOST: ClassVar[int] = 12

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    address = models.CharField(max_length=400)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["person", "address"], name="filter_saved_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('community:list')}?{self.address}"
