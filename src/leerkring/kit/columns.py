"""Models out of a query that is written by hand.

For what nearly every page asks: Django takes longer to write such a query than the database to answer it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Columns(Generic[Row]):
    """Columns of one model; `table` is what the query calls it. The others are fetched when asked for."""

    model: type[Row]
    table: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, model: type[Row], table: str, only: frozenset[str] | None = None) -> "Columns[Row]":
        """Those named in `only`, or all."""
        names = (field.attname for field in model._meta.concrete_fields)
        return cls(model, table, tuple(one for one in names if only is None or one in only))

    def __str__(self) -> str:
        """For a SELECT."""
        return ", ".join(f"{self.table}.{name}" for name in self.names)

    def take(self, values: Iterator[Any]) -> Row:
        """The model of the next so many values of a row."""
        return self.model.from_db("default", self.names, [next(values) for _name in self.names])
