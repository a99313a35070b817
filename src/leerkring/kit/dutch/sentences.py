"""The sentences of a text."""

import re

_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-ZÀ-Þ0-9])|\n+")


def sentences(text: str) -> list[str]:
    return [piece for piece in (one.strip() for one in _END.split(text)) if piece]
