"""What a mail is about: the messages that point to it, as far as they are still wanted and allowed."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from leerkring.core.entries.models import Entry
from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.kit.manifest import Notice
from leerkring.services.notifications.models import Channel, OutgoingMail, Told
from leerkring.services.notifications.recipients import (
    entry_of,
    notice_of,
    people_for,
    place_of,
    target_of,
)

MOST = 200
"""No mail is about more than this: whoever was away so long reads the list of messages."""


@dataclass(slots=True)
class Bundle:
    """Events that one sentence tells, the oldest first."""

    notice: Notice
    entry: Entry | None
    place: Space | None
    events: list[Event] = field(default_factory=list)

    @property
    def target(self) -> Any:
        """The first new thing: where a link leads."""
        return self.events[0].target


def bundles_of(mail: OutgoingMail) -> list[Bundle]:
    """What to tell, in the order in which it happened; nothing where it was all seen or may not be told."""
    rows = Told.objects.filter(mail=mail, seen_at=None).select_related("event__by", "event__target_type")
    found: dict[Hashable, Bundle] = {}
    for row in rows.order_by("event_id")[:MOST]:
        notice = still_for(mail.recipient, row) if mail.recipient else None
        if notice is None:
            continue
        key = (row.kind, row.entry_id, row.space_id, None if notice.grouped else row.pk)
        bundle = found.setdefault(key, _bundle(notice, row.event))
        bundle.events.append(row.event)
    return list(found.values())


def still_for(person: Person, row: Told) -> Notice | None:
    """The notice behind a message, if this person still is to get it by mail."""
    notice = notice_of(row.event.verb, row.kind)
    if notice is None or target_of(row.event) is None:
        return None
    wanted = people_for(notice, row.event).filter(pk=person.pk, channel=Channel.MAIL)  # type: ignore[misc]
    return notice if wanted.exists() else None


def _bundle(notice: Notice, event: Event) -> Bundle:
    place: dict[str, Any] = place_of(notice, event)
    entry = entry_of(notice, event)
    return Bundle(notice, entry, entry.space if entry else place["space"])
