"""What a space says about itself, as its forms hand it to the actions."""

from dataclasses import dataclass
from typing import cast

from django.utils.translation import gettext as _

from leerkring.core.spaces.models import Openness, Space
from leerkring.kit.differences import fingerprint


@dataclass(frozen=True, slots=True)
class SpaceWords:
    """`rules` is clean HTML; the rest is as in the model."""

    about: str
    rules: str
    tone: str
    join: str

    @classmethod
    def of(cls, space: Space) -> "SpaceWords":
        return cls(space.about, space.rules, space.tone, space.join)

    @property
    def mark(self) -> str:
        """Tells whether somebody else has changed them since."""
        return fingerprint(self.about, self.rules, self.tone, self.join)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a space is called, in which space it stands, and who may know of it."""

    name: str
    parent: Space
    openness: str

    @classmethod
    def of(cls, space: Space) -> "Arrangement":
        """Call with a space below the platform."""
        return cls(space.name, cast(Space, space.parent), space.openness)

    @property
    def mark(self) -> str:
        """Tells whether somebody else has changed it since."""
        return fingerprint(self.name, str(self.parent.pk), self.openness)


def consequences(before: str, after: str) -> list[str]:
    """What it means when this openness of a space becomes that one, in sentences."""
    if after == Openness.CLOSED:
        said = _(
            "All that was written here is from now on for those who belong, also what others could read. "
            "Others who answered here can no longer read it."
        )
        doors = _("People come in only when you invite them. Links that you made before keep working.")
        return [_("Nobody else knows any more that this space is there."), said, doors, _inside()]
    if before == Openness.CLOSED:
        said = _("What was written here stays for those who belong. Who writes now can choose more readers.")
        doors = _("People come in only when you invite them, until you choose otherwise for this space.")
        return [_seen_by(after), said, doors, _inside()]
    return [_seen_by(after), _("What was written here keeps the readers that its writers chose."), _inside()]


def _seen_by(openness: str) -> str:
    if openness == Openness.PUBLIC:
        return _(
            "Everyone sees this space, also without an account and by a search engine: its name, what it is "
            "about, the agreements, who facilitate it and how many people take part."
        )
    return _(
        "Only members of Leerkring see this space: its name, what it is about, the agreements, "
        "who facilitate it and how many people take part."
    )


def _inside() -> str:
    return _("Spaces within this one stay as open as they are. Everyone who belongs here gets a message.")


@dataclass(frozen=True, slots=True)
class NewSpace:
    name: str
    kind: str
    about: str
    openness: str
    join: str
