from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Entry, EntryQuerySet, Theme


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

    read_up_to: int | None = None
    """Set by queries for one viewer: the last reply that person read."""

    theme: Theme | None = None
    """Set by `queries.add_themes`: the first of the themes, which a row shows."""

    @property
    def new_answers(self) -> int:
        """How many replies are new to the viewer, in a thread opened before."""
        last = self.reply_count + self.removed_count
        return 0 if self.read_up_to is None else min(max(0, last - self.read_up_to), self.reply_count)

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
