"""Reference data: read once, kept for a minute in this process.

For what is the same for everybody and changes a few times a year, such as the regions.
A change is seen within `SECONDS`; never keep anything here that depends on who looks.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

Result = TypeVar("Result")

SECONDS = 60

_kept: dict[Any, tuple[float, Any]] = {}


def remembered(read: Callable[[], Result]) -> Callable[[], Result]:
    """`read` takes no arguments and returns something that nobody changes."""

    @wraps(read)
    def kept() -> Result:
        until, value = _kept.get(read, (0.0, None))
        if time.monotonic() >= until:
            value = read()
            _kept[read] = (time.monotonic() + SECONDS, value)
        result: Result = value
        return result

    return kept


class _Remembered(ForwardManyToOneDescriptor):  # type: ignore[type-arg] # generic in the stubs only
    def get_object(self, instance: models.Model) -> models.Model:
        model = self.field.remote_field.model
        found = _rows(model).get(getattr(instance, self.field.attname))
        return found or super().get_object(instance)


class RememberedKey(models.ForeignKey):  # type: ignore[type-arg] # the plugin reads it as the key that it is
    """A foreign key to a small table of reference data: its rows are kept here, so it takes no join."""

    forward_related_accessor_class = _Remembered

    def deconstruct(self) -> Any:
        """To the database it is a foreign key like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


def _rows(model: type[models.Model]) -> dict[Any, models.Model]:
    until, rows = _kept.get(model, (0.0, {}))
    if time.monotonic() >= until:
        rows = model._base_manager.in_bulk()
        _kept[model] = (time.monotonic() + SECONDS, rows)
    found: dict[Any, models.Model] = rows
    return found


def forget() -> None:
    """Read everything again. Call after changing reference data."""
    _kept.clear()
