from django.db.models import QuerySet

from leerkring.core.people.models import Function, Organisation, OrganisationKind, Person


def functions() -> QuerySet[Function]:
    return Function.objects.all()


def organisation_kinds() -> QuerySet[OrganisationKind]:
    return OrganisationKind.objects.all()


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.select_related("municipality")


def count_people() -> int:
    return Person.objects.filter(is_active=True).count()
