from collections.abc import Iterator
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from leerkring.services.discover import rebuild
from leerkring.services.discover.meaning import has_meaning, prepare
from leerkring.services.discover.vocabulary import count_words


class Command(BaseCommand):
    help = "Make what search needs anew, while everybody goes on searching. What is right already stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--words", action="store_true", help="only the words; the worker does the meaning afterwards"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        self.start = monotonic()
        prepare()
        if not has_meaning():
            self.stderr.write("This database has no `vector`: search goes by words alone.")
        self._follow(rebuild.words(), rebuild.how_many(), "entries")
        self._say(f"{count_words()} words counted")
        if not options["words"]:
            self._follow(
                rebuild.meanings(), rebuild.how_many_wait(), "entries taken in by meaning and likeness"
            )

    def _follow(self, steps: Iterator[int], total: int, what: str) -> None:
        done, told = 0, self.start
        for number in steps:
            done += number
            if monotonic() - told > 2:
                told = monotonic()
                self._say(f"{done} of {total} {what}")
        self._say(f"{done} {what}")

    def _say(self, what: str) -> None:
        self.stdout.write(f"{monotonic() - self.start:7.1f} s  {what}")
        self.stdout.flush()
