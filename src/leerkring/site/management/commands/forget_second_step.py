from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from leerkring.core.people.queries import people_with
from leerkring.site.security.actions import forget_second_step


class Command(BaseCommand):
    help = "Let somebody in again who lost phone and recovery codes: from now on a mailed code is enough."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", metavar="mail-address", help="with which this person signs in")

    def handle(self, *_args: str, **options: Any) -> None:
        person = people_with(options["address"].strip().lower()).first()
        if person is None:
            raise CommandError("Nobody has this mail address.")
        with override(person.language):
            gone = forget_second_step(person)
        if not gone:
            raise CommandError("This person has no second step.")
        self.stdout.write("The second step is off, and this person is told by mail.")
