"""The start page of who looks after the platform."""

import pytest
from django.urls import reverse

from tests.world import ROLES, World, client_of

PAGE = reverse("office")
SEES = {
    "editor": {"guard:words", "guard:try"},
    "administrator": {
        "guard:words",
        "guard:try",
        "guard:policy",
        "guard:tally",
        "spaces:new",
        "notifications:failed_mails",
    },
}


@pytest.mark.parametrize("role", ROLES[1:])
def test_shows_what_each_role_looks_after_and_leads_there(world: World, role: str) -> None:
    client = client_of(world.people[role])
    home = client.get("/").content.decode()
    more = client.get(reverse("pages:more")).content.decode()
    page = client.get(PAGE)
    if role not in SEES:
        assert page.status_code == 404
        assert PAGE not in home + more
        return
    assert PAGE in home
    assert PAGE in more
    shown = {one.url_name for one in page.context["pages"]}
    assert shown == SEES[role]
    for name in shown:
        assert client.get(reverse(name)).status_code == 200
