from collections.abc import Mapping

from django.utils.timezone import now

from leerkring.core.entries.models import Entry
from leerkring.core.events.record import record
from leerkring.core.people.models import Person
from leerkring.kit.actions import action
from leerkring.services.notifications import rules
from leerkring.services.notifications.models import MailOptOut, Told


@action(may=rules.may_see)
def see(by: Person, told: Told) -> None:
    """Mark one message as seen."""
    Told.objects.filter(person=by, pk=told.pk, seen_at=None).update(seen_at=now())


@action(may=rules.may_see_entry)
def see_entry(by: Person, entry: Entry) -> None:
    """Mark what a person was told about an entry as seen: they are reading it."""
    Told.objects.filter(person=by, entry=entry, seen_at=None).update(seen_at=now())


@action(may=rules.is_oneself)
def see_all(by: Person, _person: Person) -> None:
    """Mark every message as seen."""
    Told.objects.filter(person=by, seen_at=None).update(seen_at=now())


@action(may=rules.is_oneself)
def choose_mail(by: Person, person: Person, wanted: Mapping[str, bool]) -> None:
    """Choose which kinds of notice come by mail. Kinds that are not named stay as they are."""
    off = {kind for kind, mail in wanted.items() if not mail}
    before = set(MailOptOut.objects.filter(person=person, kind__in=wanted).values_list("kind", flat=True))
    if off == before:
        return
    MailOptOut.objects.filter(person=person, kind__in=before - off).delete()
    rows = [MailOptOut(person=person, kind=kind) for kind in sorted(off - before)]
    MailOptOut.objects.bulk_create(rows, ignore_conflicts=True)
    new, gone = sorted(off - before), sorted(before - off)
    record("notifications.mail_chosen", by=by, on=person, off=new, on_again=gone)
