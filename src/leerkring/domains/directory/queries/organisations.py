"""Organisations: anybody may know that they take part, only members who works there."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from leerkring.core.people.models import Organisation, Person
from leerkring.core.regions.models import Municipality, Region
from leerkring.domains.directory.models import Merger
from leerkring.domains.directory.queries.people import is_listed, named_so
from leerkring.kit.fold import Fold, starts_a_word, words_of

LIKE_THIS, MOST_ALIKE = 12, 300


@dataclass(frozen=True, slots=True)
class OrganisationFilters:
    search: str = ""
    kind: str = ""
    region: str = ""

    @property
    def narrow(self) -> bool:
        return bool(self.search or self.kind or self.region)


def organisations() -> QuerySet[Organisation]:
    """Every organisation with `sort_name` and `people_count`: how many of the directory work there."""
    rows = Organisation.objects.select_related("kind", "municipality__region")
    here = Person.objects.filter(is_listed(), organisation=OuterRef("pk")).order_by()
    count = here.values("organisation").annotate(n=Count("pk")).values("n")
    return rows.annotate(sort_name=Fold("name"), people_count=Coalesce(Subquery(count), 0))


def find_organisations(filters: OrganisationFilters) -> QuerySet[Organisation]:
    rows = organisations()
    if filters.kind:
        rows = rows.filter(kind__slug=filters.kind)
    if filters.region:
        rows = rows.filter(municipality__region__code=filters.region)
    return _searched(rows, filters.search)


def called_so(search: str) -> QuerySet[Organisation]:
    """Those in whose name or place these words stand, with no more than that, in order."""
    rows = Organisation.objects.only("name", "municipality_id")
    return _searched(rows, search).order_by(Fold("name"), "pk")


def _searched(rows: QuerySet[Organisation], search: str) -> QuerySet[Organisation]:
    for word in words_of(search):
        named = Q(starts_a_word("name", word))
        if places := named_so(Municipality, word):
            named = Q(municipality__in=places) | Q(pk__in=Organisation.objects.filter(named).values("pk"))
        rows = rows.filter(named)
    return rows


def get_organisation(pk: int) -> Organisation:
    """The organisation, or the one in which it went up when it was merged. Raises `Http404`."""
    row = organisations().filter(pk=pk).first()
    if row is None and (moved := Merger.objects.filter(old=pk).first()):
        row = organisations().filter(pk=moved.into_id).first()
    if row is None:
        raise Http404
    return row


def organisation_in(text: str) -> Organisation | None:
    """The organisation whose number stands in a URL; whatever else stands there narrows nothing."""
    readable = text.isascii() and text.isdigit() and len(text) < 18
    return Organisation.objects.filter(pk=int(text)).first() if readable else None


@dataclass(frozen=True, slots=True)
class Staff:
    """The numbers of the people of an organisation, and the regions in which they work.

    The numbers are written out, so that the database looks up what each of them wrote.
    """

    people: list[int]
    regions: list[Region]


def staff_of(organisation: Organisation) -> Staff:
    rows = Person.objects.filter(is_listed(), organisation=organisation)
    found = list(rows.select_related("municipality__region").order_by("pk"))
    regions = {one.region for one in found if one.region}
    return Staff([one.pk for one in found], sorted(regions, key=str))


def candidates(organisation: Organisation, search: str) -> list[Organisation]:
    """Which organisations this one can be merged with: those that share most words, the nearest first."""
    words = words_of(search)
    rule = Q()
    for word in words:
        rule |= starts_a_word("name", word)
    if not rule:
        return []
    rows = organisations().filter(rule).exclude(pk=organisation.pk).order_by(Fold("name"), "pk")[:MOST_ALIKE]

    def alike(one: Organisation) -> tuple[int, bool]:
        theirs = words_of(one.name)
        shared = sum(any(word.startswith(start) for word in theirs) for start in words)
        return -shared, one.municipality_id != organisation.municipality_id

    return sorted(rows, key=alike)[:LIKE_THIS]
