from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime

from leerkring.core.events.watch import catch_up
from leerkring.core.people.models import Person
from leerkring.core.people.queries import count_people
from leerkring.core.spaces.access import access
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community import queries
from leerkring.domains.community.lists.queries import saved_by
from leerkring.domains.community.picks import for_start, just_round, lesson_to_read, newest_open
from leerkring.domains.community.tallies import circles
from leerkring.services.discussion.queries import answers_to, helpers
from leerkring.services.discussion.reading.queries import reading_of


@access("public")
def home(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, Person):
        return render(request, "home/member.html", _for_member(request.user))
    return render(request, "home/visitor.html", _for_visitor(request))


def _for_member(person: Person) -> dict[str, object]:
    catch_up()
    start = for_start(person, reading_of(person))
    return {
        "daypart": _daypart(),
        "circles": _circles(person),
        "know": start.know,
        "saved": saved_by(person),
        "round": helpers(just_round(person)),
        "followed": start.followed,
        "lesson": lesson_to_read(person),
        "answers": answers_to(person),
        "drafts": list(queries.drafts_of(person)[:3]),
    }


def _for_visitor(request: HttpRequest) -> dict[str, object]:
    viewer = request.user
    return {
        "circles": _circles(viewer),
        "newest": newest_open(viewer),
        "round": helpers(just_round(viewer)),
        "lesson": lesson_to_read(viewer),
        "people": count_people(),
    }


def _circles(viewer: Viewer) -> list[dict[str, object]]:
    overview = reverse("community:list")
    return [
        {
            "label": theme.name,
            "href": f"{overview}?thema={theme.slug}&stand=open",
            "count": count,
            "tone": theme.tone,
        }
        for theme, count in circles(viewer)
    ]


def _daypart() -> str:
    """morning until 12, afternoon until 18, evening until midnight, night until 6."""
    hour = localtime().hour
    return ("night", "morning", "afternoon", "evening")[hour // 6]
