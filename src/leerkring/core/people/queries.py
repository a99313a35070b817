from allauth.account.models import EmailAddress
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length

from leerkring.core.people.models import OTHER_FUNCTION, Function, Organisation, OrganisationKind, Person
from leerkring.kit.fold import starts_a_word, words_of
from leerkring.kit.remember import remembered


@remembered
def all_functions() -> tuple[Function, ...]:
    """What people choose from."""
    return tuple(Function.objects.to_choose())


def other_function() -> Function:
    return Function.objects.get(slug=OTHER_FUNCTION)


def organisation_kinds() -> QuerySet[OrganisationKind]:
    return OrganisationKind.objects.all()


def organisations_like(text: str) -> QuerySet[Organisation]:
    """Those in whose name words begin as the words of `text` do: the shortest name first, it fits best."""
    words = words_of(text)
    rows = Organisation.objects.all() if words else Organisation.objects.none()
    for word in words:
        rows = rows.filter(starts_a_word("name", word))
    return rows.order_by(Length("name"), "name", "pk")


def largest_organisations() -> QuerySet[Organisation]:
    """Those with most people here first."""
    return Organisation.objects.annotate(count=Count("people")).order_by("-count", "name", "pk")


def count_people() -> int:
    return Person.objects.filter(is_active=True).count()


def people_with(email: str) -> QuerySet[Person]:
    """Whoever signs in with this address: the main one, or another that was verified."""
    others = EmailAddress.objects.filter(email__iexact=email, verified=True)
    return Person.objects.filter(Q(email__iexact=email) | Q(pk__in=others.values("user_id")))
