from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser

from leerkring.site import server
from leerkring.site.bench import report
from leerkring.site.bench.asking import count
from leerkring.site.bench.client import Line, measure
from leerkring.site.bench.memory import processes_of
from leerkring.site.bench.pages import Page, looking, question_to_answer, reading, writing
from leerkring.site.bench.queries import busiest_member
from leerkring.site.bench.report import Figures
from leerkring.site.bench.visiting import desk, signed_in

MANY = 16
READS, READS_AT_ONCE, WRITES, WRITES_AT_ONCE = 200, 800, 40, 160
LOOKS, LOOKS_AT_ONCE = 48, 64
"""Of each way to search, that all of them be measured within two minutes at 200,000 answers."""
WARM = 3 * MANY
QUICK = 50
"""How many times fewer requests for a first impression."""


class Command(BaseCommand):
    help = "Measure the running server: each page as visitor and member, with one and with many connections."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--url", default="", help="the server's address; this installation's when left out"
        )
        parser.add_argument("--json", action="store_true", help="print figures for a program")
        parser.add_argument(
            "--search", action="store_true", help="only search and what is offered while typing"
        )
        parser.add_argument("--quick", action="store_true", help="few requests: a first impression only")

    def handle(self, *_args: Any, **options: Any) -> None:
        site = urlsplit(options["url"] or server.address())
        self.part = QUICK if options["quick"] else 1
        member = busiest_member()
        if member is None:
            raise CommandError("There are no members to measure as. First: leerkring generate")
        try:
            Line(site).close()
            with signed_in(member) as guest:
                pages = () if options["search"] else reading(guest)
                lines = list(self._measure(site, pages, READS, READS_AT_ONCE))
                lines += self._measure(site, looking(guest), LOOKS, LOOKS_AT_ONCE)
            if not options["search"]:
                with desk() as place:
                    pages = writing(place, question_to_answer(place))
                    lines += self._measure(site, pages, WRITES, WRITES_AT_ONCE)
        except OSError as error:
            raise CommandError(f"No server answers at {site.geturl()}. First: leerkring serve") from error
        processes = processes_of(site.port or 80)
        if options["json"]:
            self.stdout.write(report.as_json(lines, processes, MANY))
        else:
            self.stdout.write("\n".join(report.as_table(lines, processes, MANY)))

    def _measure(self, site: SplitResult, pages: Iterable[Page], few: int, many: int) -> Iterator[Figures]:
        for page in pages:
            if page.form is None and not page.new:
                measure(site, page.ask, WARM // self.part or MANY, MANY)
            one = measure(site, page.ask, max(4, few // self.part), 1)
            at_once = measure(site, page.ask, max(MANY, many // self.part), MANY)
            yield Figures(page.name, page.who, one, at_once, count(page))
            self.stderr.write(f"measured {page.name} as {page.who}")
