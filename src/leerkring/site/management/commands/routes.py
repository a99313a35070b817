import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from leerkring.site.routes import every_route


class Command(BaseCommand):
    help = "List every address with its name, its methods and who may use it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="as JSON, for other programs")

    def handle(self, *_args: str, **options: Any) -> None:
        routes = every_route()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in routes], indent=2))
            return
        wide = max(len(one.path) for one in routes)
        for one in routes:
            access = one.access or "NOT DECLARED"
            self.stdout.write(f"{one.path:<{wide}}  {access:<14} {','.join(one.methods):<9} {one.name}")
