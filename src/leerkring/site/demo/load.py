"""Load the demo: everything in one transaction, dated back from the moment of loading."""

from datetime import datetime

from django.db import connection, transaction

from leerkring.core.entries.models import Entry, Theme, ThemeFollow
from leerkring.core.events.models import Event
from leerkring.core.people.models import Organisation, Person
from leerkring.core.spaces.load import load_platform
from leerkring.core.spaces.models import Space
from leerkring.services.discover.rebuild import make_findable
from leerkring.services.notifications.models import OutgoingMail
from leerkring.site.demo import corpus
from leerkring.site.demo.files import load_files
from leerkring.site.demo.guarding import load_guard
from leerkring.site.demo.listings import load_listings
from leerkring.site.demo.news import load_choices, load_events, load_messages
from leerkring.site.demo.people import favourite_themes, load_people
from leerkring.site.demo.personas import people_to_look_along_with
from leerkring.site.demo.reactions import Crowd, stage_reactions
from leerkring.site.demo.spaces import load_spaces
from leerkring.site.demo.threads import insert_threads, load_drafts, stage_threads
from leerkring.site.problem import Problem


def is_loaded() -> bool:
    return Entry.objects.filter(external_id__in=corpus.corpus_ids()).exists()


@transaction.atomic
def load(now: datetime, *, fresh: bool = False) -> bool:
    """Load the content; whether anything was done. With `fresh` everything goes away first.

    Raises `Problem` when the database holds people who are not the demo's.
    """
    if is_loaded():
        if not fresh:
            return False
        _clear()
    elif Person.objects.exists():
        raise Problem(
            "This database already has people in it who are not the demo's.",
            "The demo only goes into an empty database: give DATABASE_URL another one, or LEERKRING_DEMO=0.",
        )
    _fill(now)
    return True


def _fill(now: datetime) -> None:
    cast = load_people(now)
    written = [(thread, cast.writers(thread)) for thread in corpus.threads()]
    themes = favourite_themes(cast, written)
    _follow_themes(themes)
    load_listings(now, cast, themes)
    places = load_spaces(now, cast, written, themes)
    threads = stage_threads(now, written, places)
    readers = people_to_look_along_with()
    reactions = stage_reactions(now, Crowd(cast, places, themes), threads, readers)
    insert_threads(threads)
    reactions.insert()
    load_files(threads)
    load_guard(now, cast, threads)
    load_drafts(cast)
    load_choices()
    load_messages(now, load_events(threads), readers)
    make_findable()


def _follow_themes(themes: dict[int, list[str]]) -> None:
    keys = dict(Theme.objects.values_list("slug", "pk"))
    ThemeFollow.objects.bulk_create(
        ThemeFollow(person_id=person, theme_id=keys[slug])
        for person, slugs in themes.items()
        for slug in slugs
    )


def _clear() -> None:
    """Empty every table that leads to people, spaces, entries, events or mails; choices and regions stay."""
    tables = [model._meta.db_table for model in (Person, Organisation, Space, Entry, Event, OutgoingMail)]
    names = ", ".join(connection.ops.quote_name(table) for table in tables)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {names} CASCADE")
    load_platform()
