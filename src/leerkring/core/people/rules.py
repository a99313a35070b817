from leerkring.core.people.models import OrganisationKind, Person


def may_edit_profile(by: Person, person: Person) -> bool:
    return by.is_active and by.pk == person.pk


def may_add_organisation(by: Person, _kind: OrganisationKind) -> bool:
    return by.is_active and not by.is_pseudonymous
