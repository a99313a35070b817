"""Parts of the actions that every room uses on its entries; call them inside an action."""

from collections.abc import Iterable

from django.utils.timezone import now

from leerkring.core.entries.models import Entry, Link, Relation
from leerkring.core.entries.states import State


def publish(entry: Entry) -> None:
    """Make an entry visible to its audience, dated now, placed in its author's region."""
    entry.state = State.PUBLISHED
    entry.published_at = entry.bumped_at = now()
    entry.region = None if entry.author.is_pseudonymous else entry.author.region
    entry.save()


def link_back(entry: Entry, sources: Iterable[Entry]) -> None:
    """Remember from which entries this one came."""
    rows = [Link(of=entry, to=source, relation=Relation.CAME_FROM) for source in sources]
    Link.objects.bulk_create(rows, ignore_conflicts=True)
