"""What one row of a list shows: facts only, so that a row that looks the same is made once."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from leerkring.domains.community.models import Contribution
from leerkring.kit.ui.templatetags.ui import ago

TEMPLATE = "community/_row.html"


@dataclass(frozen=True, slots=True)
class Row:
    """`level` is that of the title's heading; `answer` shows the button that leads to answering."""

    href: str
    title: str
    standing: str
    replies: int
    kind: str
    theme: str
    tone: str
    who: str
    facts: tuple[str, ...]
    has_place: bool
    moved: SafeString
    space: str
    recognitions: int
    is_new: bool
    new_answers: int
    was_read: bool
    level: int
    answer: bool


def row(entry: Contribution, *, level: int = 3, answer: bool = False) -> Row:
    """Call with the face and the space, `add_themes`, and for a member `add_news`."""
    face = entry.face
    theme = entry.theme
    return Row(
        href=entry.get_absolute_url(),
        title=entry.title,
        standing=entry.standing,
        replies=entry.reply_count,
        kind="" if entry.is_question else entry.kind_label,
        theme=theme.name if theme else "",
        tone=theme.tone if theme else "",
        who=face.name if face.is_anonymous else "",
        facts=face.facts,
        has_place=not face.is_pseudonymous,
        moved=ago(entry.bumped_at) if entry.bumped_at else SafeString(""),
        space=entry.space.name if entry.is_closed else "",
        recognitions=entry.recognition_count,
        is_new=entry.news.is_new,
        new_answers=entry.news.answers,
        was_read=entry.news.was_read,
        level=level,
        answer=answer,
    )
