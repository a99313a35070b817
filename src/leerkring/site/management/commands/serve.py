from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from leerkring.site import database, env, ports, server
from leerkring.site.problem import Problem
from leerkring.site.steps import step
from leerkring.site.supervisor import Supervisor


class Command(BaseCommand):
    help = "Run the web server and the workers until you stop them (Ctrl-C)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="first bring the tables up to date and, in the demo, load its content",
        )

    def handle(self, *_args: str, **options: Any) -> None:
        with server.alone():
            ports.refuse_when_busy(env.LISTEN.value, env.PORT.value)
            if options["prepare"]:
                self._prepare()
            self._refuse_half_a_house()
            connections.close_all()
            embedded = None if env.DATABASE_URL.given else database.embedded()
            Supervisor(
                server.children(),
                pulse=embedded.keep_alive if embedded else _nothing,
                ready=server.answers,
                welcome=self._welcome,
            ).run()
        self.stdout.write("Leerkring has stopped.")

    def _prepare(self) -> None:
        with step("Tables"):
            if _unapplied():
                call_command("migrate", verbosity=0, interactive=False)
        if settings.DEMO:
            with step("Demo: people and conversations"):
                call_command("demo", verbosity=0)

    def _refuse_half_a_house(self) -> None:
        if _unapplied():
            raise Problem("The database's tables are not up to date.", "Run: leerkring migrate")
        if not settings.DEBUG and not (settings.STATIC_ROOT / "staticfiles.json").exists():
            raise Problem(
                f"The style sheets and scripts are not in {settings.STATIC_ROOT}.",
                "Run: leerkring collectstatic --no-input (make setup does it too).",
            )

    def _welcome(self) -> None:
        self.stdout.write(f"\nLeerkring is ready: {server.address()}")
        if settings.DEMO:
            self.stdout.write(_demo_people())
        self.stdout.write("\nStop with Ctrl-C.\n")
        self.stdout.flush()


def _unapplied() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _demo_people() -> str:
    return ""


def _nothing() -> None:
    return None
