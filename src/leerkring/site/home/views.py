from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime

from leerkring.core.people.models import Person
from leerkring.core.people.queries import count_people
from leerkring.core.spaces.access import access
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community import queries
from leerkring.services.discussion.queries import answers_to, helpers


@access("public")
def home(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, Person):
        return render(request, "home/member.html", _for_member(request.user))
    return render(request, "home/visitor.html", _for_visitor(request))


def _for_member(person: Person) -> dict[str, object]:
    know, done, followed = queries.do_you_know(person), queries.just_round(person), queries.followed(person)
    queries.add_themes([*know, *done, *followed])
    return {
        "daypart": _daypart(),
        "circles": _circles(person),
        "know": know,
        "round": helpers(done),
        "followed": followed,
        "lesson": queries.latest_lesson(person),
        "answers": answers_to(person),
        "drafts": list(queries.drafts_of(person)[:3]),
    }


def _for_visitor(request: HttpRequest) -> dict[str, object]:
    newest, done = queries.newest_open(request.user), queries.just_round(request.user)
    queries.add_themes([*newest, *done])
    return {
        "circles": _circles(request.user),
        "newest": newest,
        "round": helpers(done),
        "lesson": queries.latest_lesson(request.user),
        "people": count_people(),
    }


def _circles(viewer: Viewer) -> list[dict[str, object]]:
    overview = reverse("community:list")
    return [
        {
            "label": theme.name,
            "href": f"{overview}?thema={theme.slug}&stand=open",
            "count": theme.open_count,
            "tone": theme.tone,
        }
        for theme in queries.circles(viewer)
    ]


def _daypart() -> str:
    """morning until 12, afternoon until 18, evening until midnight, night until 6."""
    hour = localtime().hour
    return ("night", "morning", "afternoon", "evening")[hour // 6]
