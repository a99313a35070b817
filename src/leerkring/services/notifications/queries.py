from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, prefetch_related_objects
from django.http import Http404, QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from leerkring.core.entries.models import Entry
from leerkring.core.entries.visibility import audience_of, visible_to
from leerkring.core.events.models import Event
from leerkring.core.people.faces import anonymous_asker, asker_replying
from leerkring.core.people.models import Person
from leerkring.kit import manifest
from leerkring.kit.keyset import Page, paginate
from leerkring.kit.manifest import Notice
from leerkring.services.notifications.models import MailOptOut, Told


def kinds() -> dict[str, manifest.Text]:
    """What people can be told about, with its label, in the order of the manifests."""
    return {one.kind: one.label for one in manifest.notices()}


def notice_of(verb: str, kind: str) -> Notice | None:
    return next((one for one in manifest.notices(verb) if one.kind == kind), None)


def entry_of(notice: Notice, event: Event) -> Entry | None:
    """The entry that decides who may know; none for a private notice."""
    target: Any = event.target
    return None if notice.private else target.entry


def people_for(notice: Notice, event: Event) -> QuerySet[Person]:
    """Whom a notice is for at this moment: chosen, allowed, active, and not the actor."""
    chosen = notice.to(event.target)
    people = Person.objects.filter(pk__in=chosen.values("pk"), is_active=True)
    if entry := entry_of(notice, event):
        people = people.filter(pk__in=audience_of(entry).values("pk"))
    return people.exclude(pk=event.by_id) if event.by_id else people


def opted_out(rows: Sequence[Told]) -> set[tuple[int, str]]:
    """Who of those told does not want which of their kinds by mail."""
    people, kinds = [row.person_id for row in rows], {row.kind for row in rows}
    found = MailOptOut.objects.filter(person__in=people, kind__in=kinds)
    return set(found.values_list("person_id", "kind"))


def unwanted_kinds(person: Person) -> set[str]:
    return set(MailOptOut.objects.filter(person=person).values_list("kind", flat=True))


def wanted_kinds(person: Person) -> list[str]:
    unwanted = unwanted_kinds(person)
    return [kind for kind in kinds() if kind not in unwanted]


def told(person: Person) -> QuerySet[Told]:
    """What a person was told, as far as they may still see it."""
    seen = Entry.objects.filter(visible_to(person), pk=OuterRef("entry_id"))
    return Told.objects.filter(Q(entry=None) | Exists(seen), person=person)


def unread_count(person: Person) -> int:
    return told(person).filter(seen_at=None).count()


def get_told(person: Person, pk: int) -> Told:
    """Raises `Http404` for a message to somebody else, or about what this person may not see."""
    row = told(person).select_related("event").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@dataclass(frozen=True, slots=True)
class Line:
    """One message as the list shows it. Without a `template` its subject is gone; then `label` is left."""

    told: Told
    label: manifest.Text
    template: str

    @property
    def name(self) -> str:
        return actor_name(self.told.event)

    @property
    def is_unread(self) -> bool:
        return self.told.seen_at is None

    @property
    def day(self) -> date:
        return localdate(self.told.at)


def actor_name(event: Event) -> str:
    """Who did it, as it may be told. An anonymous asker has no name in any message."""
    target: Any = event.target
    entry = getattr(target, "entry", None)
    if entry is not None and entry.hides(event.by_id):
        return anonymous_asker().name if target == entry else asker_replying().name
    return (event.by.name if event.by else "") or _("Somebody")


def inbox(person: Person, query: QueryDict) -> Page[Told]:
    rows = told(person).select_related("event__by", "event__target_type", "entry")
    page = paginate(rows, query, order=("at", "id"), size=30)
    _fetch_targets(page.items)
    return page


def lines(rows: list[Told]) -> list[Line]:
    return [_line(one) for one in rows]


def _line(row: Told) -> Line:
    notice = notice_of(row.event.verb, row.kind)
    if notice is None or row.event.target is None:
        return Line(row, notice.label if notice else _("A message"), "")
    return Line(row, notice.label, f"{notice.template}.line.html")


def _fetch_targets(rows: list[Told]) -> None:
    """The targets of all events in one query a type, with the entry or space that a line names."""
    types = {row.event.target_type for row in rows}
    fetch = GenericPrefetch("target", [_with_place(one) for one in types])
    prefetch_related_objects([row.event for row in rows], fetch)


def _with_place(kind: ContentType) -> QuerySet[Model]:
    model = kind.model_class()
    if model is None:
        raise LookupError(kind)
    place = {"entry", "space"} & {field.name for field in model._meta.fields}
    return model._base_manager.select_related(*place) if place else model._base_manager.all()
