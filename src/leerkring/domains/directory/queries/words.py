"""What people asked and answered, as far as the viewer may see it and may know who it was.

What somebody asked anonymously, and wrote under it as its asker, only that person finds.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from leerkring.core.entries.models import Entry, EntryQuerySet
from leerkring.core.entries.visibility import visible_to
from leerkring.core.people.models import Person, card
from leerkring.core.spaces.queries import Viewer
from leerkring.services.discussion.models import Reply

Authors = Person | list[int]
"""A person, or the numbers of the people of an organisation."""


@dataclass(frozen=True, slots=True)
class Helped:
    """How often answers were chosen, and how often somebody found one helpful."""

    chosen: int
    helpful: int


def asked_by(viewer: Viewer, authors: Authors) -> EntryQuerySet[Entry]:
    """What a person, or the people of an organisation, brought in."""
    rows = _seen(viewer).filter(_by(authors))
    if viewer != authors:
        rows = rows.filter(is_anonymous=False)
    return rows.with_card()


def answered_by(viewer: Viewer, authors: Authors) -> QuerySet[Reply]:
    """What a person, or the people of an organisation, answered."""
    rows = Reply.objects.filter(_by(authors), deleted_at=None, entry__in=_seen(viewer))
    if viewer != authors:
        rows = rows.exclude(entry__is_anonymous=True, entry__author=F("author"))
    return rows.select_related("entry__space", "author", *card("author__"))


def helped(viewer: Viewer, person: Person) -> Helped:
    """How the answers of a person that this viewer may see were received."""
    sums: dict[str, Any] = answered_by(viewer, person).aggregate(
        chosen=Count("pk", filter=Q(is_chosen=True)), helpful=Sum("helpful_count", default=0)
    )
    return Helped(**sums)


def _seen(viewer: Viewer) -> EntryQuerySet[Entry]:
    return Entry.objects.published().filter(visible_to(viewer))


def _by(authors: Authors) -> Q:
    return Q(author=authors) if isinstance(authors, Person) else Q(author__in=authors)
