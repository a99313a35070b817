"""The name, the place and the openness of a space: changed by who facilitates it, and what follows."""

from dataclasses import asdict

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from leerkring.core.entries.models import Entry
from leerkring.core.events.models import Event
from leerkring.core.spaces import actions
from leerkring.core.spaces.models import Membership, Role, Space
from leerkring.core.spaces.wording import Arrangement
from leerkring.services.notifications.fanout import tell
from leerkring.services.notifications.models import Told
from tests.domains.community.test_asking import NASTY
from tests.world import World, answers, client_of, question


def page(place: Space) -> str:
    return reverse("spaces:arrange", args=[place.slug])


def sent(place: Space, **facts: str) -> dict[str, str]:
    now = Arrangement.of(Space.objects.get(pk=place.pk))
    parent = "" if now.parent.is_platform else now.parent.slug
    return {**asdict(now), "parent": parent, "mark": now.mark, **facts}


def verbs() -> set[str]:
    return set(Event.objects.values_list("verb", flat=True))


def test_a_facilitator_gives_another_name_and_place(world: World) -> None:
    facts = sent(world.circle, name="Kring Nieuw", parent="")
    for role in ("member", "neighbour", "administrator", "visitor"):
        client = client_of(world.people.get(role))
        expected = 302 if role == "visitor" else 404
        assert client.get(page(world.circle)).status_code == expected
        assert client.post(page(world.circle), facts).status_code == expected
    client = client_of(world.facilitator)
    assert client.get(page(world.circle)).status_code == 200
    assert client.post(page(world.circle), facts)["Location"] == world.circle.get_absolute_url()
    now = Space.objects.get(pk=world.circle.pk)
    assert (now.name, now.parent, now.slug) == ("Kring Nieuw", world.platform, "kring")
    assert verbs() == {"spaces.arranged"}
    with pytest.raises(PermissionDenied):
        actions.arrange_space(world.member, now, Arrangement.of(now), seen=None)


def test_the_platform_stays_as_it_is(world: World) -> None:
    Membership.objects.filter(space=world.platform, person=world.member).update(role=Role.ADMINISTRATOR)
    assert client_of(world.member).get(page(world.platform)).status_code == 404


def test_only_where_one_has_a_say(world: World) -> None:
    client = client_of(world.facilitator)
    offered = {one.slug for one in client.get(page(world.circle)).context["form"].fields["parent"].queryset}
    assert offered == {"netwerk", "besloten"}
    assert client.post(page(world.circle), sent(world.circle, parent="elders")).status_code == 422
    now = Space.objects.get(pk=world.circle.pk)
    plan = Arrangement(now.name, world.elsewhere, now.openness)
    with pytest.raises(PermissionDenied):
        actions.arrange_space(world.facilitator, now, plan, seen=Arrangement.of(now).mark)
    Membership.objects.filter(person=world.facilitator, space=world.platform).update(role=Role.ADMINISTRATOR)
    assert client.post(page(world.circle), sent(world.circle, parent="elders")).status_code == 302
    assert Space.objects.get(pk=world.circle.pk).parent == world.elsewhere


def test_no_space_stands_in_itself(world: World) -> None:
    client = client_of(world.facilitator)
    for parent in ("kring", "netwerk"):
        assert client.post(page(world.network), sent(world.network, parent=parent)).status_code == 422
    network = Space.objects.get(pk=world.network.pk)
    for inside in (world.circle, network):
        plan = Arrangement(network.name, inside, network.openness)
        with pytest.raises(actions.LoopError):
            actions.arrange_space(world.facilitator, network, plan, seen=Arrangement.of(network).mark)
    assert verbs() == set()


def test_two_who_put_two_spaces_into_each_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page was made before somebody else put the other space in here: it says so, and changes nothing."""
    monkeypatch.setattr("leerkring.core.spaces.rules.inside_of", lambda _space: set())
    shown = client_of(world.facilitator).post(page(world.network), sent(world.network, parent="kring"))
    assert shown.status_code == 422
    assert "hoort al bij deze" in shown.content.decode()


def test_closing_is_read_first_and_brings_everything_inside(world: World) -> None:
    inside = [question(world.member, world.circle, openness=one) for one in ("public", "members", "space")]
    question(world.member, world.circle, openness="members", state="draft", published_at=None)
    outside = question(world.member, world.network, openness="public")
    answers(inside[1], world.neighbour)
    client, reader = client_of(world.facilitator), client_of(world.neighbour)
    assert reader.get(inside[1].get_absolute_url()).status_code == 200
    asked = client.post(page(world.circle), sent(world.circle, openness="closed"))
    assert asked.status_code == 422
    assert "Niemand anders weet" in asked.content.decode()
    wrong = client.post(page(world.circle), sent(world.circle, openness="closed", sure="public"))
    assert wrong.status_code == 422, "what was agreed to was about something else"
    assert Space.objects.get(pk=world.circle.pk).openness == "members"
    agreed = sent(world.circle, openness="closed", sure="closed")
    assert client.post(page(world.circle), agreed).status_code == 302
    now = Space.objects.get(pk=world.circle.pk)
    assert (now.openness, now.join) == ("closed", "invitation")
    assert set(Entry.objects.filter(space=now).values_list("openness", flat=True)) == {"space"}
    assert Entry.objects.get(pk=outside.pk).openness == "public"
    for gone in (now.get_absolute_url(), inside[0].get_absolute_url(), inside[1].get_absolute_url()):
        assert reader.get(gone).status_code == 404
    assert client_of(world.member).get(inside[1].get_absolute_url()).status_code == 200
    assert verbs() == {"spaces.openness_changed"}


def test_opening_leaves_what_was_said_inside(world: World) -> None:
    said = question(world.member, world.closed)
    client = client_of(world.facilitator)
    asked = client.post(page(world.closed), sent(world.closed, openness="members"))
    assert "Wat hier geschreven is, blijft voor wie erbij hoort" in asked.content.decode()
    client.post(page(world.closed), sent(world.closed, openness="members", sure="members"))
    reader = client_of(world.neighbour)
    assert reader.get(world.closed.get_absolute_url()).status_code == 200
    assert reader.get(said.get_absolute_url()).status_code == 404
    assert Space.objects.get(pk=world.closed.pk).join == "invitation"


def test_everyone_inside_hears_of_another_openness(world: World) -> None:
    client_of(world.facilitator).post(
        page(world.network), sent(world.network, openness="members", sure="members")
    )
    for event in Event.objects.all():
        tell(event)
    assert set(Told.objects.values_list("person__name", "kind")) == {("Member", "openness_changed")}
    shown = client_of(world.member).get(reverse("notifications:list")).content.decode()
    assert "Netwerk" in shown
    assert "Leden van Leerkring" in shown


def test_two_facilitators_lose_nothing(world: World) -> None:
    client = client_of(world.facilitator)
    mine = sent(world.circle, name="Van mij")
    assert client.post(page(world.circle), sent(world.circle, name="Van haar")).status_code == 302
    refused = client.post(page(world.circle), mine)
    assert refused.status_code == 409
    assert "Van mij" in refused.content.decode()
    assert "Van haar" in refused.content.decode()
    mark = refused.context["form"]["mark"].value()
    assert client.post(page(world.circle), {**mine, "mark": mark}).status_code == 302
    assert Space.objects.get(pk=world.circle.pk).name == "Van mij"


def test_no_input_breaks_the_page(world: World) -> None:
    client = client_of(world.facilitator)
    for name in ("name", "parent", "openness", "sure", "mark"):
        for kind, text in NASTY.items():
            response = client.post(page(world.circle), sent(world.circle, **{name: text}))
            assert response.status_code in (302, 409, 422), (name, kind)
            assert "<script>alert" not in response.content.decode()
