"""The tutorial as steps: what a reader does with each marked block.

A block is marked by a comment above it, which no reader sees:
`create FILE`, `append FILE`, `after FILE | TEXT`, `before FILE | TEXT`, `replace FILE | TEXT`
(TEXT stands on one line of the file, once), `words LANGUAGE`, `run`, and `shows COMMAND` for
what a command says.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from leerkring.site import env

PAGE = env.ROOT / "docs" / "tutorial" / "add-a-field-an-action-and-a-notice.md"
_BLOCK = re.compile(r"^<!-- tutorial: (\w+) ?([^\n]*?) -->\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MESSAGE = re.compile(r"^msgid (\".*\")\nmsgstr (\".*\")$", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """`where` is a file, or a language; `anchor` the text of one line in that file."""

    verb: str
    where: str
    anchor: str
    text: str


def steps() -> list[Step]:
    """The marked blocks of the tutorial, in order."""
    found = []
    for verb, about, text in _BLOCK.findall(PAGE.read_text()):
        where, _, anchor = about.partition(" | ")
        found.append(Step(verb, where, anchor, text))
    return found


def write(step: Step, root: Path) -> None:
    """Do what the step says to a file under `root`. Raises `AssertionError` when it does not fit."""
    if step.verb == "words":
        _fill_in(step, root)
        return
    path = root / step.where
    if step.verb == "create":
        assert not path.exists(), f"{step.where} is already there"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text)
    elif step.verb == "append":
        path.write_text(path.read_text() + step.text)
    else:
        path.write_text(_edited(step, path.read_text()))


def _edited(step: Step, text: str) -> str:
    lines = text.splitlines(keepends=True)
    places = [number for number, line in enumerate(lines) if step.anchor in line]
    assert len(places) == 1, f"{step.where} has {len(places)} lines with: {step.anchor}"
    at = places[0]
    start, end = {"after": (at + 1, at + 1), "before": (at, at), "replace": (at, at + 1)}[step.verb]
    return "".join([*lines[:start], step.text, *lines[end:]])


def _fill_in(step: Step, root: Path) -> None:
    """Give each message of the block its words; `extract` has put them there without."""
    path = root / "src/leerkring/site/locale" / step.where / "LC_MESSAGES/django.po"
    text = path.read_text()
    for name, words in _MESSAGE.findall(step.text):
        empty = f'msgid {name}\nmsgstr ""\n'
        assert text.count(empty) == 1, f"not waiting for words: {name}"
        text = text.replace(empty, f"msgid {name}\nmsgstr {words}\n")
    path.write_text(text)
