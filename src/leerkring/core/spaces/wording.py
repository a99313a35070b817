"""What a space says about itself, as its forms hand it to the actions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpaceWords:
    """`rules` is clean HTML; the rest is as in the model."""

    about: str
    rules: str
    tone: str
    join: str


@dataclass(frozen=True, slots=True)
class NewSpace:
    name: str
    kind: str
    about: str
    openness: str
    join: str
