from django.db.models import QuerySet

from leerkring.core.people.models import Function, Organisation, OrganisationKind, Person
from leerkring.kit.remember import remembered


def functions() -> QuerySet[Function]:
    return Function.objects.all()


@remembered
def all_functions() -> tuple[Function, ...]:
    return tuple(functions())


def organisation_kinds() -> QuerySet[OrganisationKind]:
    return OrganisationKind.objects.all()


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.select_related("municipality")


def count_people() -> int:
    return Person.objects.filter(is_active=True).count()
