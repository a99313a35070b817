"""The words that are nobody's data: the own list, and where all others come from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Theme
from leerkring.core.people.models import Organisation
from leerkring.core.regions.models import Municipality, Region
from leerkring.core.spaces.queries import Viewer, spaces_for
from leerkring.kit.fold import starts_a_word, words_of
from leerkring.kit.pii.allowed import curated_phrases, key_of
from leerkring.services.privacy.models import GuardWord
from leerkring.services.privacy.queries import curated

MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Source:
    """Where words come from that nobody added by hand. `names` are those that the viewer may know."""

    label: str | Promise
    one: str | Promise
    icon: str
    names: Callable[[Viewer], QuerySet[Any]]
    url_name: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """How many words come from one source, and `found`: some of those that are searched for."""

    label: str | Promise
    icon: str
    count: int
    found: tuple[str, ...]
    url_name: str


HOUSE, HOUSE_ONE = _("Come with Leerkring: methods, laws and names of the field"), _("comes with Leerkring")
OWN_ONE = _("on your own list")
SOURCES = (
    Source(
        _("Organisations in the directory"),
        _("an organisation"),
        "building",
        lambda _viewer: Organisation.objects.all(),
        "directory:organisations",
    ),
    Source(_("Spaces"), _("a space"), "circles", spaces_for, "spaces:list"),
    Source(_("Municipalities"), _("a municipality"), "map-pin", lambda _viewer: Municipality.objects.all()),
    Source(_("Youth-care regions"), _("a region"), "map-pin", lambda _viewer: Region.objects.all()),
    Source(_("Themes"), _("a theme"), "tag", lambda _viewer: Theme.objects.all()),
)


def words_like(text: str) -> QuerySet[GuardWord]:
    """The own list, narrowed to where words begin so."""
    rows = GuardWord.objects.filter(removed_at=None).select_related("added_by")
    for word in words_of(text):
        rows = rows.filter(starts_a_word("phrase", word))
    return rows


def get_word(pk: int) -> GuardWord:
    """A word on the list, or one that was removed lately. Raises `Http404`."""
    word = GuardWord.objects.filter(pk=pk).first()
    if word is None:
        raise Http404
    return word


@cache
def house_words() -> tuple[str, ...]:
    """What comes with the house, in order."""
    return tuple(sorted({key_of(one): one for one in (*curated_phrases(), *curated())}.values(), key=key_of))


def groups(viewer: Viewer, text: str) -> list[Group]:
    """The other sources; with `text` only those in which something is found."""
    wanted = words_of(text)
    every = [_house(wanted), *(_group(one, viewer, wanted) for one in SOURCES)]
    return [one for one in every if one.count]


def _house(wanted: list[str]) -> Group:
    if not wanted:
        return Group(HOUSE, "books", len(house_words()), (), "")
    found = [one for one in house_words() if all(_begins(one, word) for word in wanted)]
    return Group(HOUSE, "books", len(found), tuple(found[:MOST_SHOWN]), "")


def _begins(phrase: str, start: str) -> bool:
    return any(word.startswith(start) for word in words_of(phrase))


def _group(source: Source, viewer: Viewer, wanted: list[str]) -> Group:
    rows = source.names(viewer)
    for word in wanted:
        rows = rows.filter(starts_a_word("name", word))
    if not wanted:
        return Group(source.label, source.icon, rows.count(), (), source.url_name)
    found = tuple(rows.order_by("name").values_list("name", flat=True)[: MOST_SHOWN + 1])
    return Group(source.label, source.icon, len(found), found[:MOST_SHOWN], source.url_name)


def known_among(keys: Iterable[str]) -> set[str]:
    """Those of the keys that stand on the own list."""
    return set(GuardWord.objects.filter(removed_at=None, key__in=list(keys)).values_list("key", flat=True))


def reasons(viewer: Viewer) -> dict[str, str]:
    """By key: why a phrase is nobody's data, as far as the viewer may know."""
    found: dict[str, str] = {}
    for phrase, why in _all(viewer):
        found.setdefault(key_of(phrase), why)
    return found


def _all(viewer: Viewer) -> Iterator[tuple[str, str]]:
    yield from ((one, str(HOUSE_ONE)) for one in house_words())
    own = GuardWord.objects.filter(removed_at=None).values_list("phrase", flat=True)
    yield from ((one, str(OWN_ONE)) for one in own)
    for source in SOURCES:
        why = str(source.one)
        yield from ((one, why) for one in source.names(viewer).values_list("name", flat=True))
