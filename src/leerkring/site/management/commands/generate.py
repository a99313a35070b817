from random import Random
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.timezone import now

from leerkring.core.regions.queries import current_municipalities
from leerkring.services.discover.rebuild import make_findable
from leerkring.site.generate.chance import Zipf
from leerkring.site.generate.people import make_people
from leerkring.site.generate.threads import Threads
from leerkring.site.generate.words import Words

LEAST_MEMBERS = 20


class Command(BaseCommand):
    help = "Add an invented community of any size to the database, shaped like a real one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--members", type=int, default=3500)
        parser.add_argument("--threads", type=int, default=20_000)
        parser.add_argument("--replies", type=int, default=200_000)
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same community")
        parser.add_argument("--yes", action="store_true", help="also outside the demo and development")

    def handle(self, *_args: Any, **options: Any) -> None:
        self._refuse(options)
        start, rng, today = monotonic(), Random(options["seed"]), now()  # noqa: S311  # nosec B311 (no secret)
        crowd = make_people(options["members"], today, rng)
        self._say(f"{options['members']} members", start)
        words = Words([place.name for place in current_municipalities()])
        sizes = Zipf(range(options["threads"]), 0.8, 20).shares(options["replies"])
        rng.shuffle(sizes)
        for done in Threads(crowd, words, today, rng).insert(sizes):
            self._say(f"{done} of {options['threads']} threads", start)
        make_findable()
        self._say("the words of everything", start)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self._say("statistics for the query planner", start)

    def _refuse(self, options: dict[str, Any]) -> None:
        if settings.PRODUCTION and not options["yes"]:
            raise CommandError(
                "This puts thousands of invented people into a real platform. Sure? Add --yes."
            )
        if options["members"] < LEAST_MEMBERS or options["threads"] < 1 or options["replies"] < 0:
            raise CommandError(
                f"At least {LEAST_MEMBERS} members and one thread, and no fewer than 0 replies."
            )

    def _say(self, what: str, start: float) -> None:
        self.stdout.write(f"{monotonic() - start:7.1f} s  {what}")
