from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.timezone import now

from leerkring.core.entries.models import Entry, Theme
from leerkring.core.entries.publish import link_back, publish
from leerkring.core.entries.states import Openness, State
from leerkring.core.events.record import once, record
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Openness as SpaceOpenness
from leerkring.core.spaces.models import Space
from leerkring.domains.community import rules
from leerkring.domains.community.models import Contribution
from leerkring.kit.actions import action
from leerkring.services.discussion.actions import start_following


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody wrote. `text` is clean rich text."""

    kind: str
    title: str
    text: str
    openness: str
    themes: Iterable[Theme] = field(default_factory=tuple)


@once(Contribution)
@action(may=rules.may_ask)
def ask(
    by: Person, space: Space, wording: Wording, *, sources: Iterable[Entry] = (), nonce: UUID | None = None
) -> Contribution:
    """Ask a question, or share an experience, a lesson or a discussion."""
    contribution = _written(by, space, wording)
    publish(contribution)
    link_back(contribution, sources)
    start_following(by, contribution)
    record("community.asked", by=by, on=contribution, nonce=nonce)
    return contribution


@once(Contribution)
@action(may=rules.may_ask)
def save_draft(
    by: Person, space: Space, wording: Wording, *, sources: Iterable[Entry] = (), nonce: UUID | None = None
) -> Contribution:
    """Keep for later what only the author can see."""
    contribution = _written(by, space, wording)
    link_back(contribution, sources)
    record("community.draft_saved", by=by, on=contribution, nonce=nonce)
    return contribution


@action(may=rules.may_edit)
def edit(by: Person, on: Contribution, space: Space, wording: Wording) -> Contribution:
    """Change your own words. A draft may move to another space; what is published stays where it is."""
    if on.state == State.DRAFT and rules.may_ask(by, space):
        on.space = space
    on.kind, on.title, on.text = wording.kind, wording.title, wording.text
    on.openness = _openness(on.space, wording.openness)
    on.edited_at = now()
    on.save()
    on.themes.set(wording.themes)
    record("community.edited", by=by, on=on)
    return on


@action(may=rules.may_publish)
def publish_draft(by: Person, on: Contribution) -> Contribution:
    """Bring a draft out; publishing twice changes nothing."""
    locked = Contribution.objects.select_for_update(of=("self",)).get(pk=on.pk)
    if locked.state == State.PUBLISHED:
        return locked
    publish(locked)
    start_following(by, locked)
    record("community.asked", by=by, on=locked)
    return locked


@action(may=rules.may_discard)
def discard(by: Person, on: Contribution) -> None:
    """Throw away a draft."""
    record("community.draft_discarded", by=by, on=on)
    on.delete()


def _written(by: Person, space: Space, wording: Wording) -> Contribution:
    contribution = Contribution(
        kind=wording.kind,
        title=wording.title,
        text=wording.text,
        author=by,
        space=space,
        openness=_openness(space, wording.openness),
    )
    contribution.save()
    contribution.themes.set(wording.themes)
    return contribution


def _openness(space: Space, wanted: str) -> str:
    """From a closed space nothing goes out, whatever was asked for."""
    return Openness.SPACE if space.openness == SpaceOpenness.CLOSED else wanted
