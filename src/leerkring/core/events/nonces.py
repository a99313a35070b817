"""What a form made before, found by its nonce."""

from typing import TypeVar
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models

from leerkring.core.events.models import Event

Target = TypeVar("Target", bound=models.Model)


def made_with(model: type[Target], by: models.Model, nonce: object) -> Target | None:
    """What this person made with this nonce, if it is still there."""
    used = event_with(model, by, nonce)
    return target_in(model, used) if used else None


def nonce_of(made: models.Model) -> UUID | None:
    """The nonce of the form that made this."""
    kind = ContentType.objects.get_for_model(made, for_concrete_model=False)
    found = Event.objects.filter(target_type=kind, target_id=made.pk, nonce__isnull=False).first()
    return found.nonce if found else None


def event_with(model: type[Target], by: models.Model, nonce: object) -> Event | None:
    """The event that this person's form with this nonce ended in; None for what is no nonce."""
    if not isinstance(nonce, UUID):
        return None
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    return Event.objects.filter(by_id=by.pk, nonce=nonce, target_type=kind).first()


def target_in(model: type[Target], event: Event) -> Target | None:
    """What an event is about, if it is still there."""
    return model._default_manager.filter(pk=event.target_id).first()
