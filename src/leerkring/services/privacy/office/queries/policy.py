"""The policy of the house or of one space, kind by kind, as its page shows and changes it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from leerkring.core.entries.gate import Does
from leerkring.core.events.queries import latest
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import Viewer, names_of_spaces
from leerkring.kit.differences import fingerprint
from leerkring.services.privacy.models import Does as Choice
from leerkring.services.privacy.models import GuardRule
from leerkring.services.privacy.queries import DEFAULTS, STRICTER, policy_in
from leerkring.services.privacy.words import ABOUT, Text

CHANGED = "privacy.policy_changed"
MOST_CHANGES = 10


@dataclass(frozen=True, slots=True)
class Line:
    """What happens with one kind, and what would happen if nobody had chosen anything here."""

    kind: str
    does: Does
    standard: Does

    @property
    def is_changed(self) -> bool:
        return self.does != self.standard

    @property
    def is_milder(self) -> bool:
        return is_milder(self.does, self.standard)


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody chose otherwise: of each kind its name, what happened and what happens."""

    at: datetime
    by: Person | None
    kinds: list[tuple[Text, Text, Text]]


@dataclass(frozen=True, slots=True)
class OwnPolicy:
    name: str
    slug: str
    count: int


def is_milder(one: Does, other: Does) -> bool:
    return STRICTER.index(one) < STRICTER.index(other)


def policy_of(on: Space) -> list[Line]:
    """Of the house where `on` is the platform. The most severe first, as everybody knows them."""
    standard = DEFAULTS if on.is_platform else policy_in(None)
    now = policy_in(None if on.is_platform else on)
    kinds = sorted(DEFAULTS, key=lambda kind: -STRICTER.index(DEFAULTS[kind]))
    return [Line(kind, now[kind], standard[kind]) for kind in kinds]


def mark_of(lines: list[Line]) -> str:
    """Tells whether somebody else has changed it since."""
    return fingerprint(*(f"{one.kind} {one.standard} {one.does}" for one in lines))


def changes_of(on: Space) -> list[Change]:
    """Who changed it lately, and how."""
    return [
        Change(
            event.at,
            event.by,
            [
                (ABOUT[kind].label, Choice(before).label, Choice(after).label)
                for kind, (before, after) in event.facts["changes"].items()
                if kind in ABOUT
            ],
        )
        for event in latest(CHANGED, on, MOST_CHANGES)
    ]


def spaces_with_policy(viewer: Viewer) -> tuple[list[OwnPolicy], list[OwnPolicy], int]:
    """Spaces with choices of their own, all others, and how many more the viewer may not know of."""
    counts = Counter(GuardRule.objects.exclude(space=None).values_list("space__slug", flat=True))
    known = [OwnPolicy(name, slug, counts.pop(slug, 0)) for slug, name in names_of_spaces(viewer)]
    return [one for one in known if one.count], [one for one in known if not one.count], len(counts)
