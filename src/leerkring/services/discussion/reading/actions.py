from datetime import datetime

from django.utils.timezone import now

from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.kit import manifest
from leerkring.kit.actions import action
from leerkring.services.discussion import rules
from leerkring.services.discussion.models import SpaceRead
from leerkring.services.discussion.reading.queries import read_all_of


@action(may=rules.may_read_all)
def read_all(by: Person, space: Space | None, until: datetime) -> None:
    """Everything in a space, or everywhere, counts as read up to a moment. What people read is no event."""
    _only_one_at_a_time(by)
    until, row = min(until, now()), read_all_of(by, space)
    if row is None:
        SpaceRead.objects.create(person=by, space=space, at=until)
    elif until > row.at:
        row.before, row.at = row.at, until
        row.save(update_fields=["before", "at"])
    for one in manifest.reading():
        one.read(by, space, until)


@action(may=rules.may_read_all)
def undo_read_all(by: Person, space: Space | None, until: datetime) -> None:
    """Back to what counted as read before `read_all` with this moment; later ones stay."""
    _only_one_at_a_time(by)
    row = read_all_of(by, space)
    if row is None or row.at != until:
        return
    for one in manifest.reading():
        one.unread(by, space, until)
    if row.before is None:
        row.delete()
    else:
        row.at, row.before = row.before, None
        row.save(update_fields=["before", "at"])


def _only_one_at_a_time(person: Person) -> None:
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
