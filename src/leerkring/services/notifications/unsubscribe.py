"""The address in each mail that switches its kind off: signed, without an end date, without signing in."""

from django.core.signing import BadSignature, Signer
from django.http import Http404

from leerkring.core.people.models import Person
from leerkring.services.notifications.queries import kinds


def _signer() -> Signer:
    return Signer(sep=".", salt="notifications.unsubscribe")


def token_for(person: Person, kind: str) -> str:
    return _signer().sign_object([person.pk, kind])


def read_token(token: str) -> tuple[Person, str]:
    """Whose mail of which kind a token is about. Raises `Http404` for any other text."""
    try:
        pk, kind = _signer().unsign_object(token)
    except BadSignature:
        raise Http404 from None
    person = Person.objects.filter(pk=pk).first()
    if person is None or kind not in kinds():
        raise Http404
    return person, kind
