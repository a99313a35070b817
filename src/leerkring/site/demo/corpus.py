"""The demo's content as it lies in `data/`, read into plain objects in our own words."""

import csv
import json
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from leerkring.site.demo.chance import draw

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote: somebody named (`login`), or anybody with this function, kind of organisation and place."""

    login: str = ""
    function: str = ""
    organisation_kind: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    text: str
    writer: Writer
    helpful: bool
    days_after: int


@dataclass(frozen=True, slots=True)
class Thread:
    """One question with its answers. Empty `space` and `openness`, `is_round` None: the loader chooses."""

    id: str
    kind: str
    title: str
    text: str
    themes: tuple[str, ...]
    writer: Writer
    days_ago: int
    answers: tuple[Answer, ...] = ()
    recognised: int = 0
    space: str = ""
    openness: str = ""
    is_round: bool | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    kind: str
    title: str
    text: str
    themes: tuple[str, ...]
    login: str


@dataclass(frozen=True, slots=True)
class SpaceRow:
    slug: str
    kind: str
    name: str
    about: str
    openness: str
    join: str
    tone: str
    threads: int
    members: int
    facilitators: tuple[str, ...]
    parent: str = ""
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    experts: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    """What people agreed there, a line each."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A wish to join or, with `invited_as`, an invitation."""

    space: str
    login: str
    invited_as: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Belonging:
    """`roles` on the platform by login; `outside`: who belongs only where named."""

    spaces: tuple[SpaceRow, ...]
    waiting: tuple[Waiting, ...]
    roles: dict[str, str]
    outside: tuple[str, ...]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file in `data/`."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def function_of(role: str, org_kind: str) -> str:
    """Our function for an author in `threads.jsonl`; raises `KeyError` for an unknown role."""
    words = {(row["role"], row["org_kind"]): row["function"] for row in rows("functions.csv")}
    return words.get((role, org_kind)) or words[role, ""]


@cache
def kind_of(org_kind: str) -> str:
    """Our kind of organisation; raises `KeyError` for an unknown one."""
    return {row["org_kind"]: row["kind"] for row in rows("organisation_kinds.csv")}[org_kind]


def corpus_ids() -> set[str]:
    """The external ids of everything that the loader publishes."""
    return {thread.id for thread in threads()}


@cache
def threads() -> tuple[Thread, ...]:
    """The corpus and our own threads."""
    lines = (DATA / "threads.jsonl").read_text(encoding="utf-8").splitlines()
    own = _toml("own_threads.toml")["thread"]
    return (*(_seed_thread(json.loads(line)) for line in lines), *(_own_thread(one) for one in own))


def drafts() -> list[Draft]:
    return [
        Draft(one["kind"], one["title"], one["body"], tuple(one["themes"]), one["author"])
        for one in _toml("own_threads.toml")["draft"]
    ]


@cache
def belonging() -> Belonging:
    found = _toml("spaces.toml")
    spaces = tuple(
        SpaceRow(**{name: _frozen(value) for name, value in one.items()}) for one in found["space"]
    )
    return Belonging(
        spaces, tuple(Waiting(**one) for one in found["request"]), found["roles"], tuple(found["outside"])
    )


def links() -> list[tuple[str, str]]:
    """Pairs of external ids: what came from what."""
    return [(row["of"], row["to"]) for row in rows("links.csv")]


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value.strip() if isinstance(value, str) else value


def _seed_thread(one: dict[str, Any]) -> Thread:
    days_ago = one["weeks_ago"] * 7 + draw("day", one["id"]) % 6
    return _thread(one, _writer, one["answers"], days_ago=days_ago)


def _writer(author: dict[str, str]) -> Writer:
    role, org_kind = author["role"], author["org_kind"]
    return Writer("", function_of(role, org_kind), kind_of(org_kind), author["municipality"])


def _own_thread(one: dict[str, Any]) -> Thread:
    return _thread(
        one,
        Writer,
        one.get("answer", ()),
        days_ago=one["days_ago"],
        space=one.get("space", ""),
        openness=one["openness"],
        is_round=one.get("round", False),
    )


def _thread(
    one: dict[str, Any],
    writer: Callable[[Any], Writer],
    answers: Iterable[dict[str, Any]],
    **facts: Any,
) -> Thread:
    return Thread(
        id=one["id"],
        kind=one["kind"],
        title=one["title"],
        text=one["body"],
        themes=tuple(one["themes"]),
        writer=writer(one["author"]),
        answers=tuple(
            Answer(answer["body"], writer(answer["author"]), answer["helpful"], answer["days_after"])
            for answer in answers
        ),
        recognised=one["recognised"],
        **facts,
    )
