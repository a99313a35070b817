from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from leerkring.kit.remember import RememberedKey

Place = TypeVar("Place", bound=models.Model, covariant=True)


class ValidQuerySet(models.QuerySet[Place]):
    def valid(self, on: date) -> Self:
        """Rows that exist on this day; `valid_to` is the last day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


class Region(models.Model):
    """A youth-care region (jeugdregio)."""

    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=80)
    provinces = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = ValidQuerySet["Region"].as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality with its centre in degrees (WGS 84)."""

    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=80)
    province = models.CharField(max_length=40)
    region = RememberedKey(Region, on_delete=models.PROTECT, related_name="municipalities")
    latitude = models.FloatField()
    longitude = models.FloatField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = ValidQuerySet["Municipality"].as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
