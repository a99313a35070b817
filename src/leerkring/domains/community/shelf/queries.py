from dataclasses import dataclass

from django.db.models import Q, QuerySet

from leerkring.core.entries.models import Attachment
from leerkring.core.entries.queries import attachments_for
from leerkring.core.entries.states import State
from leerkring.core.people.models import card
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import Viewer
from leerkring.kit.files.kinds import KINDS
from leerkring.services.discussion.conversation import anchor_of

ORDER = ("id",)


@dataclass(frozen=True, slots=True)
class Wanted:
    """To what the list is narrowed; empty values narrow nothing."""

    family: str = ""
    words: str = ""


def files_of(viewer: Viewer, space: Space, wanted: Wanted) -> QuerySet[Attachment]:
    """The files with what stands in this space, as far as this viewer may see it."""
    rows = attachments_for(viewer).filter(entry__space=space, entry__state=State.PUBLISHED)
    if wanted.family:
        rows = rows.filter(kind__in=[name for name, kind in KINDS.items() if kind.family == wanted.family])
    for word in wanted.words.split()[:8]:
        rows = rows.filter(
            Q(name__icontains=word) | Q(description__icontains=word) | Q(entry__title__icontains=word)
        )
    people = [*card("person__"), *card("entry__author__")]
    return rows.select_related("entry__region", "entry__author", "entry__space", "person", *people)


def place_of(file: Attachment) -> str:
    """Where the text stands that a file belongs to."""
    url = file.entry.get_absolute_url() if file.entry else ""
    return url + (anchor_of(file.number) if file.number else "")
