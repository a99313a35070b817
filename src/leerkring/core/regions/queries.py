from django.db.models import QuerySet
from django.utils.timezone import localdate

from leerkring.core.regions.models import Municipality, Region


def current_regions() -> QuerySet[Region]:
    return Region.objects.valid(localdate())


def current_municipalities() -> QuerySet[Municipality]:
    return Municipality.objects.valid(localdate())
