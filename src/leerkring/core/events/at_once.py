"""What follows from an event at once, in the transaction of the action; `tasks.subscribe` is for later."""

from collections.abc import Callable

from django.db.models import Model

from leerkring.kit.manifest import Verb

Follower = Callable[[Verb, Model], None]

_followers: list[Follower] = []


def at_once(run: Follower) -> Follower:
    """Have `run(verb, target)` called for every event before it commits. For what may never lag behind."""
    _followers.append(run)
    return run


def follow(verb: Verb, target: Model) -> None:
    for run in _followers:
        run(verb, target)
