"""What a room tells the house, declared in its `manifest.py`.

The house reads these declarations; it never imports a room to learn about it.
Every app with a `manifest` module registers itself when the process starts.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.functional import Promise

Text = str | Promise

Aim = Literal["called", "own", "followed", "wide"]
Channel = Literal["mail", "inbox", "off"]


@dataclass(frozen=True, slots=True)
class Verb:
    """Something that can happen. `says` completes the sentence "Somebody ...".

    `changes` tells which pages for visitors look different afterwards: every page, only
    those about the target's entry and the lists, or none.
    """

    name: str
    says: Text
    changes: Literal["every page", "its entry", "no page"] = "every page"


@dataclass(frozen=True, slots=True)
class Notice:
    """Who is told about a verb, and in which words.

    `to` takes the event's target and returns the chosen people (a queryset).
    They are told only as far as the audience of the target's entry reaches.
    `private` is for targets that are no entry: the chosen people are then all.
    `kind` is what a person can switch off; `label` names it on the preference page.
    `<template>.line.html` is one sentence in the list of messages. `<template>.txt` is the mail:
    its first line is the subject; kit/mail.py says how the rest becomes HTML. Both get `name`
    (of who did it), `target` and, unless private, `entry`; the mail gets `url` too.
    About a closed space the house mails a sentence of its own, without these words.
    A target with `deleted_at` set counts as gone.

    `aim` says for whom it is, and with that what can silence it:
    "called" for somebody called by name: only the choice for its kind;
    "own" about the own words or duty: also muting the conversation;
    "followed" about what somebody follows: also muting the space;
    "wide" for whom it may interest: as "followed", and never for who has been away for long.
    `default` is what people get who chose nothing for this kind. `required`: nobody can switch it off.
    `grouped`: what is new about the same entry (or space) is one line, and later mails are gathered.
    Its line gets `others` (how many people more than `name`) and `more` (how many events more than
    this one); its mail template is for one alone. Several verbs may feed one kind.
    `reaches` tells of a person whether it can come to them at all: else there is nothing to choose.
    """

    verb: str
    kind: str
    label: Text
    to: Callable[[Any], Any]
    template: str
    private: bool = False
    aim: Aim = "own"
    default: Channel = "mail"
    required: bool = False
    grouped: bool = False
    reaches: Callable[[Any], bool] = lambda _person: True


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One foreign key to a person: what goes into the export and what erasure does."""

    field: str
    why: Text
    on_erasure: Literal["delete", "keep without name"]
    keep: Text


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry. `url_name` takes the entry's primary key.

    `comes_round` is for what is open until its author chooses the answer that helped.
    """

    name: str
    label: Text
    url_name: str
    comes_round: bool = False


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the main menu; `shown_to` tells from the viewer alone, without the database."""

    label: Text
    url_name: str
    icon: str
    order: int
    shown_to: Callable[[Any], bool] = lambda _viewer: True


@dataclass(frozen=True, slots=True)
class SpaceTab:
    """A page about one space, shown as a tab over all of them.

    `url_name` takes the space's slug; with `parameter` the slug goes into the query string instead.
    `members_only` hides the tab from who does not belong to the space.
    """

    label: Text
    url_name: str
    icon: str
    order: int
    parameter: str = ""
    members_only: bool = False


@dataclass(frozen=True, slots=True)
class SpaceSetting:
    """What a room lets who facilitates a space arrange about it; `url_name` takes the space's slug."""

    label: Text
    url_name: str
    order: int


@dataclass(frozen=True, slots=True)
class OfficePage:
    """A page to look after the platform. `shown_to` tells from the viewer alone, as in `MenuItem`."""

    label: Text
    says: Text
    url_name: str
    icon: str
    order: int
    shown_to: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class SpacePart:
    """What a room adds to the page about a space, after what the space says itself.

    `facts` takes the viewer and the space; the template gets what it returns as `part`.
    """

    template: str
    facts: Callable[[Any, Any], Any]
    order: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a room does along when somebody has read everything, and when they take that back.

    Both get the person, a space (None: everywhere) and up to which moment; they run in one
    transaction with what counts as read.
    """

    read: Callable[[Any, Any, datetime], object]
    unread: Callable[[Any, Any, datetime], object]


@dataclass(frozen=True, slots=True)
class Finder:
    """Something else than entries that people look for: people, organisations.

    `find` takes the viewer, what they typed and how many at most; it returns a list of `Found`,
    only of what this viewer may know. `url_name` is the list that takes the same words as `parameter`.
    """

    label: Text
    icon: str
    find: Callable[[Any, str, int], "list[Found]"]
    url_name: str
    parameter: str
    order: int


@dataclass(frozen=True, slots=True)
class Found:
    title: str
    url: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said under an entry, in clean rich text; `number` is its place there, from 1.

    `by` is the id of who said it, to be shown by the entry's `face_under` alone. `anchor` comes after
    the entry's address to stand at it.
    """

    entry: int
    number: int
    text: str
    by: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Manifest:
    verbs: tuple[Verb, ...] = ()
    notices: tuple[Notice, ...] = ()
    personal_data: tuple[PersonalData, ...] = ()
    kinds: tuple[Kind, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    space_tabs: tuple[SpaceTab, ...] = ()
    space_parts: tuple[SpacePart, ...] = ()
    space_settings: tuple[SpaceSetting, ...] = ()
    office: tuple[OfficePage, ...] = ()
    muters: tuple[Callable[[Any], Any], ...] = ()
    """Each takes an entry and returns the people (a queryset) who want to hear nothing about it."""
    reading: tuple[Reading, ...] = ()
    closing: tuple[Callable[[Any], object], ...] = ()
    """Each takes a space that is just being closed, and keeps inside what it holds there."""
    said: tuple[Callable[[Sequence[int], int | None], "Iterable[Said]"], ...] = ()
    """Each takes the ids of entries and returns what can be read under them, for search."""
    finders: tuple[Finder, ...] = ()


_manifests: list[Manifest] = []


def register(manifest: Manifest) -> None:
    _manifests.append(manifest)


def verbs() -> dict[str, Verb]:
    return {one.name: one for manifest in _manifests for one in manifest.verbs}


def notices(verb: str | None = None) -> list[Notice]:
    every = (one for manifest in _manifests for one in manifest.notices)
    return [one for one in every if verb is None or one.verb == verb]


def muters() -> list[Callable[[Any], Any]]:
    return [one for manifest in _manifests for one in manifest.muters]


def reading() -> list[Reading]:
    return [one for manifest in _manifests for one in manifest.reading]


def closing() -> list[Callable[[Any], object]]:
    return [one for manifest in _manifests for one in manifest.closing]


def kinds() -> dict[str, Kind]:
    return {one.name: one for manifest in _manifests for one in manifest.kinds}


def personal_data() -> Iterator[PersonalData]:
    return (one for manifest in _manifests for one in manifest.personal_data)


def menu() -> list[MenuItem]:
    every = (one for manifest in _manifests for one in manifest.menu)
    return sorted(every, key=lambda one: one.order)


def space_tabs() -> list[SpaceTab]:
    every = (one for manifest in _manifests for one in manifest.space_tabs)
    return sorted(every, key=lambda one: one.order)


def space_parts() -> list[SpacePart]:
    every = (one for manifest in _manifests for one in manifest.space_parts)
    return sorted(every, key=lambda one: one.order)


def space_settings() -> list[SpaceSetting]:
    every = (one for manifest in _manifests for one in manifest.space_settings)
    return sorted(every, key=lambda one: one.order)


def office(viewer: Any) -> list[OfficePage]:
    """The pages with which this viewer looks after the platform."""
    every = (one for manifest in _manifests for one in manifest.office if one.shown_to(viewer))
    return sorted(every, key=lambda one: one.order)


def said_under(entries: Sequence[int], among: int | None = None) -> Iterator[Said]:
    """What was said under these entries, in order; of each the first `among`, where that is given."""
    return (one for manifest in _manifests for source in manifest.said for one in source(entries, among))


def finders() -> list[Finder]:
    every = (one for manifest in _manifests for one in manifest.finders)
    return sorted(every, key=lambda one: one.order)
