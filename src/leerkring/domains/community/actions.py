from collections.abc import Iterable
from uuid import UUID

from django.utils.timezone import now

from leerkring.core.entries.attaching import Files, settle
from leerkring.core.entries.models import Entry
from leerkring.core.entries.publish import link_back, publish
from leerkring.core.entries.states import Openness, State
from leerkring.core.events.record import once, record
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Openness as SpaceOpenness
from leerkring.core.spaces.models import Space
from leerkring.domains.community import rules
from leerkring.domains.community.models import Contribution
from leerkring.domains.community.writing import Place, Wording
from leerkring.kit.actions import action
from leerkring.services.discussion.actions import start_following


@once(Contribution)
@action(may=rules.may_ask)
def ask(
    by: Person,
    place: Place,
    wording: Wording,
    *,
    sources: Iterable[Entry] = (),
    files: Files | None = None,
    nonce: UUID | None = None,
) -> Contribution:
    """Ask a question, or share an experience, a lesson or a discussion."""
    contribution = _written(Contribution(author=by), place, wording, files)
    publish(contribution)
    link_back(contribution, sources)
    start_following(by, contribution)
    record("community.asked", by=by, on=contribution, nonce=nonce)
    return contribution


@once(Contribution)
@action(may=rules.may_ask)
def save_draft(
    by: Person,
    place: Place,
    wording: Wording,
    *,
    sources: Iterable[Entry] = (),
    files: Files | None = None,
    nonce: UUID | None = None,
) -> Contribution:
    """Keep for later what only the author can see."""
    contribution = _written(Contribution(author=by), place, wording, files)
    link_back(contribution, sources)
    record("community.draft_saved", by=by, on=contribution, nonce=nonce)
    return contribution


@action(may=rules.may_edit)
def edit(by: Person, on: Contribution, wording: Wording, *, files: Files | None = None) -> Contribution:
    """Change your own words. For whom they are cannot change: others answered in that confidence."""
    on.title, on.text, on.edited_at = wording.title, wording.text, now()
    on.save()
    on.themes.set(wording.themes)
    if files:
        settle(by, on, files)
    record("community.edited", by=by, on=on)
    return on


@action(may=rules.may_edit_draft)
def edit_draft(
    by: Person, on: Contribution, place: Place, wording: Wording, *, files: Files | None = None
) -> Contribution:
    """Change a draft; it may also move to another of your spaces."""
    _written(on, place, wording, files)
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


@action(may=rules.may_edit_draft)
def discard(by: Person, on: Contribution) -> None:
    """Throw away a draft."""
    record("community.draft_discarded", by=by, on=on)
    on.delete()


def _written(
    contribution: Contribution, place: Place, wording: Wording, files: Files | None
) -> Contribution:
    contribution.title, contribution.text = wording.title, wording.text
    contribution.kind, contribution.space = place.kind, place.space
    contribution.openness = _openness(place.space, place.openness)
    contribution.save()
    contribution.themes.set(wording.themes)
    if files:
        settle(contribution.author, contribution, files)
    return contribution


def _openness(space: Space, wanted: str) -> str:
    """From a closed space nothing goes out, whatever was asked for."""
    return Openness.SPACE if space.openness == SpaceOpenness.CLOSED else wanted
