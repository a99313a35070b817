"""How one person can come into a space, or leave it: what its page offers."""

from functools import cached_property

from leerkring.core.people.models import Person
from leerkring.core.spaces import queries, rules
from leerkring.core.spaces.models import JoinRequest, Space


class Way:
    """For a page: each answer is looked up once, and only when it is asked."""

    def __init__(self, person: Person, space: Space) -> None:
        self.person, self.space = person, space

    @cached_property
    def request(self) -> JoinRequest | None:
        """A wish to join, or an invitation, that still waits."""
        return queries.join_request_of(self.person, self.space)

    @cached_property
    def in_at_once(self) -> bool:
        return rules.may_join(self.person, self.space)

    @cached_property
    def by_asking(self) -> bool:
        return not self.request and rules.may_ask_to_join(self.person, self.space)

    @property
    def out(self) -> bool:
        return rules.may_leave(self.person, self.space)

    @cached_property
    def waiting(self) -> int:
        """How many people wait for this facilitator."""
        return queries.requests_of(self.space).count() if rules.leads(self.person, self.space) else 0
