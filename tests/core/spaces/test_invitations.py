"""Links that invite: who makes them, what they open, and when they open nothing any more."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.spaces import actions
from leerkring.core.spaces.invitations import LinkOverError, path_of, token_of
from leerkring.core.spaces.models import InviteLink, JoinRequest, Membership, Role, Space
from tests.domains.community.test_asking import NASTY, together
from tests.world import World, client_of, make_world, member, person

FACTS = {"role": "member", "days": "14", "max_uses": "25", "note": "Teamoverleg"}


def link_into(place: Space, by: Person, **facts: Any) -> InviteLink:
    wanted: dict[str, Any] = {"role": Role.MEMBER, "days": 14, "max_uses": 25, **facts}
    return actions.make_invite_link(by, place, **wanted)


def accept(client: Client, link: InviteLink) -> Any:
    return client.post(reverse("spaces:accept", args=[token_of(link)]))


def test_a_facilitator_makes_a_link_and_somebody_comes_in(world: World) -> None:
    page = client_of(world.facilitator).post(
        reverse("spaces:make_link", args=[world.closed.slug]), FACTS, follow=True
    )
    link = InviteLink.objects.get()
    assert path_of(link) in page.content.decode()
    assert "Teamoverleg" in page.content.decode()
    client = client_of(world.neighbour)
    shown = client.get(path_of(link)).content.decode()
    assert world.closed.name in shown
    assert world.facilitator.name in shown
    assert not Membership.objects.filter(space=world.closed, person=world.neighbour).exists()
    assert accept(client, link)["Location"] == world.closed.get_absolute_url()
    assert Membership.objects.get(space=world.closed, person=world.neighbour).role == Role.MEMBER
    assert client.get(path_of(link))["Location"] == world.closed.get_absolute_url()
    again = client_of(world.facilitator).get(reverse("spaces:invite", args=[world.closed.slug]))
    assert "1 van 25" in again.content.decode()


def test_only_facilitators_make_and_withdraw_links(world: World) -> None:
    link = link_into(world.circle, world.facilitator)
    withdraw = reverse("spaces:withdraw", args=[world.circle.slug, link.pk])
    for role in ("member", "neighbour", "expert", "core_group", "administrator"):
        client = client_of(world.people[role])
        assert client.post(reverse("spaces:make_link", args=[world.circle.slug]), FACTS).status_code == 404
        assert client.post(withdraw).status_code == 404
    other = reverse("spaces:withdraw", args=[world.closed.slug, link.pk])
    assert client_of(world.facilitator).post(other).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.make_invite_link(world.member, world.circle, role=Role.MEMBER, days=1, max_uses=1)
    assert InviteLink.objects.filter(withdrawn_at=None).count() == 1
    assert client_of(world.facilitator).post(withdraw).status_code == 302
    assert not InviteLink.objects.filter(withdrawn_at=None).exists()


def test_a_link_that_is_over_says_so_without_the_name(world: World) -> None:
    ended = link_into(world.closed, world.facilitator)
    InviteLink.objects.filter(pk=ended.pk).update(expires_at=now() - timedelta(seconds=1))
    withdrawn = link_into(world.closed, world.facilitator)
    actions.withdraw_link(world.facilitator, withdrawn)
    full = link_into(world.closed, world.facilitator, max_uses=1)
    actions.accept_link(world.core_group, full)
    for link in (ended, withdrawn, full):
        for client in (client_of(None), client_of(world.neighbour)):
            response = client.get(path_of(link))
            assert response.status_code == 410
            assert world.closed.name not in response.content.decode()
            assert "werkt niet meer" in response.content.decode()
        assert accept(client_of(world.neighbour), link).status_code == 410
    assert not Membership.objects.filter(space=world.closed, person=world.neighbour).exists()
    assert client_of(world.core_group).get(path_of(full))["Location"] == world.closed.get_absolute_url()


def test_nobody_makes_up_a_link(world: World) -> None:
    token = token_of(link_into(world.closed, world.facilitator))
    for guess in (token[:-1], f"{token}x", "1", "1.", "x.y", token.replace(".", "0.", 1), "😀", "%00"):
        response = client_of(world.neighbour).get(f"/uitnodiging/{guess}/")
        assert response.status_code == 404, guess
        assert world.closed.name not in response.content.decode()
        assert client_of(world.neighbour).post(f"/uitnodiging/{guess}/aannemen/").status_code == 404
    page = client_of(world.facilitator).get(reverse("spaces:invite", args=[world.closed.slug]))
    assert token in page.content.decode()
    assert token.partition(".")[2] not in str(InviteLink.objects.values().get())


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("role", ["", "administrator", "core_group", "x"]),
        ("days", ["", "0", "-1", "93", "1e9", "9" * 400, "x"]),
        ("max_uses", ["", "0", "501", "2.5", "٣٣٣٣", "\x00"]),
        ("note", ["x" * 121]),
    ],
)
def test_a_link_has_bounds(world: World, name: str, values: list[str]) -> None:
    client = client_of(world.facilitator)
    for value in values:
        response = client.post(reverse("spaces:make_link", args=[world.circle.slug]), {**FACTS, name: value})
        assert response.status_code == 422, value
        if name != "note":
            assert "Teamoverleg" in response.content.decode()
    assert not InviteLink.objects.exists()


def test_no_note_breaks_the_form(world: World) -> None:
    client = client_of(world.facilitator)
    for kind, text in NASTY.items():
        response = client.post(reverse("spaces:make_link", args=[world.circle.slug]), {**FACTS, "note": text})
        assert response.status_code in (302, 422), kind
        assert client.get(reverse("spaces:invite", args=[world.circle.slug])).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_last_place_goes_to_one_of_two() -> None:
    world = make_world()
    link = link_into(world.circle, world.facilitator, max_uses=1)

    def come(who: Person) -> bool:
        try:
            actions.accept_link(Person.objects.get(pk=who.pk), link)
        except LinkOverError:
            return False
        return True

    came = together(*(lambda who=who: come(who) for who in (world.neighbour, world.editor, world.core_group)))
    assert sorted(came) == [False, False, True]
    assert link.uses.count() == 1
    assert Membership.objects.filter(space=world.circle).count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_double_click_takes_one_place() -> None:
    world = make_world()
    link = link_into(world.circle, world.facilitator, max_uses=2)
    who = world.neighbour.pk
    together(*(lambda: actions.accept_link(Person.objects.get(pk=who), link).pk for _ in range(3)))
    assert link.uses.count() == 1
    assert Event.objects.filter(verb="spaces.joined").count() == 1


def test_a_place_stays_counted_and_comes_back_to_who_had_it(world: World) -> None:
    link = link_into(world.circle, world.facilitator, max_uses=1)
    JoinRequest.objects.create(space=world.circle, person=world.neighbour)
    actions.accept_link(world.neighbour, link)
    assert not JoinRequest.objects.exists()
    actions.leave(world.neighbour, world.circle)
    with pytest.raises(LinkOverError):
        actions.accept_link(world.editor, link)
    assert actions.accept_link(world.neighbour, link).role == Role.MEMBER


def test_a_link_for_experts_is_for_pseudonyms_only(world: World) -> None:
    for_experts = link_into(world.closed, world.facilitator, role=Role.EXPERT)
    for_members = link_into(world.circle, world.facilitator)
    for who, link in ((world.neighbour, for_experts), (world.expert, for_members)):
        client = client_of(who)
        assert "aannemen" not in client.get(path_of(link)).content.decode()
        assert accept(client, link)["Location"] == path_of(link)
        with pytest.raises(PermissionDenied):
            actions.accept_link(who, link)
    newcomer = person("schuil", is_pseudonymous=True)
    assert accept(client_of(newcomer), for_experts)["Location"] == world.closed.get_absolute_url()
    assert list(Membership.objects.filter(person=newcomer).values_list("space", "role")) == [
        (world.closed.pk, Role.EXPERT)
    ]


def test_who_has_no_name_yet_says_who_they_are_first(world: World) -> None:
    link = link_into(world.circle, world.facilitator)
    client = client_of(member("nieuw", name=""))
    assert accept(client, link)["Location"].startswith("/mijn-profiel/?next=%2Fuitnodiging%2F")


def test_somebody_who_is_put_out_takes_the_links_along(world: World) -> None:
    helper = member("helper", world.circle)
    Membership.objects.filter(space=world.circle, person=helper).update(role=Role.FACILITATOR)
    link = link_into(world.circle, helper)
    actions.remove_member(world.facilitator, Membership.objects.get(space=world.circle, person=helper))
    assert client_of(world.neighbour).get(path_of(link)).status_code == 410
