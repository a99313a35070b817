"""What stands around a contribution, as facts: pieces that look the same for the same ones are made once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from leerkring.core.entries.models import Entry
from leerkring.core.entries.queries import all_themes, trail
from leerkring.core.entries.rules import may_look_up
from leerkring.core.people.faces import Face
from leerkring.core.people.models import Person
from leerkring.core.spaces.queries import Viewer
from leerkring.domains.community.models import Contribution
from leerkring.kit.ui.templatetags.ui import ago
from leerkring.services.discover.hits import Line, line
from leerkring.services.discover.queries import like
from leerkring.services.discussion.around import Felt, Following, above, below, felt
from leerkring.services.discussion.conversation import Conversation, State
from leerkring.services.discussion.rules import may_reply, may_take_part
from leerkring.services.discussion.shown import shown, who_can_open

Crumb = tuple[str, str]
"""Name and address; the last one, without address, is this page."""


@dataclass(frozen=True, slots=True)
class Head:
    """Above the text. `closed` names the only space that reads it; `changed` leads to its history."""

    crumbs: tuple[Crumb, ...]
    title: str
    face: Face
    region: str
    at: SafeString | None
    changed: str
    themes: tuple[tuple[str, str], ...]
    closed: str


@dataclass(frozen=True, slots=True)
class Acts:
    """What this viewer can do with what is out; no `felt` where they cannot say that they have it too."""

    pk: int
    url: str
    following: Following | None
    felt: Felt | None
    is_own: bool
    note: str


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Aside:
    """Beside it; `lesson` is where to share what was learned, for who may."""

    similar: tuple[Line, ...]
    came_from: tuple[Link, ...]
    led_to: tuple[Link, ...]
    lesson: str


def head(one: Contribution) -> Head:
    """Call with what `get_contribution` gives."""
    themes = [theme for theme in all_themes() if theme.pk in one.theme_ids]
    overview = reverse("community:list")
    crumbs = [(_("Questions"), overview)]
    if not one.space.is_platform:
        crumbs.append((one.space.name, one.space.get_absolute_url()))
    crumbs += [(theme.name, f"{overview}?thema={theme.slug}") for theme in themes[:1]]
    return Head(
        crumbs=(*crumbs, (one.kind_label, "")),
        title=one.title,
        face=one.face,
        region=str(one.region or ""),
        at=None if one.is_draft or one.published_at is None else ago(one.published_at),
        changed=reverse("community:history", args=[one.pk]) if one.edited_at and not one.is_draft else "",
        themes=tuple((theme.name, theme.tone) for theme in themes),
        closed=one.space.name if one.is_closed else "",
    )


def acts(viewer: Viewer, one: Contribution, state: State, *, takes_part: bool, note: str) -> Acts:
    """`note` says who can open a link to it, where that is not everyone."""
    is_member = isinstance(viewer, Person)
    return Acts(
        pk=one.pk,
        url=one.get_absolute_url(),
        following=Following(one.pk, state.followed) if is_member else None,
        felt=felt(viewer, one, state) if takes_part or not is_member else None,
        is_own=one.author_id == viewer.pk,
        note=note,
    )


def aside(
    one: Contribution,
    similar: Iterable[Entry],
    trail: tuple[list[Entry], list[Entry]],
    *,
    takes_part: bool,
) -> Aside:
    """`trail` is what it came from and what it led to."""
    came_from, led_to = (tuple(Link(on.title, on.get_absolute_url()) for on in part) for part in trail)
    share = f"{reverse('community:ask')}?soort=lesson&from={one.pk}"
    return Aside(
        similar=tuple(line(other) for other in similar),
        came_from=came_from,
        led_to=led_to,
        lesson=share if one.round_at and takes_part else "",
    )


def pieces(viewer: Viewer, one: Contribution, talk: Conversation) -> dict[str, object]:
    """What the page about a contribution is put together from, for this viewer."""
    note = who_can_open(one)
    takes_part = isinstance(viewer, Person) and may_take_part(viewer, one)
    answers = isinstance(viewer, Person) and may_reply(viewer, one)
    ways = trail(viewer, one) if talk.state.has_links else ([], [])
    return {
        "entry": one,
        "talk": talk,
        "head": head(one),
        "acts": acts(viewer, one, talk.state, takes_part=takes_part, note=note),
        "aside": aside(one, like(viewer, one), ways, takes_part=takes_part),
        "above": above(viewer, talk),
        "shown": shown(viewer, talk),
        "below": below(viewer, talk, takes_part=takes_part, may_reply=answers),
        "may_reply": answers,
        "may_look_up": isinstance(viewer, Person) and may_look_up(viewer, one),
    }
