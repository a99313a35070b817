"""What a space says about itself, as its forms hand it to the actions."""

from dataclasses import dataclass

from leerkring.core.spaces.models import Space
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
class NewSpace:
    name: str
    kind: str
    about: str
    openness: str
    join: str
