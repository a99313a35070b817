from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from leerkring.services.discover.meaning import has_meaning
from leerkring.site import database, env, ports, server
from leerkring.site.problem import Problem
from leerkring.site.steps import step
from leerkring.site.supervisor import Supervisor


class Command(BaseCommand):
    help = "Run the web server and the workers until you stop them (Ctrl-C)."
    requires_system_checks = []  # make check and leerkring check do them; the first page should not wait

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
        people = _demo_people() if settings.DEMO else ""
        ready = f"\nLeerkring is ready: {server.address()}\n{words_alone()}{people}"
        self.stdout.write(f"{ready}\nStop with Ctrl-C.\n")
        self.stdout.flush()


def words_alone() -> str:
    """What whoever starts the server has to know of its database; nothing where all is well."""
    if has_meaning():
        return ""
    return "This database has no extension vector (0.7 or later): search goes by words alone.\n"


def _unapplied() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _demo_people() -> str:
    from leerkring.site.demo.personas import PERSONAS  # only in the demo may its code load

    people = "\n".join(f"  {one.name:<20}{one.role:<28}{one.email}" for one in PERSONAS)
    return (
        f"\nLook along as one of these invented people (one click, on every page):\n{people}\n"
        f"All mails that would be sent: {server.address()}{reverse('demo:post')}\n"
    )


def _nothing() -> None:
    return None
