from typing import Any

from leerkring.core.entries.gate import Confirmed
from leerkring.core.entries.models import Entry
from leerkring.core.events.record import record
from leerkring.core.people.models import Person
from leerkring.kit.actions import action
from leerkring.services.privacy import rules
from leerkring.services.privacy.doors import open_door
from leerkring.services.privacy.models import Held, HeldState


@action(may=rules.may_hold)
def hold(by: Person, entry: Entry, door: str, key: str, facts: dict[str, Any]) -> Held:
    """Have words wait until the guard is back. The same form sent again replaces what waits."""
    held, _new = Held.objects.update_or_create(
        person=by,
        entry_id=entry.pk,
        door=door,
        key=key,
        defaults={"facts": facts, "state": HeldState.WAITING, "where": ""},
    )
    record("privacy.held", by=by, on=held)
    return held


@action(may=rules.may_release)
def release(
    by: Person, on: Held, confirmed: Confirmed | None = None, *, unasked: bool = False
) -> Held | None:
    """Bring held words out, if nothing is found in them. None where there was nothing left to do.

    `unasked` is for the worker: then the author hears of it.
    Raises `ClosedDoorError` and what the gate raises.
    """
    held = _locked(on)
    if held.state == HeldState.OUT:
        return held
    made: Any = open_door(held, confirmed)
    if made is None:
        held.delete()
        return None
    held.state, held.facts, held.where = HeldState.OUT, {}, made.get_absolute_url()
    held.save()
    record("privacy.let_out", by=None if unasked else by, on=held)
    return held


@action(may=rules.may_release)
def give_back(by: Person, on: Held) -> Held:  # noqa: ARG001 (whose words they are; the worker found why)
    """Say that held words do not go out like this. They stay, for their author only."""
    on.state = HeldState.BACK
    on.save(update_fields=["state"])
    record("privacy.given_back", by=None, on=on)
    return on


@action(may=rules.may_release)
def rewrite(by: Person, on: Held, facts: dict[str, Any]) -> Held:  # noqa: ARG001
    """Change the words that wait. This is no event: they are a draft. What went out meanwhile stays."""
    held = _locked(on)
    if not held.is_out:
        held.facts = held.facts | facts
        held.save(update_fields=["facts"])
    return held


@action(may=rules.may_release)
def drop(by: Person, on: Held) -> None:
    """Throw held words away. What went out meanwhile stays."""
    entry = on.entry
    if not Held.objects.filter(pk=on.pk).exclude(state=HeldState.OUT).delete()[0]:
        return
    record("privacy.dropped", by=by, on=entry)


def _locked(on: Held) -> Held:
    return Held.objects.select_for_update(of=("self",)).select_related("entry", "person").get(pk=on.pk)
