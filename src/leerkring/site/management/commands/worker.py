from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from leerkring.kit.working import run_worker

GRACE = 10.0
AT_ONCE = 2
"""Reading a large file waits for another process, most of the time: messages and mail go on meanwhile."""


class Command(BaseCommand):
    help = "Run one worker: it sends mails and does other work in the background."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is waiting now, then stop")

    def handle(self, *_args: str, **options: Any) -> None:
        run_worker(wait=not options["once"], shutdown_graceful_timeout=GRACE, concurrency=AT_ONCE)
