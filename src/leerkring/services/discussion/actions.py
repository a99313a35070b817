from uuid import UUID

from django.utils.timezone import now

from leerkring.core.entries.models import Entry
from leerkring.core.events.record import once, record
from leerkring.core.people.models import Person
from leerkring.kit.actions import action
from leerkring.services.discussion import rules
from leerkring.services.discussion.models import Follow, Helpful, ReadMarker, Recognition, Reply


@once(Reply)
@action(may=rules.may_reply)
def reply(by: Person, entry: Entry, text: str, *, nonce: UUID | None = None) -> Reply:
    """Answer. `text` is clean rich text. Who answers follows the thread from then on."""
    entry = _locked(entry)
    number = (
        Reply.objects.filter(entry=entry).order_by("-number").values_list("number", flat=True).first() or 0
    ) + 1
    written = Reply.objects.create(entry=entry, number=number, author=by, text=text, at=now())
    entry.reply_count += 1
    entry.bumped_at = written.at
    entry.save(update_fields=["reply_count", "bumped_at"])
    start_following(by, entry)
    _read_up_to(by, entry, number)
    record("discussion.replied", by=by, on=written, nonce=nonce)
    return written


@action(may=rules.may_edit_reply)
def edit_reply(by: Person, on: Reply, text: str) -> Reply:
    """Change the text of your own answer; it stays where it stands."""
    on.text, on.edited_at = text, now()
    on.save(update_fields=["text", "edited_at"])
    record("discussion.reply_edited", by=by, on=on)
    return on


@action(may=rules.may_find_helpful)
def find_helpful(by: Person, on: Reply, *, helpful: bool) -> Reply:
    """Say that an answer helps you, or take that back."""
    _locked(on.entry)
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
    """Choose the answer that helped: the circle is round. Another choice replaces it."""
    entry = _locked(on.entry)
    on.refresh_from_db(fields=["is_chosen"])
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
