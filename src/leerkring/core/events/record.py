"""The one way to say that something happened."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction

from leerkring.core.events import at_once
from leerkring.core.events.models import Event
from leerkring.core.events.nonces import event_with, target_in
from leerkring.core.events.tasks import dispatch
from leerkring.kit import manifest

P = ParamSpec("P")
Actor = TypeVar("Actor", bound=models.Model)
Target = TypeVar("Target", bound=models.Model)


def record(
    verb: str, *, by: models.Model | None, on: models.Model, nonce: UUID | None = None, **facts: Any
) -> Event:
    """Write the event and queue its consequences, in the transaction of the action.

    Raises `KeyError` for a verb that no manifest declares.
    """
    declared = manifest.verbs()[verb]
    event = Event.objects.create(
        verb=declared.name,
        by_id=by.pk if by else None,
        target_type=ContentType.objects.get_for_model(on, for_concrete_model=False),
        target_id=on.pk,
        facts=facts,
        nonce=nonce,
    )
    at_once.follow(declared, on)
    dispatch.defer(event_id=event.pk)
    return event


def once(
    model: type[Target],
) -> Callable[[Callable[Concatenate[Actor, P], Target]], Callable[Concatenate[Actor, P], Target]]:
    """For an action that records with its `nonce`: the same nonce gives what was made the first time.

    A double click and a resent form carry the same nonce; only one of them acts.
    """

    def decorate(run: Callable[Concatenate[Actor, P], Target]) -> Callable[Concatenate[Actor, P], Target]:
        @wraps(run)
        def single(by: Actor, /, *args: P.args, **kwargs: P.kwargs) -> Target:
            nonce = kwargs.get("nonce")
            if used := event_with(model, by, nonce):
                if done := target_in(model, used):
                    return done
                kwargs["nonce"] = None  # What it made is gone: the same form is a new wish.
            try:
                with transaction.atomic():
                    return run(by, *args, **kwargs)
            except IntegrityError:
                used = event_with(model, by, nonce)
                if used and (done := target_in(model, used)):
                    return done
                raise

        return single

    return decorate
