"""Files on their way to an entry: what a form says of them, and the parts of actions that put them there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Attachment, Entry
from leerkring.core.people.models import Person

MOST_FILES = 5
"""With one question, or with one answer."""
TOO_MANY = _("At most %(most)d files fit here. Take one away, or put files together in one pdf.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the files of a form go: those that wait under `nonce`, and those of reply `number` of `entry`."""

    nonce: UUID = field(default_factory=uuid4)
    entry: Entry | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Files:
    """What a form says about its files: which go out, and what the pictures show."""

    nonce: UUID = field(default_factory=uuid4)
    removed: frozenset[int] = frozenset()
    descriptions: Mapping[int, str] = field(default_factory=dict)


def files_at(person: Person, place: Place) -> QuerySet[Attachment]:
    """The files that a form shows to who fills it in."""
    mine = Q(person=person, nonce=place.nonce)
    if place.entry is None:
        return Attachment.objects.filter(mine)
    there = Q(entry=place.entry, number=place.number)
    return Attachment.objects.filter(there | Q(mine, entry=None))


def brings_some(person: Person, files: Files | None) -> bool:
    """Whether files wait in this form that stand nowhere yet."""
    if files is None:
        return False
    waiting = Attachment.objects.filter(person=person, nonce=files.nonce, entry=None)
    return waiting.exclude(pk__in=files.removed).exists()


def settle(person: Person, entry: Entry, files: Files, number: int = 0) -> bool:
    """Put the files of a form with the entry, or with its reply `number`. Call inside an action.

    Tells whether anything changed there.
    """
    place = Place(files.nonce, entry, number)
    gone, _each = files_at(person, place).filter(pk__in=files.removed).delete()
    kept = {one.pk: one for one in files_at(person, place)}
    waiting = [pk for pk, one in kept.items() if one.entry_id is None]
    there = len(kept) - len(waiting)
    Attachment.objects.filter(pk__in=waiting[: max(0, MOST_FILES - there)]).update(entry=entry, number=number)
    changed = [
        one for pk, one in kept.items() if files.descriptions.get(pk, one.description) != one.description
    ]
    for one in changed:
        one.description = files.descriptions[one.pk]
    Attachment.objects.bulk_update(changed, ["description"])
    return bool(gone or waiting or changed)


def hide_files(entry: Entry, number: int, *, hidden: bool) -> None:
    """Take the files of a reply out of sight with it, or bring them back. Call inside an action."""
    Attachment.objects.filter(entry=entry, number=number).update(is_hidden=hidden)
