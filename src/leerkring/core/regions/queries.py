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


ALSO_CALLED = {"'s-Gravenhage": "Den Haag", "'s-Hertogenbosch": "Den Bosch"}


def municipalities_by_name() -> dict[str, Municipality]:
    """Under the official name, and under the one that people say."""
    found = {one.name: one for one in current_municipalities()}
    said = {ALSO_CALLED[name]: one for name, one in found.items() if name in ALSO_CALLED}
    return found | {name: one for name, one in said.items() if name not in found}
