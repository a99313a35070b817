"""Who belongs to a space: finding people, their roles, and putting somebody out."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from leerkring.core.events.models import Event
from leerkring.core.people.models import Function
from leerkring.core.spaces import actions
from leerkring.core.spaces.models import Membership, Role, Space
from leerkring.services.notifications.fanout import tell
from leerkring.services.notifications.letters import write
from leerkring.services.notifications.models import OutgoingMail, Told
from tests.domains.community.test_asking import NASTY
from tests.world import World, client_of, member


def page(world: World, query: str = "", role: str = "member") -> str:
    url = reverse("spaces:members", args=[world.circle.slug])
    return client_of(world.people[role]).get(f"{url}{query}").content.decode()


def membership(world: World, role: str, place: Space | None = None) -> Membership:
    return Membership.objects.get(space=place or world.circle, person=world.people[role])


def test_members_are_found_by_name_role_and_function(world: World) -> None:
    function = Function.objects.order_by("slug")[3]
    member("Zoë", world.circle, name="Zoë van Dam", function=function)
    assert "Zoë van Dam" in page(world)
    assert "Zoë van Dam" in page(world, "?naam=zoe")
    assert "Zoë van Dam" in page(world, "?naam=dam")
    assert "Zoë van Dam" not in page(world, "?naam=oë")
    assert "Zoë van Dam" in page(world, f"?functie={function.slug}")
    assert "Zoë van Dam" not in page(world, "?rol=facilitator")
    assert "Facilitator" in page(world, "?rol=facilitator")
    assert "Niemand gevonden" in page(world, "?naam=Xavier")


def test_a_long_list_has_pages_by_name(world: World) -> None:
    for n in range(70):
        member(f"lid{n}", world.circle, name=f"Collega {n:02}")
    seen: list[str] = []
    query = ""
    for _ in range(3):
        url = reverse("spaces:members", args=[world.circle.slug])
        found = client_of(world.member).get(f"{url}{query}").context["page"]
        seen += [one.person.name for one in found.items]
        query = found.next_url
    assert seen == sorted(seen)
    assert len(seen) == len(set(seen)) == 72
    assert query == ""


def test_no_filter_breaks_the_page(world: World) -> None:
    url = reverse("spaces:members", args=[world.circle.slug])
    for name in ("naam", "rol", "functie", "na", "voor"):
        for kind, text in NASTY.items():
            assert client_of(world.member).get(url, {name: text}).status_code == 200, (name, kind)


def test_a_facilitator_gives_another_role(world: World) -> None:
    one = membership(world, "member")
    url = reverse("spaces:member", args=[world.circle.slug, one.pk])
    for role in ("member", "neighbour", "administrator"):
        assert client_of(world.people[role]).post(url, {"role": "facilitator"}).status_code == 404
    client = client_of(world.facilitator)
    for wrong in ("administrator", "expert", "core_group", "", "x"):
        assert client.post(url, {"role": wrong}).status_code == 422
    for _ in range(2):
        assert client.post(url, {"role": "facilitator"}).status_code == 302
    assert membership(world, "member").role == Role.FACILITATOR
    assert Event.objects.filter(verb="spaces.role_changed").count() == 1
    elsewhere = reverse("spaces:member", args=[world.closed.slug, one.pk])
    assert client.get(elsewhere).status_code == 404


def test_the_last_facilitator_keeps_the_role(world: World) -> None:
    one = membership(world, "facilitator")
    client = client_of(world.facilitator)
    client.post(reverse("spaces:member", args=[world.circle.slug, one.pk]), {"role": "member"})
    assert membership(world, "facilitator").role == Role.FACILITATOR
    with pytest.raises(actions.LastFacilitatorError):
        actions.change_role(world.facilitator, one, Role.MEMBER)
    actions.change_role(world.facilitator, membership(world, "member"), Role.FACILITATOR)
    actions.change_role(world.member, one, Role.MEMBER)
    assert membership(world, "facilitator").role == Role.MEMBER


def test_an_expert_stays_an_expert(world: World) -> None:
    one = membership(world, "expert", world.closed)
    url = reverse("spaces:member", args=[world.closed.slug, one.pk])
    assert client_of(world.facilitator).get(url).status_code == 200
    assert client_of(world.facilitator).post(url, {"role": "member"}).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.change_role(world.facilitator, one, Role.FACILITATOR)


def test_a_facilitator_puts_somebody_out(world: World) -> None:
    one = membership(world, "member")
    url = reverse("spaces:remove", args=[world.circle.slug, one.pk])
    for role in ("member", "neighbour", "administrator"):
        assert client_of(world.people[role]).post(url).status_code == 404
    client = client_of(world.facilitator)
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302
    assert not Membership.objects.filter(pk=one.pk).exists()
    assert client.post(url).status_code == 404
    own = reverse("spaces:remove", args=[world.circle.slug, membership(world, "facilitator").pk])
    assert client.post(own).status_code == 403


@pytest.mark.parametrize("scope", ["members", "closed"])
def test_who_is_put_out_hears_it(world: World, scope: str) -> None:
    place = world.space(scope)
    actions.remove_member(world.facilitator, membership(world, "member", place))
    for event in Event.objects.all():
        tell(event)
    assert set(Told.objects.values_list("person__name", "kind")) == {("Member", "removed")}
    letter = write(OutgoingMail.objects.get())
    assert letter
    named = place.name in f"{letter.subject}{letter.body}"
    assert named is (scope == "members"), "a mail names no closed space"
    client = client_of(world.member)
    shown = client.get(reverse("notifications:list")).content.decode()
    assert f"<b>Facilitator</b> haalde je uit {place.name}" in shown
    follow = reverse("notifications:open", args=[Told.objects.get().pk])
    assert client.get(follow)["Location"] == reverse("spaces:list")


def test_nobody_is_put_out_of_the_platform(world: World) -> None:
    one = membership(world, "member", world.platform)
    with pytest.raises(PermissionDenied):
        actions.remove_member(world.administrator, one)
    assert actions.change_role(world.administrator, one, Role.CORE_GROUP).role == Role.CORE_GROUP
    last = membership(world, "administrator", world.platform)
    with pytest.raises(actions.LastFacilitatorError):
        actions.change_role(world.administrator, last, Role.MEMBER)
