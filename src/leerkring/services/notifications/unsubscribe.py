"""The addresses in a mail that stop it: signed, without an end date, without signing in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import Http404

from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.services.notifications.queries import kinds


@dataclass(frozen=True, slots=True)
class Stop:
    """Whose mail is stopped: of these kinds, or about this space."""

    person: Person
    kinds: Sequence[str]
    space: Space | None


def _signer() -> Signer:
    return Signer(sep=".", salt="notifications.unsubscribe")


def token_for_kinds(person: Person, kinds: Sequence[str]) -> str:
    return _signer().sign_object({"person": person.pk, "kinds": list(kinds)})


def token_for_space(person: Person, space: Space) -> str:
    return _signer().sign_object({"person": person.pk, "space": space.pk})


def read_token(token: str) -> Stop:
    """What a token stops. Raises `Http404` for any other text, and for what is gone."""
    try:
        facts: dict[str, Any] = _signer().unsign_object(token)
    except BadSignature:
        raise Http404 from None
    person = Person.objects.filter(pk=facts["person"]).first()
    space = Space.objects.filter(pk=facts["space"]).first() if "space" in facts else None
    known = [one for one in facts.get("kinds", ()) if one in kinds()]
    if person is None or not (known or space):
        raise Http404
    return Stop(person, known, space)
