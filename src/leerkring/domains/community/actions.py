from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from leerkring.core.entries.attaching import Files, brings_some, settle
from leerkring.core.entries.gate import Confirmed
from leerkring.core.entries.models import Entry
from leerkring.core.entries.publish import link_back, publish, revise
from leerkring.core.entries.states import State
from leerkring.core.events.record import once, record
from leerkring.core.people.models import Person
from leerkring.domains.community import rules
from leerkring.domains.community.models import Contribution
from leerkring.domains.community.queries import mark_of, said_already
from leerkring.domains.community.writing import Place, Wording, allowed, mark
from leerkring.kit.actions import action
from leerkring.kit.differences import ChangedMeanwhileError
from leerkring.services.discussion.actions import named, new_mentions, start_following
from leerkring.services.discussion.models import Mention


def ask(
    by: Person,
    place: Place,
    wording: Wording,
    *,
    sources: Iterable[Entry] = (),
    files: Files | None = None,
    nonce: UUID | None = None,
    seen: str | None = None,
    confirmed: Confirmed | None = None,
) -> Contribution:
    """Ask a question, or share an experience, a lesson or a discussion: never the same one twice.

    The nonce of a form whose draft was kept brings out that draft. A form with another nonce and the
    same words, on the same day, is what the back button sent again, unless it brings other files.
    Raises `ChangedMeanwhileError` where that draft no longer says what this form started from (`seen`),
    and what the gate raises.
    """
    again = nonce and not brings_some(by, files)
    if again and (said := said_already(by, allowed(by, place), wording)):
        return said
    made = _ask_anew(by, place, wording, sources=sources, files=files, nonce=nonce, confirmed=confirmed)
    if made.state == State.PUBLISHED:
        return made
    return publish_draft(by, made, place, wording, files=files, seen=seen, confirmed=confirmed)


@once(Contribution)
@action(may=rules.may_ask)
def _ask_anew(
    by: Person,
    place: Place,
    wording: Wording,
    *,
    sources: Iterable[Entry] = (),
    files: Files | None = None,
    nonce: UUID | None = None,
    confirmed: Confirmed | None = None,
) -> Contribution:
    contribution = _written(Contribution(author=by), place, wording, files)
    link_back(contribution, sources)
    mentions = _bring_out(by, contribution, confirmed)
    record("community.asked", by=by, on=contribution, nonce=nonce)
    for mention in mentions:
        record("discussion.mentioned", by=by, on=mention)
    return contribution


def keep(
    by: Person,
    place: Place,
    wording: Wording,
    *,
    sources: Iterable[Entry] = (),
    files: Files | None = None,
    nonce: UUID | None = None,
    seen: str = "",
) -> Contribution:
    """Keep a form as a draft: one draft a nonce, however often it is kept.

    Raises `ChangedMeanwhileError` where the draft no longer says what this form started from (`seen`).
    """
    made = save_draft(by, place, wording, sources=sources, files=files, nonce=nonce)
    return edit_draft(by, made, place, wording, files=files, seen=seen)


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
def edit(
    by: Person,
    on: Contribution,
    wording: Wording,
    *,
    files: Files | None = None,
    seen: str | None = None,
    confirmed: Confirmed | None = None,
) -> Contribution:
    """Change your own words. For whom they are cannot change: others answered in that confidence.

    Raises `ChangedMeanwhileError` where they are no longer the words that the form started from,
    and what the gate raises.
    """
    locked = _locked(on)
    place = Place(locked.space, locked.openness, locked.kind, locked.is_anonymous)
    text, people = named(by, locked, wording.text)
    changed = mark_of(locked) != mark(place, replace(wording, text=text))
    if changed:
        _check(locked, seen)
    moved = bool(files and settle(by, locked, files))
    revise(locked, wording.title, text, confirmed)
    if changed or moved:
        locked.save()
        locked.themes.set(wording.themes)
        record("community.edited", by=by, on=locked)
        for mention in new_mentions(locked, people):
            record("discussion.mentioned", by=by, on=mention)
    return locked


@action(may=rules.may_edit)
def edit_draft(
    by: Person,
    on: Contribution,
    place: Place,
    wording: Wording,
    *,
    files: Files | None = None,
    seen: str | None = None,
) -> Contribution:
    """Change a draft; it may also move to another of your spaces.

    This is no event: the page does it every few seconds.
    Raises `ChangedMeanwhileError` where it was changed, placed or thrown away in another window.
    """
    locked = _draft(by, on, place)
    if locked.state != State.DRAFT:
        raise ChangedMeanwhileError
    if mark_of(locked) != mark(allowed(by, place), wording):
        _check(locked, seen)
    return _written(locked, place, wording, files)


@action(may=rules.may_publish)
def publish_draft(
    by: Person,
    on: Contribution,
    place: Place,
    wording: Wording,
    *,
    files: Files | None = None,
    seen: str | None = None,
    confirmed: Confirmed | None = None,
) -> Contribution:
    """Bring a draft out with these words; publishing twice changes nothing.

    Raises `ChangedMeanwhileError` as `edit_draft` does, and what the gate raises.
    """
    locked = _draft(by, on, place)
    if locked.state == State.PUBLISHED:
        return locked
    if mark_of(locked) != mark(allowed(by, place), wording):
        _check(locked, seen)
    mentions = _bring_out(by, _written(locked, place, wording, files), confirmed)
    record("community.asked", by=by, on=locked)
    for mention in mentions:
        record("discussion.mentioned", by=by, on=mention)
    return locked


class AnsweredError(Exception):
    """Somebody answered: what they wrote hangs on it, so it stays."""


@action(may=rules.may_withdraw)
def withdraw(by: Person, on: Contribution) -> Contribution:
    """Take back what nobody answered yet; for a week it can be put back.

    Raises `AnsweredError`. Of what is withdrawn `bumped_at` says since when.
    """
    locked = _locked(on)
    if locked.state == State.WITHDRAWN:
        return locked
    if locked.reply_count:
        raise AnsweredError
    locked.state, locked.bumped_at = State.WITHDRAWN, now()
    locked.save(update_fields=["state", "bumped_at"])
    record("community.withdrawn", by=by, on=locked)
    return locked


@action(may=rules.may_withdraw)
def put_back(by: Person, on: Contribution) -> Contribution:
    """Undo withdrawing: it stands where it stood."""
    locked = _locked(on)
    if locked.state == State.WITHDRAWN:
        locked.state, locked.bumped_at = State.PUBLISHED, locked.published_at
        locked.save(update_fields=["state", "bumped_at"])
        record("community.put_back", by=by, on=locked)
    return locked


@action(may=rules.may_edit_draft)
def discard(by: Person, on: Contribution) -> Contribution:
    """Throw away a draft; for a while it can be put back."""
    on.state, on.edited_at = State.DISCARDED, now()
    on.save(update_fields=["state", "edited_at"])
    record("community.draft_discarded", by=by, on=on)
    return on


@action(may=rules.may_put_draft_back)
def put_draft_back(by: Person, on: Contribution) -> Contribution:
    """Take a draft out of the bin."""
    on.state = State.DRAFT
    on.save(update_fields=["state"])
    record("community.draft_put_back", by=by, on=on)
    return on


@action(may=rules.may_show_name)
def show_name(by: Person, on: Contribution) -> Contribution:
    """Let the own name stand with what was asked without it. There is no way back."""
    on.is_anonymous = False
    on.save(update_fields=["is_anonymous"])
    record("community.name_shown", by=by, on=on)
    return on


def _locked(on: Contribution) -> Contribution:
    rows = Contribution.objects.select_for_update(of=("self",)).select_related("space", "author")
    return rows.get(pk=on.pk)


def _draft(by: Person, on: Contribution, place: Place) -> Contribution:
    if not rules.may_ask(by, place):
        raise PermissionDenied
    return _locked(on)


def _check(locked: Contribution, seen: str | None) -> None:
    if seen is not None and mark_of(locked) != seen:
        raise ChangedMeanwhileError


def _written(contribution: Contribution, place: Place, wording: Wording, files: Files | None) -> Contribution:
    place = allowed(contribution.author, place)
    contribution.title, contribution.text = wording.title, wording.text
    contribution.kind, contribution.space = place.kind, place.space
    contribution.openness, contribution.is_anonymous = place.openness, place.is_anonymous
    contribution.edited_at = now()
    contribution.save()
    contribution.themes.set(wording.themes)
    if files:
        settle(contribution.author, contribution, files)
    return contribution


def _bring_out(by: Person, contribution: Contribution, confirmed: Confirmed | None) -> list[Mention]:
    """Make it visible, and find whom it names: only now is it known who may read it."""
    publish(contribution, confirmed)
    contribution.text, people = named(by, contribution, contribution.text)
    contribution.save(update_fields=["text"])
    start_following(by, contribution)
    return new_mentions(contribution, people)
