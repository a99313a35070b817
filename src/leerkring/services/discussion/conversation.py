"""What one viewer sees under an entry: a page of answers, and what that viewer did here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from leerkring.core.entries.models import Attachment, Entry
from leerkring.core.people.faces import FACE
from leerkring.core.people.models import Person
from leerkring.core.spaces.queries import Viewer
from leerkring.kit.columns import Columns
from leerkring.services.discussion.models import Reply
from leerkring.services.discussion.quotes import quoted_in

PAGE = 30

# Written by hand: every thread asks it, and Django takes longer to write it than the database to answer.
_STATE = """
    SELECT felt.people, felt.organisations, felt.regions,
           EXISTS (SELECT FROM discussion_recognition
                   WHERE entry_id = %(entry)s AND person_id = %(person)s),
           EXISTS (SELECT FROM discussion_follow
                   WHERE entry_id = %(entry)s AND person_id = %(person)s AND wanted),
           (SELECT last_number FROM discussion_readmarker
            WHERE person_id = %(person)s AND entry_id = %(entry)s),
           ARRAY (SELECT reply_id FROM discussion_helpful
                  WHERE reply_id = ANY(%(replies)s) AND person_id = %(person)s),
           (SELECT json_agg(json_build_object('id', id, 'number', number, 'name', name, 'kind', kind,
                'size', size, 'width', width, 'height', height, 'description', description) ORDER BY id)
            FROM entries_attachment
            WHERE entry_id = %(entry)s AND number = ANY(%(numbers)s) AND NOT is_hidden),
           EXISTS (SELECT FROM entries_link WHERE of_id = %(entry)s OR to_id = %(entry)s)
    FROM (SELECT count(*) AS people,
                 count(DISTINCT person.organisation_id) AS organisations,
                 count(DISTINCT place.region_id) AS regions
          FROM discussion_recognition felt
          JOIN people_person person ON person.id = felt.person_id
          LEFT JOIN regions_municipality place ON place.id = person.municipality_id
          WHERE felt.entry_id = %(entry)s) felt
"""

_REPLY, _AUTHOR = Columns.of(Reply, "reply"), Columns.of(Person, "author", FACE)
_REPLIES = f"""
    SELECT {_REPLY}, {_AUTHOR} FROM discussion_reply reply
    JOIN people_person author ON author.id = reply.author_id
    WHERE reply.entry_id = %s AND reply.number >= %s ORDER BY reply.number LIMIT %s
"""  # noqa: S608  # nosec B608 (names of columns)


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a question is felt: distinct people, organisations and regions that recognise it."""

    people: int
    organisations: int
    regions: int


@dataclass(frozen=True, slots=True)
class State:
    """How far an entry is felt, and what one viewer did there.

    `read` is the last number that the viewer read before (None: never opened),
    `helped` are the ids of the replies that the viewer finds helpful, `files` what stands
    with the entry and those replies, as far as a page shows it.
    """

    spread: Spread
    recognised: bool
    followed: bool
    read: int | None
    helped: frozenset[int]
    files: tuple[Attachment, ...]
    has_links: bool


@dataclass(slots=True)
class Conversation:
    """Up to `PAGE` replies from number `first` on, with those taken away.

    `last` is the highest number there is, `unread_from` the number of the first reply
    on this page that is new to the viewer, or None. `quoted` are the replies that
    are quoted in those of this page, by id, and `files` stand with replies by number (0: the entry).
    """

    entry: Entry
    replies: list[Reply]
    chosen: Reply | None
    first: int
    later: int | None
    state: State
    unread_from: int | None = None
    quoted: dict[int, Reply] = field(default_factory=dict)
    files: dict[int, list[Attachment]] = field(default_factory=dict)

    @property
    def own_files(self) -> list[Attachment]:
        """The files of the entry itself."""
        return self.files.get(0, [])

    @property
    def last(self) -> int:
        return self.entry.reply_count + self.entry.removed_count

    @property
    def earlier(self) -> int | None:
        return max(1, self.first - PAGE) if self.first > 1 else None

    @property
    def until(self) -> int:
        """The last number on this page."""
        return self.replies[-1].number if self.replies else 0

    @property
    def newest(self) -> int | None:
        """Where the last page starts, unless this is it."""
        return page_start(self.last) if self.later else None

    @property
    def unread_elsewhere(self) -> int | None:
        """Where the page starts on which the reader left off, unless this is it."""
        read = self.state.read
        if read is None or not self.later or read < self.until or read >= self.last:
            return None
        return page_start(read + 1)

    @property
    def newly_read(self) -> int | None:
        """The number up to which the viewer has read now, where that is further than before."""
        return self.until if self.state.read is None or self.until > self.state.read else None


def conversation(viewer: Viewer, entry: Entry, first: int = 1) -> Conversation:
    """Replies `first` and on, with what the viewer did. Call with an entry that the viewer may see."""
    page = _page(entry, first) if entry.reply_count + entry.removed_count else []
    later = page[PAGE].number if len(page) > PAGE else None
    chosen = None
    if entry.round_at:
        chosen = next((one for one in page if one.is_chosen), None) or _chosen(entry)
    return _with_state(viewer, entry, page[:PAGE], chosen, first, later)


def since(viewer: Viewer, entry: Entry, number: int) -> Conversation:
    """What came after reply `number`; new is what others wrote."""
    page = list(replies_of(entry).filter(number__gt=number)[: PAGE + 1])
    later = page[PAGE].number if len(page) > PAGE else None
    talk = _with_state(viewer, entry, page[:PAGE], None, number + 1, later)
    talk.unread_from = next((one.number for one in page if one.author_id != viewer.pk), None)
    return talk


def everything(viewer: Viewer, entry: Entry, most: int) -> Conversation:
    """The first `most` replies as one page, to print."""
    page = list(replies_of(entry)[: most + 1])
    later = page[most].number if len(page) > most else None
    chosen = next((one for one in page if one.is_chosen), None)
    return _with_state(viewer, entry, page[:most], chosen, 1, later)


def _with_state(
    viewer: Viewer, entry: Entry, page: list[Reply], chosen: Reply | None, first: int, later: int | None
) -> Conversation:
    found = [*page, *([chosen] if chosen and chosen not in page else [])]
    state = state_of(viewer, entry, found)
    for one in found:
        one.entry, one.helped_me = entry, one.pk in state.helped
    talk = Conversation(entry, page, chosen, first, later, state)
    talk.unread_from = _first_new(viewer, talk)
    talk.quoted = _quoted(entry, found)
    for file in state.files:
        talk.files.setdefault(file.number, []).append(file)
    return talk


def _first_new(viewer: Viewer, talk: Conversation) -> int | None:
    read = talk.state.read
    if read is None:
        return None
    new = (one.number for one in talk.replies if one.number > read and one.author_id != viewer.pk)
    return next(new, None)


def _quoted(entry: Entry, replies: list[Reply]) -> dict[int, Reply]:
    """Asks the database only for what is quoted from another page."""
    known = {one.pk: one for one in replies}
    wanted = {pk for one in replies for pk in quoted_in(one.text)}
    found = {pk: known[pk] for pk in wanted & set(known)}
    if elsewhere := wanted - set(known):
        found |= {one.pk: one for one in replies_of(entry).filter(pk__in=elsewhere)}
    return found


def _page(entry: Entry, first: int) -> list[Reply]:
    """A page of replies from this number on, and one more; as `replies_of`."""
    with connection.cursor() as cursor:
        cursor.execute(_REPLIES, [entry.pk, first, PAGE + 1])
        return [_reply(iter(row)) for row in cursor.fetchall()]


def _reply(values: Iterator[Any]) -> Reply:
    reply = _REPLY.take(values)
    reply.author = _AUTHOR.take(values)
    return reply


def _chosen(entry: Entry) -> Reply | None:
    return replies_of(entry).filter(is_chosen=True).first()


def replies_of(entry: Entry) -> QuerySet[Reply]:
    """All of them, with their authors' cards; also those taken away."""
    return Reply.objects.filter(entry_id=entry.pk).select_related("author")


def state_of(viewer: Viewer, entry: Entry, replies: Sequence[Reply] = ()) -> State:
    """In one query."""
    facts = {
        "entry": entry.pk,
        "person": viewer.pk if isinstance(viewer, Person) else None,
        "replies": [one.pk for one in replies],
        "numbers": [0, *(one.number for one in replies)],
    }
    with connection.cursor() as cursor:
        cursor.execute(_STATE, facts)
        people, organisations, regions, *mine = cursor.fetchall()[0]
    recognised, followed, read, helped, files, links = mine
    spread = Spread(people, organisations, regions)
    shown = tuple(Attachment(**one) for one in files or ())
    return State(spread, recognised, followed, read, frozenset(helped), shown, links)


def page_start(number: int) -> int:
    """The number from which the page with this reply starts."""
    return (number - 1) // PAGE * PAGE + 1


def anchor_of(number: int) -> str:
    """What comes after an entry's address to stand at this reply, on the page where it is."""
    start = page_start(number)
    return f"{f'?vanaf={start}' if start > 1 else ''}#antwoord-{number}"
