"""Short selections of questions for other pages: for somebody, of one space, and like another question."""

from datetime import timedelta
from itertools import islice

from leerkring.core.entries.queries import themes_of
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community.front import open_questions
from leerkring.domains.community.models import Contribution, ContributionKind
from leerkring.domains.community.queries import add_themes
from leerkring.services.discussion.queries import taken_part_in

HEAD_START = timedelta(weeks=6).total_seconds()


def newest_open(viewer: Viewer, limit: int = 3) -> list[Contribution]:
    return list(islice(open_questions(viewer), limit))


def do_you_know(person: Person, limit: int = 3) -> list[Contribution]:
    """Open questions of others in somebody's themes, newest first, among the latest ones.

    One from the own region, and one that nobody answered yet, each count as `HEAD_START` newer.
    """
    mine, region = _field_of(person)
    about = [one for one in _by_others(person) if mine.intersection(one.theme_ids)]
    known = taken_part_in(person, about)
    waiting = [one for one in about if one.pk not in known]
    return sorted(waiting, key=lambda one: _freshness(one, region), reverse=True)[:limit]


def like_my_field(person: Person, limit: int = 3) -> list[Contribution]:
    """Open questions of others, among the latest ones, that lie nearest to somebody's own work.

    Unanswered ones first; among those a theme of one's own counts most, then the function of
    the asker, then the region. Who asks without name is not known by function.
    """
    mine, region = _field_of(person)

    def likeness(one: Contribution) -> tuple[bool, int]:
        themes = 3 if mine.intersection(one.theme_ids) else 0
        named = not one.is_anonymous and person.function_id
        work = 2 if named and one.author.function_id == person.function_id else 0
        return not one.reply_count, themes + work + (1 if region and one.region_id == region else 0)

    return sorted(_by_others(person), key=likeness, reverse=True)[:limit]


def like(viewer: Viewer, contribution: Contribution, limit: int = 3) -> list[Contribution]:
    """Open questions about the same themes, newest first, among the latest ones.

    Call with what `get_contribution` gives.
    """
    themes = set(contribution.theme_ids)
    others = (one for one in open_questions(viewer) if one.pk != contribution.pk)
    return list(islice((one for one in others if themes.intersection(one.theme_ids)), limit))


def latest_in(viewer: Viewer, space: Space, limit: int = 3) -> list[Contribution]:
    """The newest questions of a space that this viewer may see."""
    rows = Contribution.objects.get_queryset().published().visible_to(viewer)
    rows = rows.filter(kind=ContributionKind.QUESTION, space=space).with_row()
    found = list(rows.order_by("-published_at")[:limit])
    add_themes(found)
    return found


def _field_of(person: Person) -> tuple[set[int], int]:
    """The themes that somebody follows, and the own region (0: none)."""
    themes = set(themes_of(person).values_list("pk", flat=True))
    return themes, person.region.pk if person.region else 0


def _by_others(person: Person) -> list[Contribution]:
    return [one for one in open_questions(person) if one.author_id != person.pk]


def _freshness(one: Contribution, region: int) -> float:
    starts = (one.region_id == region) + (not one.reply_count)
    return (one.published_at.timestamp() if one.published_at else 0) + starts * HEAD_START
