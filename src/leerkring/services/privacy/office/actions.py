from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import now

from leerkring.core.entries.gate import Does
from leerkring.core.events.record import record
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.kit.actions import action
from leerkring.kit.differences import ChangedMeanwhileError
from leerkring.kit.pii.allowed import key_of
from leerkring.services.privacy import guard, rules
from leerkring.services.privacy.models import GuardRule, GuardWord
from leerkring.services.privacy.office.queries.policy import Line, is_milder, mark_of, policy_of
from leerkring.services.privacy.office.queries.words import known_among


@action(may=rules.may_add_words)
def add_words(by: Person, on: Space, phrases: Sequence[str], note: str = "") -> list[GuardWord]:
    """Put phrases on the list of what is nobody's data, apart from those that stand there already.

    `on` is the platform.
    """
    _one_at_a_time()
    new = {key_of(one): one for one in phrases}
    for key in known_among(new):
        del new[key]
    made = GuardWord.objects.bulk_create(
        GuardWord(phrase=phrase, key=key, note=note, added_by=by) for key, phrase in new.items()
    )
    if made:
        _tell_guard()
        record("privacy.words_added", by=by, on=on, count=len(made))
    return made


@action(may=rules.may_change_word)
def remove_word(by: Person, on: GuardWord) -> None:
    """From now on the guard looks at this phrase as at any other."""
    if GuardWord.objects.filter(pk=on.pk, removed_at=None).update(removed_at=now()):
        _tell_guard()
        record("privacy.word_removed", by=by, on=on)


@action(may=rules.may_change_word)
def put_word_back(by: Person, on: GuardWord) -> None:
    """Undo removing it. Where somebody added it anew meanwhile, that one stays."""
    _one_at_a_time()
    if on.key in known_among([on.key]):
        return
    GuardWord.objects.filter(pk=on.pk).update(removed_at=None)
    _tell_guard()
    record("privacy.word_put_back", by=by, on=on)


@action(may=rules.may_set_policy)
def set_policy(by: Person, on: Space, wanted: Mapping[str, Does], *, seen: str | None) -> list[Line]:
    """Choose what happens with each kind: in the house where `on` is the platform, else in that space.

    Gives the kinds that changed, as they were. Raises `PermissionDenied` for what is milder than the
    house without leave, and `ChangedMeanwhileError` when this is no longer what the form started from.
    """
    _one_at_a_time()
    lines = policy_of(on)
    if seen != mark_of(lines):
        raise ChangedMeanwhileError
    changed = [one for one in lines if wanted.get(one.kind, one.does) != one.does]
    for line in changed:
        _choose(by, on, line, wanted[line.kind])
    if changed:
        pairs = {one.kind: [one.does, wanted[one.kind]] for one in changed}
        record("privacy.policy_changed", by=by, on=on, changes=pairs)
    return changed


def _choose(by: Person, on: Space, line: Line, does: Does) -> None:
    """Keep a rule only where it differs, so that the rest goes along with what the house chooses later."""
    space = None if on.is_platform else on
    milder = space is not None and is_milder(does, line.standard)
    if milder and is_milder(does, line.does) and not rules.may_loosen(by):
        raise PermissionDenied
    if does == line.standard:
        GuardRule.objects.filter(kind=line.kind, space=space).delete()
        return
    GuardRule.objects.update_or_create(
        kind=line.kind, space=space, defaults={"does": does, "is_exception": milder}
    )


def _one_at_a_time() -> None:
    """Two who change the same at once: the second sees what the first made of it."""
    Space.objects.select_for_update().get(parent=None)


def _tell_guard() -> None:
    """Each guard hears it within a minute anyway; that of this machine at once."""
    transaction.on_commit(guard.reread)
