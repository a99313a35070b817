"""Threads with their answers, reactions and reading, a batch at a time."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import models

from leerkring.core.entries.models import Entry
from leerkring.core.entries.states import Openness, State
from leerkring.domains.community.models import ContributionKind
from leerkring.services.discussion.models import Follow, Helpful, ReadMarker, Recognition, Reply
from leerkring.site.generate.chance import DAY, Zipf, at_work
from leerkring.site.generate.copying import copy, reserve
from leerkring.site.generate.people import YEARS, Crowd, Place
from leerkring.site.generate.words import Words

ANSWERS_IN_A_BATCH = 20_000
PUBLIC, IN_SPACE, ANONYMOUS, IN_BURST, ROUND = 0.15, 0.35, 0.03, 0.3, 0.45
"""Shares: of the platform's threads that are public, of all that stand in a space, asked without a name,
asked in a burst about one theme, and of the answered questions that came round."""
MOST_READERS, MOST_HELPED = 50, 4
KINDS = Zipf(
    [
        ContributionKind.QUESTION,
        ContributionKind.EXPERIENCE,
        ContributionKind.DISCUSSION,
        ContributionKind.LESSON,
    ],
    steep=2.0,
)

Row = dict[str, Any]
Tables = dict[type[models.Model], list[Row]]


class Threads:
    """Makes threads one after the other; the same seed makes the same ones."""

    def __init__(self, crowd: Crowd, words: Words, now: datetime, rng: Random) -> None:
        self._crowd, self._words, self._now, self._rng = crowd, words, now, rng
        self._theme = Zipf(list(crowd.themes), 0.9)
        self._space = Zipf(crowd.places[1:], 0.8, 2)
        self._bursts = [(self._theme.draw(rng), now - YEARS * rng.random() ** 1.5) for _ in range(200)]

    def insert(self, sizes: list[int]) -> Iterator[int]:
        """One thread for each size, with that many answers; tells after each batch how many are there."""
        keys, first = reserve(Entry, len(sizes)), 0
        while first < len(sizes):
            last, answers = first, 0
            while last < len(sizes) and (answers := answers + sizes[last] + 1) <= ANSWERS_IN_A_BATCH:
                last += 1
            last = max(last, first + 1)
            self._insert(keys[first:last], sizes[first:last])
            first = last
            yield last

    def _insert(self, keys: range, sizes: list[int]) -> None:
        tables: Tables = {model: [] for model in (Entry, Entry.themes.through, Reply)}
        tables |= {model: [] for model in (Helpful, Recognition, Follow, ReadMarker)}
        replies = iter(reserve(Reply, sum(sizes)))
        for pk, size in zip(keys, sizes, strict=True):
            self._thread(tables, pk, [next(replies) for _ in range(size)])
        for model, rows in tables.items():
            copy(model, rows)

    def _thread(self, tables: Tables, pk: int, replies: list[int]) -> None:
        place = self._space.draw(self._rng) if self._rng.random() < IN_SPACE else self._crowd.places[0]
        theme, asked = self._when()
        entry = self._entry(pk, place, theme, asked)
        written = self._replies(entry, place, replies)
        self._react(tables, entry, place, written)
        tables[Entry].append(entry)
        themes = list(dict.fromkeys([theme, *self._theme.some(self._rng, self._rng.randint(0, 1))]))
        tables[Entry.themes.through] += [
            {"entry_id": pk, "theme_id": self._crowd.themes[slug]} for slug in themes
        ]
        tables[Reply] += written

    def _when(self) -> tuple[str, datetime]:
        """A theme and a moment, more of them lately; some in a burst."""
        rng = self._rng
        if rng.random() < IN_BURST:
            theme, start = rng.choice(self._bursts)
            moment = min(start + 20 * DAY * rng.random(), self._now - DAY)
        else:
            theme, moment = self._theme.draw(rng), self._now - YEARS * rng.random() ** 1.5
        return theme, min(at_work(moment, rng), self._now - timedelta(hours=1))

    def _entry(self, pk: int, place: Place, theme: str, asked: datetime) -> Row:
        rng = self._rng
        author = place.members.draw(rng)
        anonymous = rng.random() < ANONYMOUS
        return {
            "id": pk,
            "kind": KINDS.draw(rng),
            "title": self._words.title(theme, rng),
            "text": self._words.question(rng),
            "author_id": author,
            "is_anonymous": anonymous,
            "space_id": place.pk,
            "openness": self._openness(place),
            "state": State.PUBLISHED,
            "region_id": self._crowd.regions[author],
            "published_at": asked,
        }

    def _openness(self, place: Place) -> str:
        if place.is_closed or (place is not self._crowd.places[0] and self._rng.random() < 0.5):
            return Openness.SPACE
        return Openness.PUBLIC if self._rng.random() < PUBLIC else Openness.MEMBERS

    def _replies(self, entry: Row, place: Place, keys: list[int]) -> list[Row]:
        """Answers one after the other, the first ones soon, never later than now."""
        rng, at, found = self._rng, entry["published_at"], []
        left = max(1, len(keys))
        for number, pk in enumerate(keys, start=1):
            longest = (self._now - at) / (left - number + 1)
            at += min(longest, timedelta(hours=rng.expovariate(1 / 18)))
            found.append(
                {
                    "id": pk,
                    "entry_id": entry["id"],
                    "number": number,
                    "author_id": place.members.draw(rng),
                    "text": self._words.answer(rng),
                    "at": at,
                    "helpful_count": 0,
                    "is_chosen": False,
                }
            )
        entry["reply_count"], entry["bumped_at"] = len(found), at
        self._come_round(entry, found)
        return found

    def _come_round(self, entry: Row, replies: list[Row]) -> None:
        others = [one for one in replies if one["author_id"] != entry["author_id"]]
        if others and entry["kind"] == ContributionKind.QUESTION and self._rng.random() < ROUND:
            chosen = self._rng.choice(others)
            chosen["is_chosen"], entry["round_at"] = True, min(self._now, chosen["at"] + DAY)

    def _react(self, tables: Tables, entry: Row, place: Place, replies: list[Row]) -> None:
        """Who found what helpful, has this too, follows and has read."""
        rng = self._rng
        read: dict[int, int] = defaultdict(int)
        for reply in replies:
            read[reply["author_id"]] = reply["number"]
            helped = place.members.some(rng, int(rng.expovariate(0.9)))[:MOST_HELPED]
            helped = [one for one in helped if one != reply["author_id"]]
            reply["helpful_count"] = len(helped)
            tables[Helpful] += [
                {"reply_id": reply["id"], "person_id": one, "at": reply["at"]} for one in helped
            ]
        read[entry["author_id"]] = len(replies)
        follows = list(read)
        for reader in place.members.some(rng, rng.randint(0, MOST_READERS)):
            read.setdefault(reader, rng.randint(0, len(replies)))
        felt = place.members.some(rng, int(rng.expovariate(0.3)))
        felt = [one for one in felt if one != entry["author_id"]]
        entry["recognition_count"] = len(felt)
        pk, at = entry["id"], entry["bumped_at"]
        tables[Recognition] += [{"entry_id": pk, "person_id": one, "at": at} for one in felt]
        tables[Follow] += [{"entry_id": pk, "person_id": one, "at": at} for one in follows]
        tables[ReadMarker] += [
            {"entry_id": pk, "person_id": one, "last_number": number, "at": at}
            for one, number in read.items()
        ]
