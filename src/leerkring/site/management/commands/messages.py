from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from leerkring.site.messages import catalogues
from leerkring.site.messages.faults import faults
from leerkring.site.messages.sources import template_catalogue


class Command(BaseCommand):
    help = "Gather, compile and check the words of the interface."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        steps.add_parser("extract", help="bring the catalogues in line with the source")
        steps.add_parser("compile", help="make the .mo files that are older than their .po")
        steps.add_parser("check", help="list what is missing or wrong; fails when anything is")

    def handle(self, *_args: str, **options: Any) -> None:
        steps = {"extract": self.extract, "compile": self.compile, "check": self.check_words}
        steps[options["step"]]()

    def extract(self) -> None:
        template = template_catalogue()
        for language in catalogues.languages():
            missing = catalogues.update(language, template)
            self.stdout.write(f"{language}: {len(template)} messages, {missing} without words")

    def compile(self) -> None:
        for path in catalogues.compile_changed():
            self.stdout.write(f"made {path}")

    def check_words(self) -> None:
        template = template_catalogue()
        found = [
            f"{language}: {fault}"
            for language in catalogues.languages()
            for fault in faults(catalogues.read(language), template, language)
        ]
        if found:
            raise CommandError("\n".join([*found, f"{len(found)} faults. First: leerkring messages extract"]))
        self.stdout.write(f"{len(template)} messages are complete in {', '.join(catalogues.languages())}.")
