from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from leerkring.core.entries.attaching import MOST_FILES, TOO_MANY, Place, files_at
from leerkring.core.entries.models import Attachment, Entry, Lookup, Theme, ThemeFollow
from leerkring.core.entries.reading import read_soon
from leerkring.core.entries.rules import may_bring_file, may_look_up
from leerkring.core.events.record import once, record
from leerkring.core.people.models import Person
from leerkring.core.people.rules import may_edit_profile
from leerkring.kit.actions import action
from leerkring.kit.files.intake import Taken, take_in


@action(may=may_edit_profile)
def follow_themes(by: Person, person: Person, themes: Iterable[Theme]) -> None:
    """Follow exactly these themes from now on."""
    chosen = {theme.pk for theme in themes}
    ThemeFollow.objects.filter(person=person).exclude(theme_id__in=chosen).delete()
    rows = [ThemeFollow(person=person, theme_id=pk) for pk in chosen]
    ThemeFollow.objects.bulk_create(rows, ignore_conflicts=True)
    record("entries.themes_followed", by=by, on=person)


MOST_WAITING = 60
"""Files that one person may have waiting in forms that were not sent."""


@action(may=may_bring_file)
def bring_file(
    by: Person, place: Place, upload: "UploadedFile[bytes]", *, removed: Iterable[int] = ()
) -> Attachment:
    """Have a file wait under a form until it is sent. Raises `ValidationError` with what to do.

    It is checked and made anew before the place is locked, so nobody waits for that.
    """
    _refuse_too_many(by, place, removed)
    with take_in(upload) as taken:
        Person.objects.select_for_update().get(pk=by.pk)
        _refuse_too_many(by, place, removed)
        same = files_at(by, place).exclude(pk__in=removed).filter(sha256=taken.sha256, name=taken.name)
        return same.first() or _kept(by, place, taken)


def _refuse_too_many(by: Person, place: Place, removed: Iterable[int]) -> None:
    if files_at(by, place).exclude(pk__in=removed).count() >= MOST_FILES:
        raise ValidationError(TOO_MANY, params={"most": MOST_FILES})
    if Attachment.objects.filter(person=by, entry=None).count() >= MOST_WAITING:
        raise ValidationError(
            _("Many files of yours wait in forms that you did not send yet. Send or empty those first.")
        )


def _kept(by: Person, place: Place, taken: Taken) -> Attachment:
    made = Attachment(
        person=by,
        nonce=place.nonce,
        number=place.number,
        name=taken.name,
        kind=taken.kind.name,
        size=taken.size,
        width=taken.width,
        height=taken.height,
        sha256=taken.sha256,
    )
    with taken.content.open("rb") as content:
        made.file.save("", File(content), save=False)
    if taken.small:
        with taken.small.open("rb") as small:
            made.small.save("", File(small), save=False)
    made.save()
    if made.is_readable:
        read_soon()
    return made


@once(Lookup)
@action(may=may_look_up)
def look_up_asker(by: Person, entry: Entry, reason: str, *, nonce: UUID | None = None) -> Lookup:
    """Look up who asked without a name. The asker hears it, with the reason."""
    looked = Lookup.objects.create(entry_id=entry.pk, by=by, reason=reason)
    record("entries.asker_looked_up", by=by, on=looked, nonce=nonce)
    return looked
