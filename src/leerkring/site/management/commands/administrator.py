from argparse import ArgumentParser
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from leerkring.core.people.models import Person
from leerkring.core.people.queries import people_with
from leerkring.core.spaces.actions import appoint_administrator


def _newcomer(address: str) -> Person:
    """Nobody gets in with this address but by a code that is mailed to it."""
    person = Person.objects.create_user(address)
    EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    return person


class Command(BaseCommand):
    help = "Make somebody administrator of the platform, also the first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", metavar="mail-address", help="with which this person signs in")

    def handle(self, *_args: str, **options: Any) -> None:
        address = options["address"].strip().lower()
        try:
            validate_email(address)
        except ValidationError as wrong:
            raise CommandError(f"{address} is no mail address.") from wrong
        person = people_with(address).first()
        if person is not None and (person.is_pseudonymous or not person.is_active):
            raise CommandError("This account is pseudonymous or closed; it cannot be administrator.")
        person = person or _newcomer(address)
        appoint_administrator(person)
        self.stdout.write(f"{address} is administrator. Sign in at /account/inloggen/ with a code by mail.")
