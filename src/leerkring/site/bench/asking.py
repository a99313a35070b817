"""How often a page asks the database and how long that takes, counted in this process."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from leerkring.site.bench.pages import Page

WARM = 3
NO_QUESTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@dataclass(frozen=True, slots=True)
class Asking:
    """Statements, and milliseconds in the database."""

    queries: int
    milliseconds: float


def count(page: Page) -> Asking:
    """The median of three times, after one to warm up; of making the page, so past the page cache."""
    client = Client(headers={"host": (settings.ALLOWED_HOSTS or ["localhost"])[0]})
    client.cookies.load(page.guest.cookies)
    found = [_once(client, page, number) for number in range(WARM + 1)][1:]
    return sorted(found, key=lambda one: one.milliseconds)[len(found) // 2]


def _once(client: Client, page: Page, number: int) -> Asking:
    ask, never_asked_before = page.ask(number), {"meting": str(uuid4())}
    with CaptureQueriesContext(connection) as seen:
        if ask.form is None:
            path = ask.path if page.new else f"{ask.path}?{urlencode(never_asked_before)}"
            headers = {"HX-Request": "true"} if ask.part else {}
            client.get(path, headers=headers, secure=settings.PRODUCTION)
        else:
            client.post(ask.path, ask.form, secure=settings.PRODUCTION)
    ours = [one for one in seen.captured_queries if not one["sql"].lstrip(" \n(").startswith(NO_QUESTION)]
    return Asking(len(ours), sum(float(one["time"]) for one in ours) * 1000)
