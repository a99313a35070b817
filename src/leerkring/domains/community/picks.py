"""Short selections of questions for other pages: for somebody, and of one space."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from django.db import connection

from leerkring.core.entries.queries import themes_of
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community.front import (
    came_round,
    lessons,
    moved_last,
    news_of,
    open_questions,
    with_news,
)
from leerkring.domains.community.models import Contribution, ContributionKind
from leerkring.domains.community.queries import add_themes, latest_followed
from leerkring.services.discussion.reading.queries import Reading

# Written by hand: Django would write each id of hundreds apart, and ask three times.
_INTERESTS = """
    SELECT ARRAY (SELECT theme_id FROM entries_themefollow WHERE person_id = %(person)s),
           ARRAY (SELECT entry_id FROM discussion_reply
                  WHERE author_id = %(person)s AND entry_id = ANY(%(waiting)s)),
           ARRAY (SELECT entry_id FROM discussion_follow
                  WHERE person_id = %(person)s AND wanted AND entry_id = ANY(%(all)s))
"""

KNOW, FOLLOWED = 3, 4

HEAD_START = timedelta(weeks=6).total_seconds()


def newest_open(viewer: Viewer, limit: int = 3) -> list[Contribution]:
    return list(islice(open_questions(viewer), limit))


@dataclass(frozen=True, slots=True)
class Start:
    """What the start page has for one person: open questions to answer, and what they follow."""

    know: list[Contribution]
    followed: list[Contribution]


def for_start(person: Person, reading: Reading) -> Start:
    """Three that somebody may know something about, and the four they follow that moved last."""
    moved, is_all = moved_last(person)
    waiting = _by_others(person)
    mine = _interests(person, moved, waiting)
    followed = [one for one in moved if one.pk in mine.followed][:FOLLOWED]
    if len(followed) == FOLLOWED or is_all:
        followed = [with_news(*one) for one in zip(followed, news_of(followed, reading), strict=True)]
    else:
        followed = latest_followed(person, reading, FOLLOWED)
    return Start(_to_answer(waiting, mine, person), followed)


def _to_answer(waiting: list[Contribution], mine: "Interests", person: Person) -> list[Contribution]:
    """In somebody's themes, newest first; not what they answered or follow.

    One from the own region, and one that nobody answered yet, each count as `HEAD_START` newer.
    """
    region, known = _region_of(person), mine.answered | mine.followed
    about = [one for one in waiting if one.pk not in known and mine.themes.intersection(one.theme_ids)]
    return sorted(about, key=lambda one: _freshness(one, region), reverse=True)[:KNOW]


def like_my_field(person: Person, limit: int = 3) -> list[Contribution]:
    """Open questions of others, among the latest ones, that lie nearest to somebody's own work.

    Unanswered ones first; among those a theme of one's own counts most, then the function of
    the asker, then the region. Who asks without name is not known by function.
    """
    mine, region = set(themes_of(person).values_list("pk", flat=True)), _region_of(person)

    def likeness(one: Contribution) -> tuple[bool, int]:
        themes = 3 if mine.intersection(one.theme_ids) else 0
        named = not one.is_anonymous and person.function_id
        work = 2 if named and one.author.function_id == person.function_id else 0
        return not one.reply_count, themes + work + (1 if region and one.region_id == region else 0)

    return sorted(_by_others(person), key=likeness, reverse=True)[:limit]


def just_round(viewer: Viewer, limit: int = 2) -> list[Contribution]:
    return list(islice(came_round(viewer), limit))


def lesson_to_read(viewer: Viewer) -> Contribution | None:
    """The lesson that most people recognise."""
    return next(lessons(viewer), None)


def latest_in(viewer: Viewer, space: Space, limit: int = 3) -> list[Contribution]:
    """The newest questions of a space that this viewer may see."""
    rows = Contribution.objects.get_queryset().published().visible_to(viewer)
    rows = rows.filter(kind=ContributionKind.QUESTION, space=space).with_row()
    found = list(rows.order_by("-published_at")[:limit])
    add_themes(found)
    return found


def _region_of(person: Person) -> int:
    """0: none."""
    return person.region.pk if person.region else 0


@dataclass(frozen=True, slots=True)
class Interests:
    """The themes that somebody follows, what they answered of what waits, and what they follow; by id."""

    themes: frozenset[int]
    answered: frozenset[int]
    followed: frozenset[int]


def _interests(person: Person, moved: list[Contribution], waiting: list[Contribution]) -> Interests:
    ids = {"waiting": [one.pk for one in waiting], "all": [one.pk for one in [*moved, *waiting]]}
    with connection.cursor() as cursor:
        cursor.execute(_INTERESTS, {"person": person.pk, **ids})
        return Interests(*(frozenset(found) for found in cursor.fetchone()))


def _by_others(person: Person) -> list[Contribution]:
    return [one for one in open_questions(person) if one.author_id != person.pk]


def _freshness(one: Contribution, region: int) -> float:
    starts = (one.region_id == region) + (not one.reply_count)
    return (one.published_at.timestamp() if one.published_at else 0) + starts * HEAD_START
