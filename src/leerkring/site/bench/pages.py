"""What is asked of the server, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from django.urls import reverse
from django.utils.timezone import now

from leerkring.core.entries.models import Entry
from leerkring.core.entries.states import Openness, State
from leerkring.site.bench.client import Ask
from leerkring.site.bench.floor import PATH
from leerkring.site.bench.looking import WHILE_TYPING, looked_for
from leerkring.site.bench.queries import ANY, LONG, USUAL, threads
from leerkring.site.bench.visiting import VISITOR, Desk, Guest

THREADS = 40


@dataclass(frozen=True, slots=True)
class Page:
    """One kind of request; `paths` take turns. A page that writes sends `form` with a new nonce each time.

    `part`: a script asks for a piece of a page. `new`: asked as if never before, past pages that are kept.
    """

    name: str
    who: str
    guest: Guest
    paths: tuple[str, ...]
    form: dict[str, str] | None = None
    part: bool = False
    new: bool = False

    def ask(self, number: int) -> Ask:
        path = self.paths[number % len(self.paths)]
        form = self.form and {**self.form, "nonce": str(uuid4())}
        return Ask(f"{path}&meting={uuid4()}" if self.new else path, self.guest.cookies, form, self.part)


FLOOR = "floor"


def reading(member: Guest) -> Iterator[Page]:
    """The floor first: the others are compared with it."""
    usual = _paths(threads(USUAL, THREADS) or threads(ANY, THREADS))
    long = _paths(threads(LONG, THREADS))
    places: dict[str, tuple[str, ...]] = {"list": (reverse("community:list"),), "home": (reverse("home"),)}
    places |= {"thread": usual} if usual else {}
    places |= {"long thread": long} if long else {}
    yield Page(FLOOR, "member", member, (f"/{PATH}",))
    for who, guest in (("member", member), ("visitor", VISITOR)):
        for name, paths in places.items():
            yield Page(name, who, guest, paths)


def looking(member: Guest) -> Iterator[Page]:
    """Search, and what is offered while somebody types."""
    for who, guest in (("member", member), ("visitor", VISITOR)):
        for name, paths in looked_for().items():
            yield Page(name, who, guest, paths, part=name in WHILE_TYPING, new=True)


def writing(desk: Desk, entry: Entry) -> Iterator[Page]:
    """Asking and answering, in the closed space."""
    token = {"csrfmiddlewaretoken": desk.writer.token}
    question = {
        **token,
        "kind": "question",
        "title": "Hoe snel is een vraag gesteld?",
        "text": "Een meting. Dit ziet niemand.",
        "themes": desk.theme.slug,
        "audience": f"space:{desk.space.slug}",
        "plaats": "1",
    }
    ask = f"{reverse('community:ask')}?ruimte={desk.space.slug}"
    yield Page("ask", "member", desk.writer, (ask,), question)
    answer = {**token, "text": "Een antwoord om te meten."}
    yield Page("reply", "member", desk.writer, (reverse("discussion:reply_to", args=[entry.pk]),), answer)


def question_to_answer(desk: Desk) -> Entry:
    """A question in the closed space, as a row."""
    moment = now()
    return Entry.objects.create(
        kind="question",
        title="Hoe snel is een antwoord gegeven?",
        author=desk.person,
        space=desk.space,
        openness=Openness.SPACE,
        state=State.PUBLISHED,
        published_at=moment,
        bumped_at=moment,
    )


def _paths(entries: list[Entry]) -> tuple[str, ...]:
    return tuple(one.get_absolute_url() for one in entries)
