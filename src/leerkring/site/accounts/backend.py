from allauth.account.auth_backends import AuthenticationBackend

from leerkring.core.people.models import Person
from leerkring.core.spaces.queries import person_with_roles


class Backend(AuthenticationBackend):
    """Finds who is signed in together with where they belong, for every page asks both."""

    def get_user(self, user_id: int) -> Person | None:
        person = person_with_roles(user_id)
        return person if person and self.user_can_authenticate(person) else None
