"""Colour families: a theme picks one, a person gets one."""

from typing import Any
from zlib import crc32

TONES = ("zon", "koraal", "zee", "lucht", "groen", "aubergine")


def tone_of(thing: Any) -> str:
    """The tone that a thing carries, or else one that its name always gives."""
    if isinstance(thing, str) and thing in TONES:
        return thing
    own = getattr(thing, "tone", "")
    if own in TONES:
        return str(own)
    return TONES[crc32(str(thing).encode()) % len(TONES)]


def initials(name: str) -> str:
    """At most two letters: of the first and the last word that start with a capital or digit."""
    words = [word for word in str(name).split() if word[:1].isalnum()]
    capital = [word for word in words if word[0].isupper()] or words
    return "".join(word[0].upper() for word in dict.fromkeys((capital[:1] + capital[-1:]) if capital else []))
