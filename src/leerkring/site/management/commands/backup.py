from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from leerkring.site import backups, env


class Command(BaseCommand):
    help = "Write the database and the uploads to one file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            help="where to write it; without a name in `backups` under LEERKRING_VAR",
        )

    def handle(self, *_args: str, **options: Any) -> None:
        usual = env.VAR.value / "backups" / f"leerkring-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar"
        target: Path = options["file"] or usual
        backups.write(target)
        self.stdout.write(f"Written: {target} ({target.stat().st_size / 1e6:.1f} MB)")
