"""An action is the only place where the product changes its data."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

P = ParamSpec("P")
Actor = TypeVar("Actor")
Subject = TypeVar("Subject")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Action:
    """One registered action; `run` is the undecorated function."""

    name: str
    run: Callable[..., Any]
    rule: Callable[..., bool]

    def mentions(self, verb: str) -> bool:
        """Whether the action's own code names this verb."""
        return verb in self.run.__code__.co_consts


_actions: dict[str, Action] = {}


def action(
    may: Callable[[Actor, Subject], bool],
) -> Callable[
    [Callable[Concatenate[Actor, Subject, P], Result]],
    Callable[Concatenate[Actor, Subject, P], Result],
]:
    """Check the rule, open one transaction, run the action in it.

    Raises `PermissionDenied` when `may(by, on)` is false; nothing is written then.
    """

    def decorate(
        run: Callable[Concatenate[Actor, Subject, P], Result],
    ) -> Callable[Concatenate[Actor, Subject, P], Result]:
        name = f"{run.__module__}.{run.__qualname__}"
        _actions[name] = Action(name, run, may)

        @wraps(run)
        def checked(by: Actor, on: Subject, /, *args: P.args, **kwargs: P.kwargs) -> Result:
            if not may(by, on):
                raise PermissionDenied(name)
            with transaction.atomic():
                return run(by, on, *args, **kwargs)

        return checked

    return decorate


def registered_actions() -> list[Action]:
    return sorted(_actions.values(), key=lambda one: one.name)
