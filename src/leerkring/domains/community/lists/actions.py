"""What people keep for themselves; none of it is recorded."""

from leerkring.core.people.models import Person
from leerkring.domains.community import rules
from leerkring.domains.community.models import SavedFilter
from leerkring.kit.actions import action


class EnoughSavedError(Exception):
    """Somebody has as many filters as one can have."""


@action(may=rules.may_save_filter)
def save_filter(by: Person, address: str, name: str) -> SavedFilter:
    """Keep filters under a name; the same filters again get the new name.

    Raises `EnoughSavedError` beyond `SavedFilter.MOST`.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
    row = SavedFilter.objects.filter(person=by, address=address).first()
    if row is None:
        if SavedFilter.objects.filter(person=by).count() >= SavedFilter.MOST:
            raise EnoughSavedError
        return SavedFilter.objects.create(person=by, address=address, name=name)
    row.name = name
    row.save(update_fields=["name"])
    return row


@action(may=rules.may_change_filter)
def rename_filter(by: Person, on: SavedFilter, name: str) -> None:  # noqa: ARG001 (the rule reads it)
    on.name = name
    on.save(update_fields=["name"])


@action(may=rules.may_change_filter)
def remove_filter(by: Person, on: SavedFilter) -> None:  # noqa: ARG001 (the rule reads it)
    on.delete()
