from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from leerkring.core.people.models import OTHER_FUNCTION, Function, Organisation, OrganisationKind, Person
from leerkring.kit.remember import remembered


def functions() -> QuerySet[Function]:
    """What people choose from; "other" comes with words of their own, and is no choice."""
    return Function.objects.exclude(slug=OTHER_FUNCTION)


@remembered
def all_functions() -> tuple[Function, ...]:
    return tuple(functions())


def other_function() -> Function:
    return Function.objects.get(slug=OTHER_FUNCTION)


def organisation_kinds() -> QuerySet[OrganisationKind]:
    return OrganisationKind.objects.all()


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.select_related("municipality")


def count_people() -> int:
    return Person.objects.filter(is_active=True).count()


def people_with(email: str) -> QuerySet[Person]:
    """Whoever signs in with this address: the main one, or another that was verified."""
    others = EmailAddress.objects.filter(email__iexact=email, verified=True)
    return Person.objects.filter(Q(email__iexact=email) | Q(pk__in=others.values("user_id")))
