from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import now

from leerkring.core.entries.models import Entry
from leerkring.core.events.record import record
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.kit.actions import action
from leerkring.services.notifications import rules
from leerkring.services.notifications.models import (
    KindChoice,
    Level,
    MailHours,
    MailState,
    OutgoingMail,
    SpaceChoice,
    Told,
)


@action(may=rules.may_see)
def see(by: Person, told: Told) -> None:
    """Mark one line, with all that is folded into it, as seen."""
    _mark_seen(Told.objects.filter(person=by, pk=told.pk), now())


@action(may=rules.may_see_entry)
def see_entry(by: Person, entry: Entry) -> None:
    """Mark what a person was told about an entry as seen: they are reading it."""
    _mark_seen(Told.objects.filter(person=by, entry=entry), now())


@action(may=rules.is_oneself)
def see_all(by: Person, _person: Person) -> datetime:
    """Mark every message as seen. Returns the moment by which `unsee_all` finds them again."""
    moment = now()
    _mark_seen(Told.objects.filter(person=by), moment)
    return moment


@action(may=rules.may_see_place)
def see_place(by: Person, space: Space | None, until: datetime) -> None:
    """Mark what one was told up to a moment about a space (None: about any entry) as seen, at that moment.

    A line that has had news since stays new as a whole.
    """
    lines = Told.objects.filter(person=by, line=None, at__lte=until)
    _mark_seen(lines.filter(_about(space)), until)


@action(may=rules.may_see_place)
def unsee_place(by: Person, space: Space | None, until: datetime) -> None:
    """Take back what `see_place` did up to this moment."""
    Told.objects.filter(_about(space), person=by, seen_at=until).update(seen_at=None)


def _about(space: Space | None) -> Q:
    return Q(entry__space=space) | Q(space=space) if space else Q(entry__isnull=False)


@action(may=rules.is_oneself)
def unsee_all(by: Person, _person: Person, moment: datetime) -> None:
    """Take back what `see_all` did at this moment."""
    Told.objects.filter(person=by, seen_at=moment).update(seen_at=None)


@action(may=rules.may_see)
def unsee(by: Person, told: Told) -> None:
    """Mark one line as new again, to come back to it."""
    Told.objects.filter(person=by, pk=told.pk).update(seen_at=None)


def _mark_seen(rows: QuerySet[Told], moment: datetime) -> None:
    """The lines are locked first: what is being folded into one of them just now is seen with it."""
    unseen = rows.filter(seen_at=None)
    locked = list(unseen.order_by("pk").select_for_update(of=("self",)).values_list("pk", "line"))
    if locked:
        keys = {pk for pk, _line in locked} | {line for _pk, line in locked if line}
        Told.objects.filter(pk__in=keys, seen_at=None).update(seen_at=moment)
        Told.objects.filter(line__in=keys, seen_at=None).update(seen_at=moment)


@action(may=rules.is_oneself)
def choose_kinds(by: Person, person: Person, channels: Mapping[str, str]) -> None:
    """Choose how kinds of notice come. Kinds that are not named stay as they are."""
    before = dict(KindChoice.objects.filter(person=person).values_list("kind", "channel"))
    new = {kind: channel for kind, channel in channels.items() if before.get(kind) != channel}
    if not new:
        return
    rows = [KindChoice(person=person, kind=kind, channel=channel) for kind, channel in new.items()]
    KindChoice.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["person", "kind"], update_fields=["channel"]
    )
    record("notifications.kinds_chosen", by=by, on=person, channels=new)


@action(may=rules.may_choose_for_space)
def choose_space(by: Person, space: Space, level: Level) -> None:
    """Choose what to hear from one space."""
    before = SpaceChoice.objects.filter(person=by, space=space).values_list("level", flat=True).first()
    if (before or Level.FOLLOWED) == level:
        return
    SpaceChoice.objects.update_or_create(person=by, space=space, defaults={"level": level})
    record("notifications.space_chosen", by=by, on=space, level=level.value)


@action(may=rules.is_oneself)
def choose_hours(by: Person, person: Person, hours: Mapping[str, Any]) -> MailHours:
    """Choose when mail waits. What waits now is looked at again."""
    chosen, _new = MailHours.objects.update_or_create(person=person, defaults=dict(hours))
    record("notifications.hours_chosen", by=by, on=person)
    return chosen


@action(may=rules.may_retry)
def retry(by: Person, mail: OutgoingMail) -> None:
    """Try a mail again that certainly did not go out."""
    failed = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.FAILED).exclude(error="unsure")
    facts = {"state": MailState.QUEUED, "attempts": 0, "error": "", "handing_over_at": None, "due_at": now()}
    if failed.update(**facts):
        record("notifications.mail_retried", by=by, on=mail)
