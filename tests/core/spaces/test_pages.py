"""What a space says of itself, changing that, and starting a space."""

from dataclasses import asdict

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from leerkring.core.spaces import actions
from leerkring.core.spaces.invitations import path_of
from leerkring.core.spaces.models import Membership, Role, Space
from leerkring.core.spaces.wording import NewSpace, SpaceWords
from tests.domains.community.test_asking import NASTY
from tests.world import World, client_of, question

NEW = {
    "name": "Kring Jonge ouders",
    "kind": "circle",
    "about": "Voor wie jonge ouders steunt.",
    "openness": "members",
    "join": "open",
    "leader": "other",
}


def words(place: Space, **facts: str) -> dict[str, str]:
    now = SpaceWords.of(Space.objects.get(pk=place.pk))
    return {**asdict(now), "rules": "", "mark": now.mark, **facts}


def test_the_page_tells_who_takes_part_and_what_is_asked(world: World) -> None:
    Space.objects.filter(pk=world.network.pk).update(rules="<p>Wat hier staat, blijft hier.</p>")
    question(world.member, world.network, title="Openbare vraag?", openness="public")
    question(world.member, world.network, title="Vraag voor leden?")
    visitor = client_of(None).get(world.network.get_absolute_url()).content.decode()
    inside = client_of(world.member).get(world.network.get_absolute_url()).content.decode()
    assert "Openbare vraag?" in visitor
    assert "Vraag voor leden?" not in visitor
    assert "Vraag voor leden?" in inside
    for page in (visitor, inside):
        assert "Wat hier staat, blijft hier." in page
        assert "<b>2</b>" in page
        assert world.facilitator.name in page
    members = reverse("spaces:members", args=[world.network.slug])
    assert members in inside
    assert members not in visitor


def test_a_facilitator_changes_the_page(world: World) -> None:
    url = reverse("spaces:edit", args=[world.circle.slug])
    for role in ("member", "neighbour", "administrator"):
        assert client_of(world.people[role]).post(url, words(world.circle)).status_code == 404
    client = client_of(world.facilitator)
    facts = words(world.circle, about="Nieuw.", rules="Eén.\n\nTwee.", tone="zee", join="open")
    assert client.post(url, facts)["Location"] == world.circle.get_absolute_url()
    now = Space.objects.get(pk=world.circle.pk)
    assert (now.about, now.tone, now.join) == ("Nieuw.", "zee", "open")
    assert "<p>Twee.</p>" in now.rules
    with pytest.raises(PermissionDenied):
        actions.edit_space(world.member, now, None, seen=None)  # type: ignore[arg-type]


def test_two_facilitators_lose_nothing(world: World) -> None:
    url = reverse("spaces:edit", args=[world.circle.slug])
    mine = words(world.circle, about="Van mij.")
    client = client_of(world.facilitator)
    assert client.post(url, words(world.circle, about="Van haar.")).status_code == 302
    refused = client.post(url, mine)
    assert refused.status_code == 409
    assert "Van mij." in refused.content.decode()
    assert "Van haar." in refused.content.decode()
    assert Space.objects.get(pk=world.circle.pk).about == "Van haar."
    mark = refused.context["form"]["mark"].value()
    assert client.post(url, {**mine, "mark": mark}).status_code == 302
    assert Space.objects.get(pk=world.circle.pk).about == "Van mij."


def test_a_closed_space_stays_by_invitation(world: World) -> None:
    url = reverse("spaces:edit", args=[world.closed.slug])
    assert client_of(world.facilitator).post(url, words(world.closed, join="open")).status_code == 302
    assert Space.objects.get(pk=world.closed.pk).join == "invitation"


def test_no_text_breaks_the_page(world: World) -> None:
    url = reverse("spaces:edit", args=[world.circle.slug])
    client = client_of(world.facilitator)
    for name in ("about", "rules", "join", "tone", "mark"):
        for kind, text in NASTY.items():
            response = client.post(url, words(world.circle, **{name: text}))
            assert response.status_code in (302, 409, 422), (name, kind)
            shown = client.get(world.circle.get_absolute_url())
            assert shown.status_code == 200
            assert "<script>alert" not in shown.content.decode()


def test_an_administrator_starts_a_space(world: World) -> None:
    url = reverse("spaces:new")
    for role in ("member", "facilitator", "core_group", "editor"):
        assert client_of(world.people[role]).get(url).status_code == 404
        assert client_of(world.people[role]).post(url, NEW).status_code == 404
    client = client_of(world.administrator)
    for _ in range(2):
        page = client.post(url, {**NEW, "parent": world.network.slug}, follow=True)
    made = list(Space.objects.filter(parent=world.network, name=NEW["name"]).order_by("pk"))
    assert [one.slug for one in made] == ["kring-jonge-ouders", "kring-jonge-ouders-2"]
    link = made[1].invite_links.get()
    assert (link.role, link.max_uses) == (Role.FACILITATOR, 1)
    assert path_of(link) in page.content.decode()
    actions.accept_link(world.neighbour, link)
    assert Membership.objects.get(space=made[1]).role == Role.FACILITATOR
    assert client.get(page.redirect_chain[-1][0])["Location"] == reverse("spaces:list")


def test_an_administrator_leads_or_closes_it(world: World) -> None:
    client = client_of(world.administrator)
    client.post(reverse("spaces:new"), {**NEW, "name": "Nieuw", "leader": "me", "openness": "closed"})
    made = Space.objects.get(name="Nieuw")
    assert (made.slug, made.join, made.parent) == ("nieuw-2", "invitation", world.platform)
    assert Membership.objects.get(space=made).person == world.administrator
    plan = NewSpace("X", "circle", "x", "members", "open")
    with pytest.raises(PermissionDenied):
        actions.open_space(world.facilitator, world.network, plan, leads=True)


def test_no_input_breaks_a_new_space(world: World) -> None:
    client = client_of(world.administrator)
    for name in NEW:
        for kind, text in NASTY.items():
            response = client.post(reverse("spaces:new"), {**NEW, name: text})
            assert response.status_code in (302, 422), (name, kind)
    for one in Space.objects.all():
        assert client.get(reverse("spaces:list")).status_code == 200
        assert one.slug
