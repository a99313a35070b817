"""Belonging: joining, asking, inviting, leaving, and what a closed space keeps to itself."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.spaces import actions, queries
from leerkring.core.spaces.models import JoinRequest, Membership, Role, Space
from tests.domains.community.test_asking import NASTY, together
from tests.world import World, client_of, make_world, member, person, space


def url(name: str, place: Space, *rest: int) -> str:
    return reverse(f"spaces:{name}", args=[place.slug, *rest])


def role_of(who: Person, place: Space) -> str | None:
    return Membership.objects.filter(space=place, person=who).values_list("role", flat=True).first()


def test_an_open_space_is_joined_at_once(world: World) -> None:
    assert client_of(world.member).post(url("join", world.elsewhere)).status_code == 302
    assert role_of(world.member, world.elsewhere) == Role.MEMBER
    assert client_of(world.member).post(url("join", world.elsewhere)).status_code == 302
    assert Membership.objects.filter(space=world.elsewhere, person=world.member).count() == 1
    assert Event.objects.filter(verb="spaces.joined").count() == 1
    assert client_of(world.expert).post(url("join", world.elsewhere)).status_code == 404


def test_a_space_on_request_lets_nobody_in_by_itself(world: World) -> None:
    client = client_of(world.neighbour)
    assert client.post(url("join", world.circle)).status_code == 403
    for message in ("Mag ik?", "Mag ik alsjeblieft?"):
        assert client.post(url("ask_to_join", world.circle), {"message": message}).status_code == 302
    request = JoinRequest.objects.get()
    assert (request.person, request.message) == (world.neighbour, "Mag ik alsjeblieft?")
    assert Event.objects.filter(verb="spaces.join_asked").count() == 1
    assert role_of(world.neighbour, world.circle) is None
    assert client_of(world.member).post(url("ask_to_join", world.circle)).status_code == 403
    assert client.post(url("ask_to_join", world.elsewhere)).status_code == 403


def test_no_message_breaks_the_form(world: World) -> None:
    client = client_of(world.neighbour)
    for kind, text in NASTY.items():
        response = client.post(url("ask_to_join", world.circle), {"message": text})
        assert response.status_code == (422 if kind == "a megabyte" else 302), kind


def test_a_facilitator_lets_in_and_turns_down(world: World) -> None:
    first = JoinRequest.objects.create(space=world.circle, person=world.neighbour)
    second = JoinRequest.objects.create(space=world.circle, person=world.editor)
    for role in ("member", "administrator"):
        answer = client_of(world.people[role]).post(
            url("answer_request", world.circle, first.pk), {"antwoord": "ja"}
        )
        assert answer.status_code == 404
    client = client_of(world.facilitator)
    assert client.post(url("answer_request", world.closed, first.pk), {"antwoord": "ja"}).status_code == 404
    assert client.post(url("answer_request", world.circle, first.pk), {"antwoord": "ja"}).status_code == 302
    assert client.post(url("answer_request", world.circle, second.pk), {"antwoord": "nee"}).status_code == 302
    assert role_of(world.neighbour, world.circle) == Role.MEMBER
    assert role_of(world.editor, world.circle) is None
    assert not JoinRequest.objects.exists()
    assert client.post(url("answer_request", world.circle, first.pk), {"antwoord": "ja"}).status_code == 404
    assert client_of(world.editor).post(url("ask_to_join", world.circle)).status_code == 302


def test_an_invitation_opens_the_door_of_a_closed_space(world: World) -> None:
    client = client_of(world.neighbour)
    assert client.get(url("detail", world.closed)).status_code == 404
    facts = {"email": world.neighbour.email.upper(), "role": Role.FACILITATOR}
    assert client_of(world.facilitator).post(url("invite", world.closed), facts).status_code == 302
    assert "Besloten" in client.get(url("detail", world.closed)).content.decode()
    assert client.get(url("members", world.closed)).status_code == 404
    assert client.post(url("join", world.closed)).status_code == 302
    assert role_of(world.neighbour, world.closed) == Role.FACILITATOR
    assert not JoinRequest.objects.exists()
    with pytest.raises(PermissionDenied):
        actions.invite(world.member, world.closed, world.editor)


def test_inviting_tells_nothing_about_who_has_an_account(world: World) -> None:
    client = client_of(world.facilitator)
    known = client.post(
        url("invite", world.circle), {"email": world.editor.email, "role": "member"}, follow=True
    )
    strange = client.post(
        url("invite", world.circle), {"email": "niemand@example.org", "role": "member"}, follow=True
    )
    assert [str(one) for one in known.context["messages"]] == [
        str(one) for one in strange.context["messages"]
    ]
    already = client.post(url("invite", world.circle), {"email": world.member.email, "role": "member"})
    assert already.status_code == 302
    assert list(JoinRequest.objects.values_list("person", flat=True)) == [world.editor.pk]
    for role in ("administrator", "core_group", "organiser"):
        assert (
            client.post(url("invite", world.circle), {"email": world.editor.email, "role": role}).status_code
            == 422
        )


def test_an_invitation_is_no_request_to_answer(world: World) -> None:
    invitation = actions.invite(world.facilitator, world.closed, world.neighbour)
    with pytest.raises(PermissionDenied):
        actions.let_in(world.facilitator, invitation)


def test_the_last_facilitator_stays(world: World) -> None:
    client = client_of(world.facilitator)
    assert client.post(url("leave", world.circle))["Location"] == url("members", world.circle)
    assert role_of(world.facilitator, world.circle) == Role.FACILITATOR
    Membership.objects.filter(space=world.circle, person=world.member).update(role=Role.FACILITATOR)
    assert client.get(url("leave", world.circle)).status_code == 200
    assert role_of(world.facilitator, world.circle) == Role.FACILITATOR
    assert client.post(url("leave", world.circle))["Location"] == reverse("spaces:list")
    assert role_of(world.facilitator, world.circle) is None
    assert client.post(url("leave", world.circle)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_do_not_leave_at_once() -> None:
    world = make_world()
    Membership.objects.filter(space=world.circle).update(role=Role.FACILITATOR)

    def go(pk: int) -> bool:
        try:
            actions.leave(Person.objects.get(pk=pk), Space.objects.get(slug="kring"))
        except actions.LastFacilitatorError:
            return False
        return True

    left = together(lambda: go(world.member.pk), lambda: go(world.facilitator.pk))
    assert sorted(left) == [False, True]
    assert Membership.objects.filter(space=world.circle).count() == 1


def test_nobody_leaves_the_platform_by_this_door(world: World) -> None:
    assert client_of(world.member).post(url("leave", world.platform)).status_code == 403
    assert queries.platform_role(world.member) == Role.MEMBER


def test_a_closed_space_is_not_there_for_others(world: World) -> None:
    inner = space("binnenste", parent=world.network, openness="closed", join="invitation")
    Membership.objects.create(space=inner, person=world.member)
    for role in ("visitor", "neighbour", "core_group", "editor", "administrator"):
        client = client_of(world.people.get(role))
        for page in (reverse("spaces:list"), world.network.get_absolute_url()):
            shown = client.get(page).content.decode()
            assert "Besloten" not in shown
            assert "Binnenste" not in shown
    assert "Binnenste" in client_of(world.member).get(world.network.get_absolute_url()).content.decode()


def test_members_read_who_takes_part_and_a_pseudonym_stays_one(world: World) -> None:
    page = client_of(world.facilitator).get(url("members", world.closed)).content.decode()
    assert "Expert" in page
    assert world.expert.email not in page
    assert world.member.email not in page
    assert client_of(world.neighbour).get(url("members", world.network)).status_code == 404


def test_the_database_keeps_a_closed_space_closed(world: World) -> None:
    for facts in ({"openness": "closed", "join": "open"}, {"openness": "closed", "join": "request"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Space.objects.filter(pk=world.circle.pk).update(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        space("tweede", parent=None)


def test_who_left_has_no_role_any_more(world: World) -> None:
    who = member("kort", world.circle)
    assert queries.roles_of(who)[world.circle.pk] == Role.MEMBER
    actions.leave(who, world.circle)
    assert world.circle.pk not in queries.roles_of(who)
    assert queries.roles_of(person("weg", is_active=False)) == {}
