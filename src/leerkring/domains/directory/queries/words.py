"""What people asked and answered, as far as the viewer may see it and may know who it was.

What somebody asked anonymously, and wrote under it as its asker, only that person finds.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from leerkring.core.entries.models import Entry
from leerkring.core.entries.visibility import visible_to
from leerkring.core.people.models import Organisation, Person
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.directory.queries.people import is_listed
from leerkring.services.discussion.models import Reply

Authors = Person | Organisation


@dataclass(frozen=True, slots=True)
class Helped:
    """How often answers were chosen, and how often somebody found one helpful."""

    chosen: int
    helpful: int


def asked_by(viewer: Viewer, authors: Authors) -> QuerySet[Entry]:
    """What a person, or the people of an organisation, brought in."""
    rows = _seen(viewer).filter(_by(authors))
    if viewer != authors:
        rows = rows.filter(is_anonymous=False)
    return rows.select_related("space", "author").prefetch_related("themes")


def answered_by(viewer: Viewer, authors: Authors) -> QuerySet[Reply]:
    """What a person, or the people of an organisation, answered."""
    rows = Reply.objects.filter(_by(authors), entry__in=_seen(viewer))
    if viewer != authors:
        rows = rows.exclude(entry__is_anonymous=True, entry__author=F("author"))
    return rows.select_related("entry__space", "author")


def helped(viewer: Viewer, person: Person) -> Helped:
    """How the answers of a person that this viewer may see were received."""
    sums: dict[str, Any] = answered_by(viewer, person).aggregate(
        chosen=Count("pk", filter=Q(is_chosen=True)), helpful=Sum("helpful_count", default=0)
    )
    return Helped(**sums)


def _seen(viewer: Viewer) -> QuerySet[Entry]:
    return Entry.objects.published().filter(visible_to(viewer))


def _by(authors: Authors) -> Q:
    if isinstance(authors, Person):
        return Q(author=authors)
    people = Person.objects.filter(is_listed(), organisation=authors)
    return Q(author__in=people.values("pk"))
