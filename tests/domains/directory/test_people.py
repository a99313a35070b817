"""Who is in the directory, who may look in it, and how people are found."""

import pytest
from django.urls import reverse

from leerkring.core.people.models import Person
from leerkring.domains.directory.actions import edit_listing
from tests.world import ROLES, World, client_of

PEOPLE = "/mensen/"
MAY_LOOK = ("member", "neighbour", "facilitator", "core_group", "editor", "administrator")


def names(client: object, query: str = "") -> list[str]:
    page = client.get(PEOPLE + query)  # type: ignore[attr-defined]
    assert page.status_code == 200
    return [one.person.name for one in page.context["colleagues"]]


def helps(who: Person, *themes: object, words: str = "", requests: bool = True) -> Person:
    edit_listing(who, who, expertise=themes, helps_with=words, takes_requests=requests)  # type: ignore[arg-type]
    return who


@pytest.mark.parametrize("role", ROLES)
def test_only_members_look_in_the_directory(world: World, role: str) -> None:
    client = client_of(world.people.get(role))
    for url in (PEOPLE, world.facilitator.get_absolute_url(), "/berichtverzoeken/"):
        answer = client.get(url)
        if role == "visitor":
            assert answer.status_code == 302
            assert answer["Location"].startswith(reverse("account_login"))
        else:
            assert answer.status_code == (200 if role in MAY_LOOK else 404), (url, role)
