"""Parts of the actions that every room uses on its entries; call them inside an action."""

from collections.abc import Iterable

from django.utils.timezone import now

from leerkring.core.entries.gate import Confirmed, Speech, files_with, let_out
from leerkring.core.entries.models import Entry, EntryVersion, Link, Relation
from leerkring.core.entries.states import Openness, State
from leerkring.core.spaces.models import Space


def publish(entry: Entry, confirmed: Confirmed | None = None) -> None:
    """Make an entry visible to its audience, dated now, placed in its author's region.

    Call with the entry saved and its files in place: it passes the gate with them; raises what that raises.
    """
    let_out(Speech(entry.author, entry, entry.title, entry.text, files_with(entry), confirmed))
    entry.state = State.PUBLISHED
    entry.published_at = entry.bumped_at = now()
    entry.edited_at = None
    entry.region = None if entry.author.is_pseudonymous else entry.author.region
    entry.save()


def revise(entry: Entry, title: str, text: str, confirmed: Confirmed | None = None) -> None:
    """Change the words of an entry. What was published stays to be read as an earlier version.

    Words and files of what is out pass the gate; raises what that raises.
    """
    if entry.published_at is not None:
        let_out(Speech(entry.author, entry, title, text, files_with(entry), confirmed))
    if (entry.title, entry.text) == (title, text):
        return
    if entry.published_at is not None:
        before = EntryVersion(entry=entry, title=entry.title, text=entry.text)
        before.at = entry.edited_at or entry.published_at
        before.save()
        entry.edited_at = now()
    entry.title, entry.text = title, text


def bring_inside(space: Space) -> None:
    """What stands in a space that is being closed is for those who belong to it from now on."""
    Entry.objects.filter(space=space).exclude(openness=Openness.SPACE).update(openness=Openness.SPACE)


def link_back(entry: Entry, sources: Iterable[Entry]) -> None:
    """Remember from which entries this one came."""
    rows = [Link(of=entry, to=source, relation=Relation.CAME_FROM) for source in sources]
    Link.objects.bulk_create(rows, ignore_conflicts=True)
