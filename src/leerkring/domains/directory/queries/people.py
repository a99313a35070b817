"""Who is in the directory, and what may be shown of them."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, Model, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat
from django.http import Http404

from leerkring.core.entries.models import Theme
from leerkring.core.entries.queries import all_themes
from leerkring.core.people.faces import FACE
from leerkring.core.people.models import Function, Organisation, OrganisationKind, Person, card
from leerkring.core.regions.models import Municipality
from leerkring.core.regions.queries import current_regions
from leerkring.core.spaces.models import Membership, Space
from leerkring.core.spaces.queries import (
    Viewer,
    is_member_of_platform,
    memberships_of,
    my_spaces,
    platform_id,
    platform_role,
)
from leerkring.domains.directory.models import Block, Expertise, Listing
from leerkring.kit.fold import Fold, all_words_of, starts_a_word, starts_a_word_sql, words_of
from leerkring.kit.remember import remembered

ORDERS: dict[str, dict[str, Any]] = {
    "naam": {"order": ("sort_name", "id"), "ascending": True},
    "nieuw": {"order": ("joined_at", "id")},
}
"""Sorting, as it stands in the URL: how to paginate."""


@dataclass(frozen=True, slots=True)
class PeopleFilters:
    """What the list is narrowed to, by slug or code; empty values narrow nothing."""

    search: str = ""
    function: str = ""
    kind: str = ""
    region: str = ""
    theme: str = ""
    organisation: Organisation | None = None
    near: Person | None = None
    """Only people in the region of this one."""
    order: str = "naam"

    @property
    def narrow(self) -> bool:
        return bool(
            self.search
            or self.function
            or self.kind
            or self.region
            or self.theme
            or self.organisation
            or self.near
        )


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person as a list or the own page shows them. `themes` is what they can help with.

    `takes_requests` tells whether message requests of the viewer are welcome.
    """

    person: Person
    helps_with: str
    takes_requests: bool
    themes: list[Theme] = field(default_factory=list)


def sees_people(viewer: Viewer) -> bool:
    """Whether this viewer may look in the directory: members of the platform, under their own name."""
    return isinstance(viewer, Person) and not viewer.is_pseudonymous and platform_role(viewer) is not None


def require_people(viewer: Viewer) -> None:
    """Raises `Http404` for who may not look in the directory of people."""
    if not sees_people(viewer):
        raise Http404


def is_listed() -> Q:
    """The filter on persons in the directory: active members with a name, none of them pseudonymous."""
    return Q(is_member_of_platform(), _may_be_named())


def _may_be_named() -> Q:
    return Q(is_active=True, is_pseudonymous=False) & ~Q(name="")


def _listed_in(platform: int) -> Q:
    """The same as `is_listed`. The number written out tells the database that these are most people."""
    members = Membership.objects.filter(person=OuterRef("pk"), space=platform)
    return Q(Exists(members), _may_be_named())


def people_for(viewer: Viewer) -> QuerySet[Person]:
    """Everybody in the directory. Raises `Http404` for who may not look in it."""
    require_people(viewer)
    return _with_card(Person.objects.filter(is_listed()))


def _with_card(people: QuerySet[Person]) -> QuerySet[Person]:
    themes = Expertise.objects.filter(person=OuterRef("pk")).order_by("theme__position").values("theme_id")
    rows = people.select_related("listing", *card(), "municipality__region")
    return rows.annotate(sort_name=Fold("name"), theme_ids=ArraySubquery(themes))


def find_people(viewer: Viewer, filters: PeopleFilters) -> QuerySet[Person]:
    """The people of the directory, narrowed by the filters. Raises `Http404` as `people_for`."""
    require_people(viewer)
    rows = _with_card(Person.objects.filter(_listed_in(platform_id())))
    if filters.function:
        rows = rows.filter(function__slug=filters.function)
    if filters.kind:
        rows = rows.filter(organisation__kind__slug=filters.kind)
    if filters.region:
        rows = rows.filter(municipality__region__code=filters.region)
    if filters.theme:
        able = Expertise.objects.filter(theme__slug=filters.theme)
        rows = rows.filter(pk__in=able.values("person_id"))
    if filters.organisation:
        rows = rows.filter(organisation=filters.organisation)
    if filters.near:
        here = Municipality.objects.filter(pk=filters.near.municipality_id or 0)
        rows = rows.filter(municipality__region__in=here.values("region_id"))
    words = words_of(filters.search)
    for word in words:
        rows = rows.filter(_matches(word))
    return rows.annotate(sort_name=_named_first(words)) if words else rows


def find_faces(viewer: Viewer, search: str) -> QuerySet[Person]:
    """The same people with no more than a face needs, in order. Raises `Http404` as `people_for`."""
    require_people(viewer)
    rows = Person.objects.filter(_listed_in(platform_id()))
    for word in words_of(search):
        rows = rows.filter(_matches(word))
    return rows.order_by(Fold("name"), "pk").only(*FACE)


def _named_first(words: list[str]) -> Concat:
    """By name, but whoever is called so goes before who works at a place that is."""
    called = Q()
    for word in words:
        called &= starts_a_word("name", word)
    rank = Case(When(called, then=Value("0")), default=Value("1"))
    return Concat(rank, Fold("name"), output_field=TextField())


_CALLED = f"""
    SELECT id FROM people_person WHERE {starts_a_word_sql("name")}
    UNION SELECT id FROM people_person WHERE organisation_id IN (
        SELECT id FROM people_organisation WHERE {starts_a_word_sql("name")})
    UNION SELECT person_id FROM directory_listing WHERE {starts_a_word_sql("helps_with")}
"""  # noqa: S608  # nosec B608 (our columns)
_OF_LISTS: tuple[tuple[type[Model], str], ...] = (
    (Function, "SELECT id FROM people_person WHERE function_id = ANY(%s)"),
    (Municipality, "SELECT id FROM people_person WHERE municipality_id = ANY(%s)"),
    (Theme, "SELECT person_id FROM directory_expertise WHERE theme_id = ANY(%s)"),
)


def _matches(word: str) -> Q:
    """Whether a word in what we know of a person begins so. Each part is found by an index of its own."""
    ways: list[str] = [_CALLED]
    given: list[Any] = [f"{word}:*"] * 3
    for model, way in _OF_LISTS:
        if found := named_so(model, word):
            ways.append(way)
            given.append(found)
    return Q(pk__in=RawSQL(" UNION ".join(ways), given))  # noqa: S611  # nosec B611 (parameters)


_LISTS = (Function, Municipality, Theme)


@remembered
def _names() -> dict[str, list[tuple[str, int]]]:
    """The words in the names of each list, in order, with whose they are."""
    found: dict[str, list[tuple[str, int]]] = {model.__name__: [] for model in _LISTS}
    rows = [
        model.objects.order_by().annotate(called=F("name")).values_list(Value(model.__name__), "pk", "called")
        for model in _LISTS
    ]
    for kind, pk, name in rows[0].union(*rows[1:], all=True):
        found[kind] += [(word, pk) for word in all_words_of(name)]
    return {kind: sorted(words) for kind, words in found.items()}


def named_so(model: type[Model], start: str) -> list[int]:
    """The ids of what has a word in its name that begins so."""
    words = _names()[model.__name__]
    found = takewhile(lambda one: one[0].startswith(start), islice(words, bisect_left(words, (start,)), None))
    return sorted({pk for _word, pk in found})


def people_of(viewer: Viewer, organisation: Organisation, limit: int) -> list[Person]:
    """The first people of an organisation by name. Raises `Http404` as `people_for`."""
    rows = find_people(viewer, PeopleFilters(organisation=organisation))
    return list(rows.order_by(Fold("name"), "pk")[:limit])


def get_person(viewer: Viewer, pk: int) -> Colleague:
    """Raises `Http404` for who is not in the directory, and for who may not look in it."""
    blocks = Block.objects.filter(by=OuterRef("pk"), person=viewer.pk)
    person = people_for(viewer).filter(pk=pk).annotate(blocks=Exists(blocks)).first()
    if person is None:
        raise Http404
    return colleagues([person])[0]


def colleagues(people: Iterable[Person]) -> list[Colleague]:
    """What lists show of rows of `people_for`."""
    known = {theme.pk: theme for theme in all_themes()}
    return [_colleague(person, known) for person in people]


def _colleague(person: Person, known: dict[int, Theme]) -> Colleague:
    listing = listing_of(person)
    themes = [known[pk] for pk in person.theme_ids if pk in known]  # type: ignore[attr-defined]
    welcome = listing.takes_requests and not getattr(person, "blocks", False)
    return Colleague(person, listing.helps_with, welcome, themes)


def listing_of(person: Person) -> Listing:
    """What somebody told the directory, or an unsaved row with the defaults."""
    try:
        return person.listing
    except Listing.DoesNotExist:
        return Listing(person=person)


def expertise_of(person: Person) -> QuerySet[Theme]:
    return Theme.objects.filter(pk__in=Expertise.objects.filter(person=person).values("theme_id"))


def shared_spaces(viewer: Viewer, person: Person) -> QuerySet[Space]:
    """The spaces to which both belong; of oneself all."""
    theirs = memberships_of(person).values("space_id")
    return my_spaces(viewer).filter(pk__in=theirs).order_by("name")


def choices() -> dict[str, list[tuple[str, str]]]:
    """What people and organisations can be narrowed by (function, kind, region), in one query."""
    functions = _labelled("function", Function.objects.all(), "slug")
    kinds = _labelled("kind", OrganisationKind.objects.all(), "slug")
    regions = _labelled("region", current_regions(), "code")
    found: dict[str, list[tuple[str, str]]] = {"function": [], "kind": [], "region": []}
    for group, value, name in functions.union(kinds, regions, all=True).order_by("name"):
        found[group].append((value, name))
    return found


def _labelled(group: str, rows: QuerySet[Any], column: str) -> QuerySet[Any, Any]:
    facts = {"group": Value(group), "value": F(column)}
    found: QuerySet[Any, Any] = rows.order_by().annotate(**facts).values_list("group", "value", "name")
    return found
