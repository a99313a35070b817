import inspect
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, no_translations
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from leerkring.kit.actions import Action, registered_actions
from leerkring.kit.manifest import Notice, notices, verbs
from leerkring.site.problem import Problem


class Command(BaseCommand):
    help = "Tell what follows from a verb: actions, event, notices, recipients and templates."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", nargs="?", help="for example community.asked; none lists all")

    @no_translations
    def handle(self, *_args: str, **options: Any) -> None:
        known = verbs()
        if options["verb"] is None:
            for name in sorted(known):
                self.stdout.write(f"{name:<34}{known[name].says}")
            return
        name = options["verb"]
        if name not in known:
            raise Problem(f"There is no verb {name}.", "leerkring explain lists them all.")
        self.stdout.write(f"{name}\n  somebody {known[name].says}")
        for action in registered_actions():
            if action.mentions(name):
                self._tell_action(action)
        self.stdout.write(f"event    {name}, recorded in the transaction of the action")
        for notice in notices(name):
            self._tell_notice(notice)
        if not notices(name):
            self.stdout.write("notices  none: nobody is told")

    def _tell_action(self, action: Action) -> None:
        rule = f"{action.rule.__module__}.{action.rule.__qualname__}"
        self.stdout.write(f"action   {action.name}\n         may: {rule}")

    def _tell_notice(self, notice: Notice) -> None:
        reach = "all of them" if notice.private else "those who may see the entry"
        who = (inspect.getdoc(notice.to) or notice.to.__name__.strip("_").replace("_", " ")).split("\n")[0]
        self.stdout.write(f"notice   {notice.kind}: {notice.label}")
        self.stdout.write(f"         to: {who} ({reach}; not the actor{_SILENCES[notice.aim]})")
        self.stdout.write(f"         {_way(notice)}")
        for ending in (".line.html", ".txt"):
            self.stdout.write(f"         {notice.template}{ending}{_presence(notice.template + ending)}")


_SILENCES = {
    "called": "",
    "own": ", not who muted the conversation",
    "followed": ", not who muted the conversation or the space",
    "wide": ", not who muted the conversation or the space, not who has been away for long",
}


def _way(notice: Notice) -> str:
    """How it comes to whoever chose nothing."""
    come = {
        "mail": "in Leerkring and by mail",
        "inbox": "in Leerkring only",
        "off": "not, until it is chosen",
    }
    choice = "cannot be switched off" if notice.required else "can be switched off"
    gathered = "; gathered into one line and one mail" if notice.grouped else ""
    return f"comes {come[notice.default]}; {choice}{gathered}"


def _presence(template: str) -> str:
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return "  MISSING"
    return ""
