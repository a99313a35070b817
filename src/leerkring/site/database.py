"""Which PostgreSQL the platform talks to: the one of DATABASE_URL, or the embedded one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from leerkring.site import env
from leerkring.site.embedded import NAME, Embedded
from leerkring.site.problem import Problem

OLDEST = 15
PATIENCE = 5


def embedded() -> Embedded:
    """The embedded server of this installation."""
    return Embedded(env.VAR.value)


def connection_settings() -> dict[str, Any]:
    """Django's words for the connection.

    Connections stay open per thread: the web server has a fixed number of threads, so a
    pool would hold just as many, and a dead server is noticed at once instead of after
    the pool's waiting time.
    """
    parts = _parts()
    known = {
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
    }
    return {**known, "CONN_MAX_AGE": 600, "OPTIONS": {"connect_timeout": PATIENCE, **parts}}


def _parts() -> dict[str, Any]:
    url = env.DATABASE_URL.given
    if not url:
        return {"dbname": NAME, "user": NAME, "host": str(embedded().socket)}
    try:
        parts = {key: value for key, value in conninfo_to_dict(url).items() if value}
    except psycopg.ProgrammingError as error:
        raise Problem(
            f"DATABASE_URL cannot be read: {str(error).strip()}.",
            "Give it as postgresql://user:password@host:5432/name.",
        ) from error
    if not parts.get("dbname"):
        raise Problem("DATABASE_URL names no database.", "End it with the name: …@host:5432/leerkring.")
    return parts


@contextmanager
def available() -> Iterator[None]:
    """Run the body with a database that is up and new enough; raises Problem otherwise."""
    if env.DATABASE_URL.given:
        check_server()
        yield
    else:
        with embedded().held():
            yield


def check_server() -> None:
    """Raise Problem when the server of DATABASE_URL is away or older than 15."""
    try:
        with psycopg.connect(make_conninfo(**{"connect_timeout": PATIENCE, **_parts()})) as connection:
            version = connection.info.server_version
    except psycopg.OperationalError as error:
        raise Problem(
            f"The database of DATABASE_URL cannot be reached: {str(error).strip()}",
            "Check that it runs and that host, name, user and password are right. "
            "Without DATABASE_URL an embedded PostgreSQL is used.",
        ) from error
    if version < OLDEST * 10000:
        raise Problem(
            f"The database of DATABASE_URL is PostgreSQL {version // 10000}; {OLDEST} or later is needed.",
            "Upgrade it, or unset DATABASE_URL to use the embedded PostgreSQL.",
        )
