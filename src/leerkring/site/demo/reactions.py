"""What people did with the conversations: helpful, this happens here too, following, reading."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from leerkring.core.entries.models import Entry
from leerkring.core.entries.states import Openness
from leerkring.core.people.models import Person
from leerkring.services.discussion.models import Follow, Helpful, ReadMarker, Recognition, Reply
from leerkring.site.demo.chance import between, draw
from leerkring.site.demo.people import Cast
from leerkring.site.demo.spaces import Places
from leerkring.site.demo.threads import Told

WEEKS = timedelta(weeks=6)


class Crowd:
    """Who could react to a thread: those who may, the ones most at home in it first."""

    def __init__(self, cast: Cast, places: Places, themes: dict[int, list[str]]) -> None:
        self._everybody = list(cast.people.values())
        self.people = {person.pk: person for person in self._everybody}
        self._members = cast.members
        self._belonging = places.belonging
        self._themes = themes

    def around(self, told: Told, *about: object) -> list[Person]:
        entry = told.entry
        people = self._members
        if entry.openness == Openness.SPACE:
            people = [one for one in self._everybody if one.pk in self._belonging[entry.space_id]]
        others = (one for one in people if one.pk != entry.author_id)
        return sorted(others, key=lambda one: self._distance(told, one, *about))

    def _distance(self, told: Told, person: Person, *about: object) -> int:
        shared = set(told.thread.themes) & set(self._themes.get(person.pk, ()))
        same_work = person.function_id == told.entry.author.function_id
        return draw(told.thread.id, person.email, *about) - 4000 * bool(shared) - 3000 * same_work


def load_reactions(now: datetime, crowd: Crowd, threads: list[Told], readers: Iterable[Person]) -> None:
    """Insert all reactions and set their counters. `readers` are behind on what they follow."""
    helpful = [one for told in threads for one in _helpful(told, crowd, now)]
    recognitions = [one for told in threads for one in _recognitions(told, crowd, now)]
    Helpful.objects.bulk_create(helpful)
    Recognition.objects.bulk_create(recognitions)
    Reply.objects.bulk_update([reply for told in threads for reply in told.replies], ["helpful_count"])
    Entry.objects.bulk_update([told.entry for told in threads], ["recognition_count"])
    recognised: dict[int, list[Recognition]] = {}
    for one in recognitions:
        recognised.setdefault(one.entry_id, []).append(one)
    follows = [
        one for told in threads for one in _follows(told, recognised.get(told.entry.pk, []), crowd, now)
    ]
    Follow.objects.bulk_create(follows)
    by_entry = {told.entry.pk: told for told in threads}
    behind = {person.pk for person in readers}
    ReadMarker.objects.bulk_create(_marker(one, by_entry[one.entry_id], behind, now) for one in follows)


def _helpful(told: Told, crowd: Crowd, now: datetime) -> list[Helpful]:
    found = []
    for reply, answer in zip(told.replies, told.thread.answers, strict=True):
        if not answer.helpful:
            continue
        people = [one for one in crowd.around(told, "helpful", reply.number) if one.pk != reply.author_id]
        people = people[: 1 + draw("helped", told.thread.id, reply.number) % (9 if reply.is_chosen else 5)]
        if reply.author_id != told.entry.author_id:
            people.append(told.entry.author)
        reply.helpful_count = len(people)
        found += [
            Helpful(reply=reply, person=one, at=between(reply.at, now, WEEKS, one.email)) for one in people
        ]
    return found


def _recognitions(told: Told, crowd: Crowd, now: datetime) -> list[Recognition]:
    people = crowd.around(told, "recognises")[: told.thread.recognised]
    told.entry.recognition_count = len(people)
    asked = told.entry.published_at or now
    return [
        Recognition(entry=told.entry, person=one, at=between(asked, now, WEEKS, told.thread.id, one.email))
        for one in people
    ]


def _follows(told: Told, recognitions: list[Recognition], crowd: Crowd, now: datetime) -> list[Follow]:
    """Who wrote or recognised follows; so do a few more."""
    asked = told.entry.published_at or now
    since = {told.entry.author_id: asked}
    for reply in told.replies:
        since.setdefault(reply.author_id, reply.at)
    for one in recognitions:
        since.setdefault(one.person_id, one.at)
    for person in crowd.around(told, "follows")[: draw("followers", told.thread.id) % 4]:
        since.setdefault(person.pk, between(asked, now, WEEKS, told.thread.id, person.email))
    return [Follow(entry=told.entry, person=crowd.people[pk], at=at) for pk, at in since.items()]


def _marker(follow: Follow, told: Told, behind: set[int], now: datetime) -> ReadMarker:
    """How far a follower has read: mostly everything, and at least the own last answer."""
    own = max((reply.number for reply in told.replies if reply.author_id == follow.person_id), default=0)
    total = len(told.replies)
    is_behind = follow.person_id in behind
    is_own = follow.person_id == told.entry.author_id
    missed = (is_behind and is_own) or draw("missed", told.thread.id, follow.person.email) < (
        7000 if is_behind else 2500
    )
    number = max(own, total - 1 if missed else total, 0)
    read = told.replies[number - 1].at if number else follow.at
    return ReadMarker(
        entry=told.entry,
        person=follow.person,
        last_number=number,
        at=between(max(read, follow.at), now, timedelta(days=3), told.thread.id, follow.person.email),
    )
