"""The console command `leerkring`: our own commands and all of Django's."""

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

from leerkring.site import database, env
from leerkring.site.problem import Problem, in_words

OURS = {
    "serve": "run the web server and the workers until you stop them",
    "guard": "run the guard that finds personal data in texts",
    "worker": "run one worker: mails and other work in the background",
    "forget_second_step": "let somebody in again who lost phone and recovery codes",
    "administrator": "make somebody administrator of the platform, also the first",
    "demo": "load the demo's invented people and conversations",
    "routes": "list every address with its methods and who may use it",
    "explain": "tell what follows from a verb: event, notices, recipients, templates",
    "generate": "add an invented community of any size, to measure and try things on",
    "reindex": "make what search needs anew, while everybody goes on searching",
    "bench": "measure the running server, page by page",
    "backup": "write database and uploads to one file",
    "restore": "put a backup back",
    "messages": "gather, compile and check the words of the interface",
    "migrate": "bring the database's tables up to date",
    "check": "look for mistakes in the settings",
    "shell": "open a Python prompt on the platform's data",
}
# These only look at code and files; they work without settings and database.
WITHOUT_DATABASE = {"collectstatic", "findstatic", "help", "messages", "version"}


def main() -> NoReturn:
    """Run one command; a Problem is told in plain words, without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerkring.site.settings")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    try:
        run(sys.argv)
    except Exception as error:
        problem = in_words(error)
        if problem is None:
            raise
        print(f"\n{problem.what}\n\n{problem.way_out}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0)


def run(words: list[str]) -> None:
    """Run the command in `words[1:]`."""
    name = words[1] if len(words) > 1 else "--help"
    if name in {"-h", "--help", "help"} and len(words) <= 2:
        print(overview())
        return
    from django.core.management import execute_from_command_line  # after the settings are known

    if name in WITHOUT_DATABASE or {"-h", "--help"} & set(words[2:]):
        execute_from_command_line(words)
        return
    env.refuse_when_missing()
    if name == "demo" and not env.DEMO.value:
        raise Problem("The demo is switched off here.", "Switch it on: LEERKRING_DEMO=1 leerkring demo")
    with database.available():
        execute_from_command_line(words)


def overview() -> str:
    """The help text of `leerkring` alone."""
    lines = "\n".join(f"  {name:<15}{words}" for name, words in OURS.items())
    return (
        "leerkring <command> [options]\n\n"
        f"{lines}\n\n"
        "leerkring <command> --help tells more about one command.\n"
        "Every other Django command works too; leerkring help --commands lists them.\n"
        "Settings are environment variables: docs/reference/settings.md."
    )


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    """Leave in an orderly way, so that a database started here is stopped as well."""
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
