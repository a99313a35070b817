from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.timezone import now

from leerkring.core.entries.models import Attachment, Entry, EntryVersion, Link, Lookup, Theme, ThemeFollow
from leerkring.core.entries.visibility import visible_or_404, visible_to
from leerkring.core.people.models import Person
from leerkring.core.spaces.queries import Viewer
from leerkring.kit.differences import Version
from leerkring.kit.remember import remembered


@remembered
def all_themes() -> tuple[Theme, ...]:
    return tuple(Theme.objects.all())


def themes_of(person: Viewer) -> QuerySet[Theme]:
    if not isinstance(person, Person):
        return Theme.objects.none()
    return Theme.objects.filter(followers=person)


def followers_of_themes(entry: Entry) -> QuerySet[Person]:
    """People who follow one of the entry's themes."""
    follows = ThemeFollow.objects.filter(theme__in=entry.themes.values("pk"))
    return Person.objects.filter(pk__in=follows.values("person_id"))


def visible_sources(viewer: Viewer, ids: Iterable[str]) -> list[Entry]:
    """The entries of `?from=` that this viewer may see; whatever else stands there is passed over."""
    numbers = [int(one) for one in ids if one.isascii() and one.isdigit() and len(one) < 18]
    return list(Entry.objects.published().filter(visible_to(viewer), pk__in=numbers[:50]))


def get_entry(viewer: Viewer, pk: int) -> Entry:
    """Raises `Http404` for an entry of any kind that this viewer may not see."""
    return visible_or_404(Entry.objects.with_card(), viewer, pk=pk)


def versions(entry: Entry) -> list[Version]:
    """What an entry said, in order of time; the present words last."""
    before = EntryVersion.objects.filter(entry=entry)
    moment = entry.edited_at or entry.published_at or now()
    return [
        *(Version(one.at, one.title, one.text) for one in before),
        Version(moment, entry.title, entry.text),
    ]


def lookups(entry: Entry) -> QuerySet[Lookup]:
    """Who looked up who asked, the latest first: for the core group only."""
    return Lookup.objects.filter(entry=entry).select_related("by")


def trail(viewer: Viewer, entry: Entry) -> tuple[list[Entry], list[Entry]]:
    """Where an entry came from and what it led to, oldest first, as far as this viewer may see."""
    seen = Entry.objects.published().filter(visible_to(viewer))
    rows = Link.objects.filter(Q(of=entry, to__in=seen) | Q(to=entry, of__in=seen)).select_related("of", "to")
    links = list(rows.order_by("id"))
    return [one.to for one in links if one.of_id == entry.pk], [
        one.of for one in links if one.to_id == entry.pk
    ]


def attachments_for(viewer: Viewer) -> QuerySet[Attachment]:
    """The files with what this viewer may see, now."""
    seen = Entry.objects.filter(visible_to(viewer), pk=OuterRef("entry_id"))
    return Attachment.objects.filter(Exists(seen), is_hidden=False)


def get_attachment(viewer: Viewer, pk: int) -> Attachment:
    """Raises `Http404` where its entry may not be seen; a file that still waits is for who brought it."""
    row = attachments_for(viewer).filter(pk=pk).first()
    if row is None and isinstance(viewer, Person):
        row = Attachment.objects.filter(pk=pk, entry=None, person=viewer).first()
    if row is None:
        raise Http404
    return row


def get_small(viewer: Viewer, pk: int) -> Attachment:
    """Raises `Http404` also for what is no picture."""
    row = get_attachment(viewer, pk)
    if not row.small:
        raise Http404
    return row
