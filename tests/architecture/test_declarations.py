"""What the manifests declare is true: personal data, verbs, notices. Entry columns are argued for."""

import re
from typing import get_args

import pytest
from django.apps import apps
from django.db.models import ManyToManyField
from django.template.loader import get_template

from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.kit import manifest
from leerkring.kit.actions import registered_actions
from leerkring.site import env
from leerkring.site.routes import every_route

every_route()  # The URLs import every room, and with it every action.

SOURCE = env.ROOT / "src" / "leerkring"
VERBS = env.ROOT / "docs" / "reference" / "verbs.md"
_RECORDED = re.compile(r"\brecord\(\s*([^,]+),")
_TEXT = re.compile(r"[\"']([a-z_]+\.[a-z_]+)[\"']")


def _fields_to_people() -> set[str]:
    """Fields that point to a person; a relation through a model of its own is counted as that model's."""
    found = set()
    for model in apps.get_models():
        if not model._meta.proxy:
            own = [*model._meta.local_fields, *model._meta.local_many_to_many]
            own = [field for field in own if field.related_model is Person]
            found |= {f"{model._meta.label}.{field.name}" for field in own if not _through(field)}
    return found


def _through(field: object) -> bool:
    through = field.remote_field.through if isinstance(field, ManyToManyField) else None
    return through is not None and not through._meta.auto_created


def test_every_field_that_points_to_a_person_is_declared() -> None:
    declared = {one.field for one in manifest.personal_data()}
    assert not _fields_to_people() - declared, "add a PersonalData line to the manifest of the app"


def test_every_declared_field_is_there() -> None:
    assert not {one.field for one in manifest.personal_data()} - _fields_to_people()


def test_every_field_is_declared_once() -> None:
    fields = [one.field for one in manifest.personal_data()]
    assert sorted(fields) == sorted(set(fields))


@pytest.mark.parametrize("one", list(manifest.personal_data()), ids=lambda one: one.field)
def test_says_what_erasure_does(one: manifest.PersonalData) -> None:
    choices = get_args(manifest.PersonalData.__annotations__["on_erasure"])
    assert one.on_erasure in choices
    assert str(one.why)
    assert str(one.keep)


def _recorded() -> dict[str, list[str]]:
    """Verb -> the files that record it."""
    found: dict[str, list[str]] = {}
    for path in SOURCE.rglob("*.py"):
        if path.name == "record.py":
            continue
        for call in _RECORDED.findall(path.read_text()):
            for verb in _TEXT.findall(call):
                found.setdefault(verb, []).append(str(path.relative_to(SOURCE)))
    return found


def test_every_recorded_verb_is_declared() -> None:
    assert not set(_recorded()) - set(manifest.verbs())


def test_every_declared_verb_is_recorded_by_an_action() -> None:
    for verb in manifest.verbs():
        assert verb in _recorded(), f"nothing records {verb}"
        assert [one for one in registered_actions() if one.mentions(verb)], f"no action mentions {verb}"


def test_actions_mention_no_verb_that_is_not_declared() -> None:
    for one in registered_actions():
        named = {
            text
            for text in one.run.__code__.co_consts
            if isinstance(text, str) and _TEXT.fullmatch(f'"{text}"')
        }
        assert not named - set(manifest.verbs()), one.name


def test_every_verb_is_documented() -> None:
    headings = re.findall(r"^## `([\w.]+)`$", VERBS.read_text(), re.MULTILINE)
    assert headings == sorted(manifest.verbs()), "docs/reference/verbs.md has one heading a verb, in order"


@pytest.mark.parametrize("verb", sorted(manifest.verbs()))
def test_the_reference_names_action_and_notices(verb: str) -> None:
    text = VERBS.read_text().split(f"## `{verb}`\n")[1].split("\n## ")[0]
    for one in registered_actions():
        if one.mentions(verb):
            assert f"`{one.name.removeprefix('leerkring.')}`" in text
    for notice in manifest.notices(verb):
        assert f"`{notice.kind}`" in text
    if not manifest.notices(verb):
        assert "Nobody is told." in text


def test_a_kind_is_one_thing_to_choose_whatever_verbs_feed_it() -> None:
    found: dict[str, tuple[object, ...]] = {}
    for one in manifest.notices():
        facts = (str(one.label), one.aim, one.default, one.required, one.grouped, one.private)
        assert found.setdefault(one.kind, facts) == facts
    pairs = [(one.verb, one.kind) for one in manifest.notices()]
    assert sorted(pairs) == sorted(set(pairs))


@pytest.mark.parametrize("notice", manifest.notices(), ids=lambda one: f"{one.verb}-{one.kind}")
def test_every_notice_has_its_templates(notice: manifest.Notice) -> None:
    assert notice.verb in manifest.verbs()
    for ending in (".txt", ".line.html"):
        get_template(notice.template + ending)


COLUMNS = {
    "id": "the number in the URL, and the end of every order",
    "kind": "which room shows it; the feed and search narrow by it",
    "external_id": "where it came from, so that loading twice changes nothing",
    "title": "every list, notice and link shows it",
    "text": "search reads it, the text gate checks it",
    "author": "who may change it, whom notices are for; a draft is visible to nobody else",
    "is_anonymous": "every list, thread, notice and mail leaves the author's name out",
    "space": "visibility: for whom it is meant",
    "openness": "visibility: for whom it is meant",
    "state": "visibility and moderation: draft, published or withdrawn",
    "region": "feed and search narrow by it",
    "themes": "feed and search narrow by it; who hears of it",
    "published_at": "an order of the feed",
    "edited_at": "moderation and readers see that it changed",
    "bumped_at": "an order of the feed",
    "reply_count": "a card of any kind shows it without counting",
    "removed_count": "with reply_count the number of the last answer: what is new is counted from it",
    "recognition_count": "an order of the feed",
    "round_at": "open or round: feed and search narrow by it",
}


def test_every_column_of_an_entry_is_argued_for() -> None:
    """A column that only one kind needs belongs to that kind's own table."""
    own = {field.name for field in (*Entry._meta.fields, *Entry._meta.many_to_many)}
    assert own == set(COLUMNS)
