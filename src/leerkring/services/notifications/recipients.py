"""Whom a notice is for: chosen by its room, allowed, active, and wanting it."""

from datetime import timedelta
from typing import Any, cast

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from leerkring.core.entries.models import Entry
from leerkring.core.entries.visibility import audience_of
from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.kit import manifest
from leerkring.kit.manifest import Notice
from leerkring.services.notifications.models import Channel, KindChoice, Level, SpaceChoice

AWAY = timedelta(days=60)
"""Who has not signed in for so long hears only about the own words and what they follow."""


def notice_of(verb: str, kind: str) -> Notice | None:
    return next((one for one in manifest.notices(verb) if one.kind == kind), None)


def target_of(event: Event) -> Any:
    """What an event is about, or None where it is gone."""
    target: Any = event.target
    return None if getattr(target, "deleted_at", None) else target


def entry_of(notice: Notice, event: Event) -> Entry | None:
    """The entry that decides who may know; none for a private notice."""
    target: Any = event.target
    return None if notice.private else target.entry


def place_of(notice: Notice, event: Event) -> dict[str, Model | None]:
    """The entry, or without one the space, that a notice is about."""
    target: Any = event.target
    entry = entry_of(notice, event)
    return {"entry": entry, "space": None if entry else getattr(target, "space", None)}


def people_for(notice: Notice, event: Event) -> QuerySet[Person]:
    """Whom a notice is for at this moment, with the `channel` by which each wants it.

    Found step by step, each a question about one thing: all in one, a planner with old
    statistics took minutes for a space of 3,500 people.
    """
    found = _pks(notice.to(event.target)) - {event.by_id}
    entry = entry_of(notice, event)
    if entry:
        found &= _pks(audience_of(entry).filter(pk__in=found))
    if entry and not notice.required and notice.aim != "called":
        for muters in manifest.muters():
            found -= _pks(muters(entry))
    people = Person.objects.filter(pk__in=found, is_active=True)
    if notice.required:
        return cast(QuerySet[Person], people.annotate(channel=Value(Channel.MAIL.value)))
    if notice.aim in ("followed", "wide"):
        people = _undisturbed(people, place_of(notice, event))
    if notice.aim == "wide":
        since = event.at - AWAY
        people = people.filter(Q(last_login__gte=since) | Q(last_login=None, joined_at__gte=since))
    return _wanting(people, notice)


def _pks(people: QuerySet[Person]) -> set[int]:
    return set(people.values_list("pk", flat=True))


def who_want_everything(space: Space) -> QuerySet[Person]:
    """Who chose to hear of everything new in a space. Belonging and seeing is asked elsewhere."""
    rows = SpaceChoice.objects.filter(space=space, level=Level.EVERYTHING)
    return Person.objects.filter(pk__in=rows.values("person_id"))


def _undisturbed(people: QuerySet[Person], place: dict[str, Any]) -> QuerySet[Person]:
    """Without who muted the space."""
    space = place["entry"].space_id if place["entry"] else getattr(place["space"], "pk", None)
    muted = SpaceChoice.objects.filter(space=space, level=Level.MUTED).values_list("person", flat=True)
    return people.exclude(pk__in=list(muted)) if space else people


def _wanting(people: QuerySet[Person], notice: Notice) -> QuerySet[Person]:
    chosen = KindChoice.objects.filter(person=OuterRef("pk"), kind=notice.kind).values("channel")
    rows = people.annotate(channel=Coalesce(Subquery(chosen), Value(notice.default)))
    return cast(QuerySet[Person], rows.exclude(channel=Channel.OFF))
