from dataclasses import dataclass

from leerkring.core.events.record import record
from leerkring.core.people.models import Function, Organisation, OrganisationKind, Person
from leerkring.core.people.rules import may_add_organisation, may_edit_profile
from leerkring.core.regions.models import Municipality
from leerkring.kit.actions import action


@dataclass(frozen=True, slots=True)
class Profile:
    name: str
    function: Function | None
    organisation: Organisation | None
    municipality: Municipality | None
    language: str
    own_function: str = ""


@action(may=may_edit_profile)
def edit_profile(by: Person, person: Person, profile: Profile) -> Person:
    """Say who you are: name, function (also in own words), organisation, work municipality, language."""
    person.name = profile.name
    person.language = profile.language
    if not person.is_pseudonymous:
        person.function = profile.function
        person.own_function = profile.own_function
        person.organisation = profile.organisation
        person.municipality = profile.municipality
    person.save()
    record("people.profile_edited", by=by, on=person)
    return person


@action(may=may_add_organisation)
def add_organisation(
    by: Person, kind: OrganisationKind, *, name: str, municipality: Municipality
) -> Organisation:
    """Add an organisation that is not in the list yet; the same name and place gives the one that is."""
    organisation, new = Organisation.objects.get_or_create(
        name__iexact=name, municipality=municipality, defaults={"name": name, "kind": kind}
    )
    if new:
        record("people.organisation_added", by=by, on=organisation)
    return organisation
