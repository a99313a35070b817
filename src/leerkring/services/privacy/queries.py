from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import cast

from django.db.models import Q, QuerySet
from django.http import Http404

from leerkring.core.entries.gate import Does
from leerkring.core.entries.models import Entry, Theme
from leerkring.core.entries.states import State
from leerkring.core.people.models import Organisation, Person
from leerkring.core.regions.models import Municipality, Region
from leerkring.core.spaces.models import Space
from leerkring.kit.pii.kinds import Kind
from leerkring.services.privacy.models import Confirmation, GuardRule, GuardWord, Held, HeldState

UNREAD = "bestand"
"""The kind of a file, or a part of one, that nobody can look at."""
PHRASES = Path(__file__).parent / "data" / "phrases.txt"

_STOP = {Kind.BSN, Kind.IBAN, Kind.CASE}
_HINT = {Kind.RARE}
DEFAULTS: dict[str, Does] = {
    **{kind.value: "stop" if kind in _STOP else "hint" if kind in _HINT else "ask" for kind in Kind},
    UNREAD: "ask",
}
"""What the house does with each kind, unless an administrator decided otherwise."""


STRICTER: tuple[Does, ...] = ("hint", "ask", "stop")
"""What can be done with a finding, the mildest first."""


def policy_in(space: Space | None) -> dict[str, Does]:
    """What to do with each kind of data in this space: the house's policy, and what the space adds to it.

    A space can be stricter than the house, never less strict unless an administrator made an exception:
    when the house becomes stricter, so do its spaces.
    """
    found = dict(DEFAULTS)
    rules = GuardRule.objects.filter(Q(space=None) | Q(space=space))
    for rule in sorted(rules, key=lambda one: one.space_id is not None):
        does, house = cast("Does", rule.does), found.get(rule.kind)
        own = rule.space_id is None or rule.is_exception or house is None
        found[rule.kind] = does if own else stricter(cast("Does", house), does)
    return found


def stricter(one: Does, other: Does) -> Does:
    return max(one, other, key=STRICTER.index)


def confirmed_in(entry: Entry) -> set[str]:
    """The marks of what somebody confirmed under this entry before."""
    return set(Confirmation.objects.filter(entry_id=entry.pk).values_list("mark", flat=True))


@cache
def curated() -> tuple[str, ...]:
    """Methods and names of the field, as they come with the house."""
    lines = PHRASES.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def phrases() -> Iterator[str]:
    """Every word and phrase that is nobody's data."""
    yield from curated()
    yield from GuardWord.objects.filter(removed_at=None).values_list("phrase", flat=True)
    for model in (Organisation, Space, Region, Municipality, Theme):
        yield from model._default_manager.values_list("name", flat=True)


def members_named(names: Iterable[str]) -> set[str]:
    """Those of the names that are somebody's display name here."""
    wanted = [one for one in names if one]
    if not wanted:
        return set()
    return set(Person.objects.filter(name__in=wanted, is_active=True).values_list("name", flat=True))


def held_by(person: Person) -> QuerySet[Held]:
    """The answers and changes of somebody that are not out; a new entry stands among the drafts."""
    rows = Held.objects.filter(person=person).exclude(state=HeldState.OUT)
    return rows.exclude(entry__state=State.DRAFT).select_related("entry").order_by("-at")


def get_held(person: Person, pk: int) -> Held:
    """Also what is out by now. Raises `Http404` for what somebody else wrote."""
    rows = Held.objects.select_related("entry__space", "entry__author", "person")
    found = rows.filter(pk=pk, person=person).first()
    if found is None:
        raise Http404
    return found


def waiting(limit: int) -> list[Held]:
    """What waits for the guard, longest first."""
    rows = Held.objects.filter(state=HeldState.WAITING).select_related("entry__space", "person")
    return list(rows.order_by("at")[:limit])
