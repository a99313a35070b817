"""Answers as the page shows them: plain values, so that a page with thirty of them is made fast.

What stands around an answer depends on nothing but these facts, and `fragment` remembers how
it looks. The text stands beside them: it is long, and printed as it is.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from leerkring.core.entries.models import Attachment, Entry
from leerkring.core.entries.states import Openness
from leerkring.core.people.faces import Face
from leerkring.core.people.models import Person
from leerkring.core.spaces.queries import Viewer
from leerkring.kit.differences import Version
from leerkring.kit.ui.fragments import fragment
from leerkring.kit.ui.templatetags.ui import ago, content_lang
from leerkring.services.discussion import rules
from leerkring.services.discussion.conversation import Conversation
from leerkring.services.discussion.models import Reply, ReplyVersion
from leerkring.services.discussion.quotes import with_sources

_FILES = "entries/_attachments.html"


@dataclass(frozen=True, slots=True)
class Head:
    """Who answered and when. `asker` is set for the chosen answer, where the asker has a name."""

    number: int
    url: str
    face: Face
    at: SafeString
    edited: bool
    chosen: bool
    asker: str


@dataclass(frozen=True, slots=True)
class Acts:
    """What this viewer can do with an answer. `helped` is None where pressing it is not for them.

    `login` is where a visitor goes; `reopen` is set for the chosen answer, for who asked.
    `note` says who can open a link to it, where that is not everyone.
    """

    pk: int
    url: str
    count: int
    helped: bool | None
    login: str
    own: bool
    quote: bool
    choose: bool
    reopen: str
    note: str


@dataclass(frozen=True, slots=True)
class Gone:
    """What stands where an answer was taken away; `may_return` for who can put it back."""

    number: int
    url: str
    may_return: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """`gone` is set for what was taken away; for everything else `head` and `acts` are."""

    number: int
    at: datetime
    gone: Gone | None = None
    head: Head | None = None
    text: str = ""
    acts: Acts | None = None
    files: Sequence[Attachment] = ()

    @property
    def html(self) -> SafeString:
        """The answer as it stands in the thread."""
        if self.head is None or self.acts is None:
            return fragment("discussion/_answer_gone.html", cast(Gone, self.gone))
        head = fragment("discussion/_answer_head.html", self.head)
        acts = fragment("discussion/_answer_acts.html", self.acts)
        files = render_to_string(_FILES, {"attachments": self.files}) if self.files else SafeString()
        text = format_html('<div class="prose"{}>{}</div>', content_lang(), self.text)
        return SafeString(head + text + files + acts)  # nosec B703 (all of it is safe)


@dataclass(slots=True)
class Shown:
    """The answers of one page; `chosen` apart where it stands on top."""

    answers: list[Answer]
    chosen: Answer | None


def shown(viewer: Viewer, talk: Conversation) -> Shown:
    """Call with a conversation of this viewer."""
    on_top = talk.chosen if talk.first == 1 else None
    show = _shower(viewer, talk)
    rows = [one for one in talk.replies if on_top is None or one.pk != on_top.pk]
    return Shown([show(one) for one in rows], show(on_top) if on_top else None)


@dataclass(frozen=True, slots=True)
class _Viewing:
    """What all answers of a page share."""

    member: Person | None
    takes_part: bool
    may_reply: bool
    asks: bool
    login: str
    reopen: str
    note: str

    def wrote(self, reply: Reply) -> bool:
        return self.member is not None and reply.author_id == self.member.pk

    @classmethod
    def by(cls, viewer: Viewer, entry: Entry) -> "_Viewing":
        member = viewer if isinstance(viewer, Person) else None
        takes_part = member is not None and rules.may_take_part(member, entry)
        asks = takes_part and entry.author_id == viewer.pk
        return cls(
            member=member,
            takes_part=takes_part,
            may_reply=takes_part and rules.may_reply(viewer, entry),  # type: ignore[arg-type]
            asks=asks,
            login="" if member else f"{reverse('account_login')}?next={entry.get_absolute_url()}",
            reopen=reverse("discussion:reopen", args=[entry.pk]) if asks else "",
            note=who_can_open(entry),
        )


def who_can_open(entry: Entry) -> str:
    """Who can open a link to an entry, in words; empty for everyone."""
    if entry.openness == Openness.PUBLIC:
        return ""
    if entry.is_closed:
        return _("Only members of %(space)s can open this.") % {"space": entry.space.name}
    return _("Only members of Leerkring can open this.")


def _source_of(
    talk: Conversation, face_of: Callable[[Reply], Face]
) -> Callable[[int], tuple[str, str] | None]:
    """Address and words for what is quoted from a reply, by its id."""

    def source(pk: int) -> tuple[str, str] | None:
        one = talk.quoted.get(pk)
        if one is None:
            return None
        if one.is_gone:
            return "", _("In answer to something that was taken away")
        return one.get_absolute_url(), _("In answer to %(name)s") % {"name": face_of(one).name}

    return source


def _shower(viewer: Viewer, talk: Conversation) -> Callable[[Reply], Answer]:
    """How one answer is shown; what all of them share is looked up once."""
    entry, seen = talk.entry, _Viewing.by(viewer, talk.entry)
    faces: dict[int, Face] = {}
    urls = reverse("discussion:reply", args=[0]).removesuffix("0/")

    def face_of(one: Reply) -> Face:
        if one.author_id not in faces:
            faces[one.author_id] = entry.face_under(one.author)
        return faces[one.author_id]

    source = _source_of(talk, face_of)

    def show(one: Reply) -> Answer:
        url, own = f"{urls}{one.pk}/", seen.wrote(one)
        if one.is_gone:
            return Answer(one.number, one.at, gone=Gone(one.number, url, own and one.may_come_back))
        chosen, asker = one.is_chosen, entry.face.named if one.is_chosen else ""
        head = Head(one.number, url, face_of(one), ago(one.at), one.edited_at is not None, chosen, asker)
        acts = Acts(
            pk=one.pk,
            url=url,
            count=one.helpful_count,
            helped=one.helped_me if seen.takes_part and not own else None,
            login=seen.login,
            own=own and seen.takes_part,
            quote=seen.may_reply,
            choose=seen.asks and entry.comes_round and not own and not chosen,
            reopen=seen.reopen if chosen else "",
            note=seen.note,
        )
        text, files = with_sources(one.text, source), talk.files.get(one.number, ())
        safe = mark_safe(text)  # noqa: S308  # nosec B308 B703 (stored clean)
        return Answer(one.number, one.at, head=head, text=safe, acts=acts, files=files)

    return show


def history(reply: Reply, earlier: Iterable[ReplyVersion]) -> list[Version]:
    """All versions of an answer in order of time, the present one last."""
    before = [Version(one.at, "", one.text) for one in earlier]
    return [*before, Version(reply.written_at, "", reply.text)]
