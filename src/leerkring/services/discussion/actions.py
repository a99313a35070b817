from collections.abc import Iterable
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.attaching import Files, hide_files, settle
from leerkring.core.entries.gate import Confirmed, Speech, files_of, files_with, let_out
from leerkring.core.entries.models import Entry
from leerkring.core.events.record import once, record
from leerkring.core.people.models import Person
from leerkring.kit.actions import action
from leerkring.kit.differences import ChangedMeanwhileError, fingerprint
from leerkring.services.discussion import rules
from leerkring.services.discussion.mentions import mentioned_in, without_pages
from leerkring.services.discussion.models import (
    Follow,
    Helpful,
    Mention,
    ReadMarker,
    Recognition,
    Reply,
    ReplyVersion,
)
from leerkring.services.discussion.queries import mentionable


class NoLongerOpenError(Exception):
    """What somebody wanted to answer, or the answer they wanted to choose, was taken away meanwhile."""

    message = _("This was taken away a moment ago.")


@once(Reply)
@action(may=rules.may_reply)
def reply(
    by: Person,
    entry: Entry,
    text: str,
    *,
    files: Files | None = None,
    nonce: UUID | None = None,
    confirmed: Confirmed | None = None,
) -> Reply:
    """Answer. `text` is clean rich text. Who answers follows the thread from then on.

    Raises `NoLongerOpenError` where the entry was withdrawn meanwhile, and what the gate raises.
    """
    let_out(Speech(by, entry, text=text, files=files_of(by, files), confirmed=confirmed))
    entry = _locked(entry)
    if not rules.may_reply(by, entry):
        raise NoLongerOpenError
    number = (
        Reply.objects.filter(entry=entry).order_by("-number").values_list("number", flat=True).first() or 0
    ) + 1
    text, people = named(by, entry, text)
    written = Reply.objects.create(entry=entry, number=number, author=by, text=text, at=now())
    if files:
        settle(by, entry, files, number)
    entry.reply_count += 1
    entry.bumped_at = written.at
    entry.save(update_fields=["reply_count", "bumped_at"])
    start_following(by, entry)
    _read_up_to(by, entry, number)
    new_mentions(entry, people, written)
    record("discussion.replied", by=by, on=written, nonce=nonce)
    return written


@action(may=rules.may_edit_reply)
def edit_reply(
    by: Person,
    on: Reply,
    text: str,
    *,
    started_from: str = "",
    files: Files | None = None,
    confirmed: Confirmed | None = None,
) -> Reply:
    """Change the text of your own answer; what it said before is kept. It stays where it stands.

    `started_from` is the `fingerprint` of the text that the writer saw; raises
    `ChangedMeanwhileError` where it says something else by now, and what the gate raises.
    """
    entry = _locked(on.entry)
    on.refresh_from_db(fields=["text", "edited_at", "deleted_at"])
    if on.is_gone:
        raise NoLongerOpenError
    text, people = named(by, entry, text)
    if on.text != text and started_from and fingerprint(on.text) != started_from:
        raise ChangedMeanwhileError
    moved = bool(files and settle(by, entry, files, on.number))
    let_out(Speech(by, entry, text=text, files=files_with(entry, on.number), confirmed=confirmed))
    if on.text == text and not moved:
        return on
    if on.text != text:
        ReplyVersion.objects.create(reply=on, text=on.text, at=on.written_at)
        on.text, on.edited_at = text, now()
        on.save(update_fields=["text", "edited_at"])
    record("discussion.reply_edited", by=by, on=on)
    for mention in new_mentions(entry, people, on):
        record("discussion.mentioned", by=by, on=mention)
    return on


@action(may=rules.may_edit_reply)
def forget_version(by: Person, on: Reply, version: ReplyVersion) -> None:
    """Remove what your own answer once said for good: it may name somebody."""
    version.delete()
    record("discussion.version_forgotten", by=by, on=on)


@action(may=rules.may_edit_reply)
def take_away(by: Person, on: Reply) -> Reply:
    """Take your own answer away. Its number stays; if it was chosen, the circle is open again."""
    entry = _locked(on.entry)
    on.refresh_from_db(fields=["deleted_at", "is_chosen"])
    if on.is_gone:
        return on
    if on.is_chosen:
        entry.round_at, on.is_chosen = None, False
    on.deleted_at = now()
    on.save(update_fields=["deleted_at", "is_chosen"])
    entry.reply_count, entry.removed_count = entry.reply_count - 1, entry.removed_count + 1
    entry.save(update_fields=["reply_count", "removed_count", "round_at"])
    hide_files(entry, on.number, hidden=True)
    record("discussion.taken_away", by=by, on=on)
    return on


@action(may=rules.may_put_back)
def put_back(by: Person, on: Reply) -> Reply:
    """Undo taking your own answer away. It is not chosen again: that is up to who asked."""
    entry = _locked(on.entry)
    on.refresh_from_db(fields=["deleted_at"])
    if not on.is_gone:
        return on
    if not on.may_come_back:
        raise NoLongerOpenError
    on.deleted_at = None
    on.save(update_fields=["deleted_at"])
    entry.reply_count, entry.removed_count = entry.reply_count + 1, entry.removed_count - 1
    entry.save(update_fields=["reply_count", "removed_count"])
    hide_files(entry, on.number, hidden=False)
    record("discussion.put_back", by=by, on=on)
    return on


@action(may=rules.may_find_helpful)
def find_helpful(by: Person, on: Reply, *, helpful: bool) -> Reply:
    """Say that an answer helps you, or take that back."""
    _locked(on.entry)
    on.refresh_from_db(fields=["deleted_at"])
    if on.is_gone:
        return on
    if helpful:
        changed = Helpful.objects.get_or_create(reply=on, person=by)[1]
    else:
        changed = bool(Helpful.objects.filter(reply=on, person=by).delete()[0])
    on.helpful_count = Helpful.objects.filter(reply=on).count()
    on.save(update_fields=["helpful_count"])
    if changed and helpful:
        record("discussion.found_helpful", by=by, on=on)
    return on


@action(may=rules.may_choose)
def choose(by: Person, on: Reply) -> Reply:
    """Choose the answer that helped: the circle is round. Another choice replaces it.

    Raises `NoLongerOpenError` for an answer that was taken away meanwhile.
    """
    entry = _locked(on.entry)
    on.refresh_from_db(fields=["is_chosen", "deleted_at"])
    if on.is_gone:
        raise NoLongerOpenError
    if on.is_chosen:
        return on
    Reply.objects.filter(entry=entry, is_chosen=True).update(is_chosen=False)
    Reply.objects.filter(pk=on.pk).update(is_chosen=True)
    on.is_chosen = True
    entry.round_at = now()
    entry.save(update_fields=["round_at"])
    record("discussion.came_round", by=by, on=on)
    return on


@action(may=rules.may_reopen)
def reopen(by: Person, entry: Entry) -> Entry:
    """Open the circle again: the answer did not help after all."""
    entry = _locked(entry)
    if entry.round_at:
        Reply.objects.filter(entry=entry, is_chosen=True).update(is_chosen=False)
        entry.round_at = None
        entry.save(update_fields=["round_at"])
        record("discussion.reopened", by=by, on=entry)
    return entry


@action(may=rules.may_recognise)
def recognise(by: Person, entry: Entry, *, recognised: bool) -> Entry:
    """Say that you have this question too, or take that back. Recognising is following."""
    entry = _locked(entry)
    if recognised:
        changed = Recognition.objects.get_or_create(entry=entry, person=by)[1]
        start_following(by, entry)
    else:
        changed = bool(Recognition.objects.filter(entry=entry, person=by).delete()[0])
    entry.recognition_count = Recognition.objects.filter(entry=entry).count()
    entry.save(update_fields=["recognition_count"])
    if changed and recognised:
        record("discussion.recognised", by=by, on=entry)
    return entry


@action(may=rules.may_follow)
def follow(by: Person, entry: Entry, *, wanted: bool) -> Follow:
    """Be told what happens here, or no longer."""
    followed, _new = Follow.objects.update_or_create(entry=entry, person=by, defaults={"wanted": wanted})
    record("discussion.followed" if wanted else "discussion.unfollowed", by=by, on=entry)
    return followed


@action(may=rules.may_follow)
def mark_read(by: Person, entry: Entry, number: int) -> None:
    """Remember that the person has read up to reply `number`. Call only with a number beyond the last one."""
    _read_up_to(by, entry, number)


def named(by: Person, entry: Entry, text: str) -> tuple[str, list[Person]]:
    """A text as it is kept, and whom it names, as far as they may read it."""
    ids = mentioned_in(text)
    people = list(mentionable(entry).filter(pk__in=ids).exclude(pk=by.pk)) if ids else []
    return without_pages(text, {one.pk for one in people if one.is_pseudonymous}), people


def new_mentions(entry: Entry, people: Iterable[Person], reply: Reply | None = None) -> list[Mention]:
    """Those who are named for the first time. Call inside an action, and record `discussion.mentioned`
    for each: only a new answer tells those whom it names by itself."""
    known = set(Mention.objects.filter(entry=entry, reply=reply).values_list("person_id", flat=True))
    new = [one for one in people if one.pk not in known]
    return [Mention.objects.create(entry_id=entry.pk, reply=reply, person=one) for one in new]


def start_following(person: Person, entry: Entry) -> None:
    """Follow unless the person switched this thread off. Call inside an action."""
    Follow.objects.get_or_create(entry=entry, person=person)


def _read_up_to(person: Person, entry: Entry, number: int) -> None:
    marker = ReadMarker(entry=entry, person=person, last_number=number, at=now())
    ReadMarker.objects.bulk_create(
        [marker],
        update_conflicts=True,
        unique_fields=["person", "entry"],
        update_fields=["last_number", "at"],
    )


def _locked(entry: Entry) -> Entry:
    """The entry with its row locked: numbers and counters are only changed under this lock."""
    return Entry.objects.select_for_update(of=("self",)).select_related("space", "author").get(pk=entry.pk)
