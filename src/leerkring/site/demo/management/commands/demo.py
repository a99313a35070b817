from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import now

from leerkring.site.demo.load import load
from leerkring.site.demo.personas import PERSONAS


class Command(BaseCommand):
    help = "Load the demo's invented people and conversations; a second time changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fresh", action="store_true", help="throw everything away first, what you added as well"
        )

    def handle(self, *, fresh: bool, verbosity: int, **_options: Any) -> None:
        start = monotonic()
        done = load(now(), fresh=fresh)
        if not verbosity:
            return
        what = "The demo is loaded" if done else "The demo was there already"
        self.stdout.write(f"{what} ({monotonic() - start:.1f} s). Look along as:")
        for one in PERSONAS:
            self.stdout.write(f"  {one.name:<20}{one.role:<26}{one.email}")
