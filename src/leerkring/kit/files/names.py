"""The name of a file as people see it, whatever their computer made of it."""

import re

from leerkring.kit.files.kinds import FileKind
from leerkring.kit.text import one_line

LONGEST_NAME = 120
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def shown_name(raw: str, kind: FileKind) -> str:
    """On one line, without folders and invisible marks, ending as its true kind does; never empty."""
    last = one_line(re.split(r"[/\\]", raw.replace("\x00", ""))[-1].encode("utf-8", "ignore").decode())
    stem = _ENDING.sub("", _FORBIDDEN.sub(" ", last)).strip(" .") or kind.family
    return one_line(stem[: LONGEST_NAME - len(kind.extension)]).rstrip(" .") + kind.extension


def told_name(raw: str) -> str:
    """What to call a file that is refused: short, and safe to print."""
    name = one_line(re.split(r"[/\\]", raw.encode("utf-8", "ignore").decode())[-1])
    return name if len(name) <= 60 else f"{name[:40]}…{name[-15:]}"
