"""What somebody wants to hear, as the page with all choices shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings

from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import my_spaces
from leerkring.kit import manifest
from leerkring.kit.manifest import Aim, Notice, Text
from leerkring.services.notifications.models import Channel, KindChoice, Level, MailHours, SpaceChoice

INBOX, MUTED = Channel.INBOX, Level.MUTED


@dataclass(frozen=True, slots=True)
class KindWish:
    """One kind of notice, and how this person wants it."""

    kind: str
    label: Text
    aim: Aim
    channel: str
    required: bool


@dataclass(frozen=True, slots=True)
class SpaceWish:
    space: Space
    level: str


def kind_wishes(person: Person) -> list[KindWish]:
    """Every kind that can reach this person, once; what is about conversations comes before what is not."""
    return _wishes(person, [one for one in manifest.notices() if one.reaches(person)])


def _wishes(person: Person, notices: Iterable[Notice]) -> list[KindWish]:
    chosen = dict(KindChoice.objects.filter(person=person).values_list("kind", "channel"))
    found = {one.kind: one for one in notices}
    ordered = sorted(found.values(), key=lambda one: one.private)
    return [_wish(one, chosen.get(one.kind, one.default)) for one in ordered]


def _wish(notice: Notice, channel: str) -> KindWish:
    kept = Channel.MAIL if notice.required else channel
    return KindWish(notice.kind, notice.label, notice.aim, kept, notice.required)


def mailed(person: Person, kinds: Sequence[str]) -> list[str]:
    """Those of `kinds` that this person gets by mail and can switch off."""
    wishes = _wishes(person, (one for one in manifest.notices() if one.kind in kinds))
    return [one.kind for one in wishes if one.channel == Channel.MAIL and not one.required]


def space_wishes(person: Person) -> list[SpaceWish]:
    """One for each space that this person belongs to."""
    chosen = dict(SpaceChoice.objects.filter(person=person).values_list("space", "level"))
    return [SpaceWish(one, chosen.get(one.pk, Level.FOLLOWED)) for one in my_spaces(person)]


def hours_of(person: Person) -> MailHours:
    """When this person's mail waits; not saved where they chose nothing. Who tries the demo, tries it now."""
    chosen = MailHours.objects.filter(person=person).first()
    return chosen or MailHours(person=person, quiet=not settings.DEMO)
