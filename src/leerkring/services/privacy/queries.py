from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from django.db.models import Q
from django.http import Http404

from leerkring.core.entries.gate import Does
from leerkring.core.entries.models import Entry, Theme
from leerkring.core.people.models import Organisation, Person
from leerkring.core.regions.models import Municipality, Region
from leerkring.core.spaces.models import Space
from leerkring.kit.pii.kinds import Kind
from leerkring.services.privacy.models import Confirmation, GuardRule, GuardWord, Held, HeldState

PHRASES = Path(__file__).parent / "data" / "phrases.txt"

_STOP = {Kind.BSN, Kind.IBAN, Kind.CASE}
_HINT = {Kind.RARE}
DEFAULTS: dict[str, Does] = {
    kind.value: "stop" if kind in _STOP else "hint" if kind in _HINT else "ask" for kind in Kind
}
"""What the house does with each kind, unless an administrator decided otherwise."""


def policy_in(space: Space | None) -> dict[str, Does]:
    """What to do with each kind of data in this space: its own rule, else that of the house."""
    rules = GuardRule.objects.filter(Q(space=None) | Q(space=space))
    found = dict(DEFAULTS)
    for rule in sorted(rules, key=lambda one: one.space_id is not None):
        found[rule.kind] = rule.does  # type: ignore[assignment] # a choice of the same values
    return found


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
    yield from GuardWord.objects.values_list("phrase", flat=True)
    for model in (Organisation, Space, Region, Municipality, Theme):
        yield from model._default_manager.values_list("name", flat=True)


def members_named(names: Iterable[str]) -> set[str]:
    """Those of the names that are somebody's display name here."""
    wanted = [one for one in names if one]
    if not wanted:
        return set()
    return set(Person.objects.filter(name__in=wanted, is_active=True).values_list("name", flat=True))


def get_held(person: Person, pk: int) -> Held:
    """Raises `Http404` for what somebody else wrote, and for what is out already."""
    rows = Held.objects.select_related("entry__space", "entry__author", "person")
    found = rows.filter(pk=pk, person=person).exclude(state=HeldState.OUT).first()
    if found is None:
        raise Http404
    return found


def waiting(limit: int) -> list[Held]:
    """What waits for the guard, longest first."""
    rows = Held.objects.filter(state=HeldState.WAITING).select_related("entry__space", "person")
    return list(rows.order_by("at")[:limit])
