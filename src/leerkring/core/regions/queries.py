from django.db.models import QuerySet
from django.utils.timezone import localdate

from leerkring.core.regions.models import Municipality, Region
from leerkring.kit.remember import remembered


def current_regions() -> QuerySet[Region]:
    return Region.objects.valid(localdate())


@remembered
def all_regions() -> tuple[Region, ...]:
    return tuple(current_regions())


def current_municipalities() -> QuerySet[Municipality]:
    return Municipality.objects.valid(localdate())
