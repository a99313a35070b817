"""As whom we measure: a visitor, a member who is there, and a writer in a closed space of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils.crypto import get_random_string

from leerkring.core.entries.models import Entry, Theme
from leerkring.core.people.models import Function, Person
from leerkring.core.regions.queries import current_municipalities
from leerkring.core.spaces.models import Join, Membership, Openness, Role, Space, SpaceKind
from leerkring.core.spaces.queries import platform

TOKEN = 32


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody with a browser. The token in the cookie is also the one in the form."""

    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def token(self) -> str:
        return self.cookies.get(settings.CSRF_COOKIE_NAME, "")


@dataclass(frozen=True, slots=True)
class Desk:
    """A closed space in which the writer may write: nobody else sees or hears of it."""

    person: Person
    writer: Guest
    space: Space
    theme: Theme


VISITOR = Guest()


@contextmanager
def signed_in(person: Person) -> Iterator[Guest]:
    """The person with a session that ends afterwards."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    cookies = {
        settings.SESSION_COOKIE_NAME: str(session.session_key),
        settings.CSRF_COOKIE_NAME: get_random_string(TOKEN),
    }
    try:
        yield Guest(cookies)
    finally:
        session.delete()


@contextmanager
def desk() -> Iterator[Desk]:
    """A writer with a space to write in; both, and all that was written there, go away afterwards."""
    mark = uuid4().hex[:12]
    person = Person.objects.create_user(
        f"meting-{mark}@leerkring.invalid",
        name="Meting",
        function=Function.objects.first(),
        municipality=current_municipalities().first(),
    )
    space = Space.objects.create(
        parent=platform(),
        kind=SpaceKind.GROUP,
        slug=f"meting-{mark}",
        name="Meting",
        openness=Openness.CLOSED,
        join=Join.INVITATION,
    )
    Membership.objects.create(space=space, person=person, role=Role.FACILITATOR)
    try:
        with signed_in(person) as writer:
            yield Desk(person, writer, space, Theme.objects.all()[0])
    finally:
        Entry.objects.filter(space=space).delete()
        space.delete()
        person.delete()
