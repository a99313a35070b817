"""What people did with the conversations: helpful, this happens here too, following, reading."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from leerkring.core.entries.states import Openness
from leerkring.core.people.models import Person
from leerkring.services.discussion.models import Follow, Helpful, ReadMarker, Recognition
from leerkring.site.demo.chance import between, dealer, draw
from leerkring.site.demo.people import Cast
from leerkring.site.demo.spaces import Places
from leerkring.site.demo.threads import Told

WEEKS = timedelta(weeks=6)


class Crowd:
    """Who could react to a thread: those who may, the ones most at home in it first."""

    def __init__(self, cast: Cast, places: Places, themes: dict[int, list[str]]) -> None:
        self.people = {person.pk: person for person in cast.people.values()}
        self._members = cast.members
        self._belonging = places.belonging
        self._themes = {person: set(slugs) for person, slugs in themes.items()}

    def around(self, told: Told, *about: object) -> list[Person]:
        entry = told.entry
        people = self._members
        if entry.openness == Openness.SPACE:
            people = [self.people[pk] for pk in self._belonging[entry.space_id]]
        luck = dealer(told.thread.id, *about)
        others = (one for one in people if one.pk != entry.author_id)
        return sorted(others, key=lambda one: luck(one.email) - self._closeness(told, one))

    def _closeness(self, told: Told, person: Person) -> int:
        shares_theme = not self._themes.get(person.pk, set()).isdisjoint(told.thread.themes)
        same_work = person.function_id == told.entry.author.function_id
        return 4000 * shares_theme + 3000 * same_work


@dataclass(frozen=True, slots=True)
class Reactions:
    helpful: list[Helpful]
    recognitions: list[Recognition]
    follows: list[Follow]
    markers: list[ReadMarker]

    def insert(self) -> None:
        """Call when the threads are in the database."""
        Helpful.objects.bulk_create(self.helpful)
        Recognition.objects.bulk_create(self.recognitions)
        Follow.objects.bulk_create(self.follows)
        ReadMarker.objects.bulk_create(self.markers)


def stage_reactions(now: datetime, crowd: Crowd, threads: list[Told], readers: Iterable[Person]) -> Reactions:
    """All reactions; sets the counters of the threads. `readers` are behind on what they follow."""
    behind = {person.pk for person in readers}
    found = Reactions([], [], [], [])
    for told in threads:
        recognitions = _recognitions(told, crowd, now)
        follows = _follows(told, recognitions, crowd, now)
        found.helpful.extend(_helpful(told, crowd, now))
        found.recognitions.extend(recognitions)
        found.follows.extend(follows)
        found.markers.extend(_marker(one, told, behind, now) for one in follows)
    return found


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
