"""The invented people, and which of them wrote what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import hypot

from allauth.account.models import EmailAddress

from leerkring.core.people.models import Function, Organisation, OrganisationKind, Person
from leerkring.core.regions.models import Municipality
from leerkring.site.demo import corpus
from leerkring.site.demo.chance import draw
from leerkring.site.demo.corpus import Thread, Writer

DOMAIN = "demo.leerkring.example"
"""A reserved name: no mail to these people can ever arrive."""


def email_of(login: str) -> str:
    return f"{login}@{DOMAIN}"


@dataclass(frozen=True, slots=True)
class Cast:
    """The people by login, in the order of the file, and the municipalities by name."""

    people: dict[str, Person]
    places: dict[str, Municipality]

    @property
    def members(self) -> list[Person]:
        """Everybody who belongs to the platform as a whole."""
        return [person for person in self.people.values() if not person.is_pseudonymous]

    def writers(self, thread: Thread) -> list[Person]:
        """Who asked, and then who gave each answer.

        The same description is the same person, two descriptions are two people;
        each is the nearest person with that function and kind of organisation.
        Raises `LookupError` where nobody fits.
        """
        found: dict[Writer, Person] = {}
        for writer in (thread.writer, *(answer.writer for answer in thread.answers)):
            if writer not in found:
                found[writer] = self._person(writer, taken=found.values())
        return [found[writer] for writer in (thread.writer, *(answer.writer for answer in thread.answers))]

    def _person(self, writer: Writer, taken: Iterable[Person]) -> Person:
        if writer.login:
            return self.people[writer.login]
        away = {person.pk for person in taken}
        fitting = [one for one in self.members if _fits(one, writer) and one.pk not in away]
        if not fitting:
            raise LookupError(writer)
        here = self.places[writer.place]
        return min(fitting, key=lambda one: _distance(one.municipality, here))


def _fits(person: Person, writer: Writer) -> bool:
    organisation = person.organisation
    return bool(
        organisation
        and str(person.function) == writer.function
        and str(organisation.kind) == writer.organisation_kind
    )


def _distance(one: Municipality | None, other: Municipality) -> float:
    """In kilometres, near enough on the scale of the Netherlands."""
    if one is None:
        return float("inf")
    return hypot((one.latitude - other.latitude) * 111, (one.longitude - other.longitude) * 68)


def load_people(now: datetime) -> Cast:
    """Insert the organisations and the people."""
    rows = corpus.rows("people.csv")
    places = {place.name: place for place in Municipality.objects.select_related("region")}
    functions = {function.name: function for function in Function.objects.all()}
    organisations = _load_organisations(rows, places)
    people = {row["login"]: _person(row, functions, organisations, places, now) for row in rows}
    Person.objects.bulk_create(people.values())
    EmailAddress.objects.bulk_create(
        EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in people.values()
    )
    return Cast(people, places)


def _load_organisations(
    rows: list[dict[str, str]], places: dict[str, Municipality]
) -> dict[tuple[str, str], Organisation]:
    kinds = {kind.name: kind for kind in OrganisationKind.objects.all()}
    found = {
        (row["organisation"], row["organisation_place"]): Organisation(
            name=row["organisation"],
            kind=kinds[row["organisation_kind"]],
            municipality=places[row["organisation_place"]],
        )
        for row in rows
        if row["organisation"]
    }
    Organisation.objects.bulk_create(found.values())
    return found


def _person(
    row: dict[str, str],
    functions: dict[str, Function],
    organisations: dict[tuple[str, str], Organisation],
    places: dict[str, Municipality],
    now: datetime,
) -> Person:
    person = Person(
        email=email_of(row["login"]),
        name=row["name"],
        is_pseudonymous=not row["municipality"],
        function=functions[row["function"]],
        organisation=organisations.get((row["organisation"], row["organisation_place"])),
        municipality=places.get(row["municipality"]),
        joined_at=now - timedelta(days=440 + draw("joined", row["login"]) % 200),
        last_login=now - timedelta(days=1 + draw("seen", row["login"]) % 40),
    )
    person.set_unusable_password()
    return person


def favourite_themes(cast: Cast, threads: Iterable[tuple[Thread, list[Person]]]) -> dict[int, list[str]]:
    """The themes each member follows, by person: as the file says, or what they write about most."""
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    every: dict[str, None] = {}
    for thread, writers in threads:
        for theme in thread.themes:
            every[theme] = None
            for person in writers:
                counts[person.pk][theme] += 1
    found = {
        person.pk: sorted(every, key=lambda theme: (-counts[person.pk][theme], draw(person.email, theme)))[
            : 3 + draw("themes", person.email) % 3
        ]
        for person in cast.members
    }
    named = {
        cast.people[row["login"]].pk: row["themes"].split()
        for row in corpus.rows("people.csv")
        if row["themes"]
    }
    return found | named
