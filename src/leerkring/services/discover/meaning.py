"""Whether this database can compare meanings, and the column that is made where it can."""

from functools import cache

from django.db import DatabaseError, connection, transaction

OLDEST = (0, 7)
"""Of the extension `vector`: from here on it keeps a number in two bytes."""

_AVAILABLE = "SELECT installed_version, default_version FROM pg_available_extensions WHERE name = 'vector'"
_TYPE = """
    SELECT format_type(atttypid, NULL) FROM pg_attribute
    WHERE attrelid = to_regclass('discover_passage') AND attname = 'vector' AND NOT attisdropped
"""
_COLUMN = (
    "ALTER TABLE discover_passage DROP COLUMN IF EXISTS vector",
    "ALTER TABLE discover_passage ADD COLUMN vector halfvec(512) NOT NULL",
    "CREATE INDEX discover_passage_near ON discover_passage USING hnsw (vector halfvec_cosine_ops)",
)
_NO_COLUMN = "ALTER TABLE discover_passage ADD COLUMN vector real[] NOT NULL"


@cache
def has_meaning() -> bool:
    """Whether meanings are kept here; else search goes by words alone. Looked up once a process."""
    return _type() == "halfvec"


def prepare() -> None:
    """Make the column for meanings, where the database can and has none yet. It starts empty.

    Where it cannot, the column is of another type and stays empty, so that the table is the same for Django.
    """
    kind = _type()
    if kind == "halfvec":
        return
    has_meaning.cache_clear()
    with connection.cursor() as cursor:
        if _enabled():
            for statement in _COLUMN:
                cursor.execute(statement)
            cursor.execute("UPDATE discover_indexrow SET understood = ''")
        elif not kind:
            cursor.execute(_NO_COLUMN)


def _type() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_TYPE)
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def _enabled() -> bool:
    """Whether the extension is there, new enough, and switched on: by us, if we may."""
    with connection.cursor() as cursor:
        cursor.execute(_AVAILABLE)
        row = cursor.fetchone()
        if row is None or _version(row[0] or row[1]) < OLDEST:
            return False
        if row[0]:
            return True
        try:
            with transaction.atomic():
                cursor.execute("CREATE EXTENSION vector")
        except DatabaseError:
            return False  # Only an administrator of the database may; the reference of settings says so.
    return True


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())
