from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from leerkring.site import backups


class Command(BaseCommand):
    help = "Put a backup back: the database and the uploads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file made by leerkring backup")
        parser.add_argument(
            "--replace", action="store_true", help="also when the database has content, which is then lost"
        )

    def handle(self, *_args: str, **options: Any) -> None:
        backups.read(options["file"], replace=options["replace"])
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write("The backup is back in its place.")
