"""What stands around the answers, as facts: pieces that look the same for the same ones are made once."""

from dataclasses import dataclass

from django.urls import reverse

from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.core.spaces.queries import Viewer
from leerkring.services.discussion.conversation import Conversation, Spread, State


@dataclass(frozen=True, slots=True)
class Felt:
    """How far an entry is felt, and the button to say so: not for who wrote it; a visitor signs in first."""

    pk: int
    url: str
    is_own: bool
    is_member: bool
    recognised: bool
    count: int
    spread: Spread


@dataclass(frozen=True, slots=True)
class Following:
    pk: int
    followed: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """The way to the other pages of a long conversation; the numbers are those of answers."""

    first: int
    until: int
    last: int
    earlier: int | None
    later: int | None
    newest: int | None
    unread: int | None


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above the answers. `news` is where a script asks for new ones, on the last page."""

    is_member: bool
    is_own: bool
    news: str
    last: int
    count: int
    pages: Pages | None


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below them; `first` is what must be done before answering: "sign in" or "profile"."""

    url: str
    first: str
    pages: Pages | None


def felt(viewer: Viewer, entry: Entry, state: State) -> Felt:
    return Felt(
        pk=entry.pk,
        url=entry.get_absolute_url(),
        is_own=entry.author_id == viewer.pk,
        is_member=isinstance(viewer, Person),
        recognised=state.recognised,
        count=entry.recognition_count,
        spread=state.spread,
    )


def above(viewer: Viewer, talk: Conversation) -> Above:
    follows_on = isinstance(viewer, Person) and not talk.later
    return Above(
        is_member=isinstance(viewer, Person),
        is_own=talk.entry.author_id == viewer.pk,
        news=reverse("discussion:news", args=[talk.entry.pk]) if follows_on else "",
        last=talk.last if follows_on else 0,
        count=talk.entry.reply_count,
        pages=_pages(talk),
    )


def below(viewer: Viewer, talk: Conversation, *, takes_part: bool, may_reply: bool) -> Below:
    first = "sign in" if not isinstance(viewer, Person) else "profile" if takes_part and not may_reply else ""
    return Below(talk.entry.get_absolute_url(), first, _pages(talk))


def _pages(talk: Conversation) -> Pages | None:
    if not talk.earlier and not talk.later:
        return None
    return Pages(
        first=talk.first,
        until=talk.until,
        last=talk.last,
        earlier=talk.earlier,
        later=talk.later,
        newest=talk.newest,
        unread=talk.unread_elsewhere,
    )
