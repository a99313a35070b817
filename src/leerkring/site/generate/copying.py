"""Many rows into one table by COPY."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from psycopg import sql


def reserve(model: type[Model], count: int) -> range:
    """Primary keys for `count` new rows, which nobody else will get."""
    place = [model._meta.db_table, _key(model)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", place)
        first = int(cursor.fetchone()[0])
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [*place, first + count])
    return range(first, first + count)


def copy(model: type[Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows of column name -> value; a column that a row leaves out gets the field's default.

    The primary key is the database's where no row names it.
    """
    todo = list(rows)
    if not todo:
        return
    fields = [
        field for field in model._meta.concrete_fields if not field.primary_key or _key(model) in todo[0]
    ]
    defaults = {field.attname: _default(field) for field in fields}
    names = sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in fields)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(model._meta.db_table), names)
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        for row in todo:
            stream.write_row([row.get(name, default) for name, default in defaults.items()])


def _default(field: "Field[Any, Any]") -> Any:
    return field.get_db_prep_save(field.get_default(), connection)


def _key(model: type[Model]) -> str:
    key = model._meta.pk
    return str(key.column) if key else ""
