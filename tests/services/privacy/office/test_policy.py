"""The policy of the house and of a space: who may choose what, and what it does to who writes."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Membership, Space
from leerkring.kit.differences import ChangedMeanwhileError
from leerkring.kit.pii import find
from leerkring.services.privacy.models import GuardRule
from leerkring.services.privacy.office import actions
from leerkring.services.privacy.office.examples import EXAMPLES
from leerkring.services.privacy.office.queries.policy import mark_of, policy_of
from leerkring.services.privacy.queries import UNREAD, policy_in
from tests.domains.community.test_asking import together
from tests.world import ROLES, World, client_of, make_world, question

HOUSE = reverse("guard:policy")
NAME = "Vorige week sprak ik Milan de Wit over zijn plan."
NUMBER = "Zijn nummer is 111222333, dat zocht ik op."


def of(space: Space) -> str:
    return reverse("guard:space_policy", args=[space.slug])


def form_at(client: Client, page: str, **choices: str) -> dict[str, str]:
    """What the form on a page sends, with other choices."""
    form = client.get(page).context["form"]
    return {name: str(form[name].value()) for name in form.fields} | choices


def choose(client: Client, page: str, **choices: str) -> Any:
    return client.post(page, form_at(client, page, **choices))


def answer(client: Client, world: World, place: Space, text: str) -> Any:
    entry = question(world.facilitator, place)
    return client.post(reverse("discussion:reply_to", args=[entry.pk]), {"text": text, "nonce": uuid4()})


def rules() -> set[tuple[str, str | None, str, bool]]:
    return set(GuardRule.objects.values_list("kind", "space__slug", "does", "is_exception"))


@pytest.mark.parametrize("role", ROLES[1:])
def test_only_administrators_choose_for_the_house(world: World, role: str) -> None:
    client = client_of(world.people[role])
    assert client.get(HOUSE).status_code == (200 if role == "administrator" else 404)
    assert client.post(HOUSE, {"naam": "hint"}).status_code == (422 if role == "administrator" else 404)
    assert not rules()


@pytest.mark.parametrize("role", ROLES[1:])
def test_a_space_is_for_who_facilitates_it_and_for_administrators_who_may_know_it(
    world: World, role: str
) -> None:
    client = client_of(world.people[role])
    leads = role == "facilitator"
    for place in (world.network, world.circle, world.closed):
        may = leads or (role == "administrator" and place != world.closed)
        assert client.get(of(place)).status_code == (200 if may else 404)
    assert client.get(of(world.elsewhere)).status_code == (
        200 if role in ("neighbour", "administrator") else 404
    )
    assert client.get(of(world.platform)).status_code == (302 if role == "administrator" else 404)


def test_an_administrator_who_is_only_a_member_of_a_closed_space_chooses_nothing_there(world: World) -> None:
    Membership.objects.create(space=world.closed, person=world.administrator)
    assert client_of(world.administrator).get(of(world.closed)).status_code == 404


def test_the_house_chooses_for_everybody_at_once(world: World) -> None:
    writer, office = client_of(world.member), client_of(world.administrator)
    assert answer(writer, world, world.circle, NAME).status_code == 422
    response = choose(office, HOUSE, naam="hint")
    assert response.url == HOUSE
    page = office.get(HOUSE).content.decode()
    assert "Een naam: Alleen een tip" in page
    assert "Zet terug" in page
    assert rules() == {("naam", None, "hint", False)}
    assert answer(writer, world, world.circle, NAME).status_code == 302
    assert answer(writer, world, world.circle, NUMBER).status_code == 422


def test_a_space_can_be_stricter_and_elsewhere_all_stays_the_same(world: World) -> None:
    writer, leader = client_of(world.member), client_of(world.facilitator)
    assert choose(leader, of(world.circle), naam="stop").status_code == 302
    here, elsewhere = (answer(writer, world, place, NAME) for place in (world.circle, world.network))
    assert here.context["guard"].stops
    assert not elsewhere.context["guard"].stops
    assert "strenger dan Leerkring" in leader.get(of(world.circle)).content.decode()
    assert client_of(world.administrator).get(HOUSE).context["own"][0].slug == world.circle.slug


def test_less_strict_than_the_house_takes_an_administrator(world: World) -> None:
    leader, office = client_of(world.facilitator), client_of(world.administrator)
    response = choose(leader, of(world.circle), bsn="ask")
    assert response.status_code == 422
    assert "Alleen een beheerder" in response.content.decode()
    seen = mark_of(policy_of(world.circle))
    with pytest.raises(PermissionDenied):
        actions.set_policy(world.facilitator, world.circle, {"bsn": "ask"}, seen=seen)
    assert not rules()
    assert choose(office, of(world.circle), bsn="hint").status_code == 302
    assert policy_in(world.circle)["bsn"] == "hint"
    assert policy_in(world.network)["bsn"] == "stop"
    assert choose(leader, of(world.circle), bsn="ask").status_code == 302  # back towards the house
    assert rules() == {("bsn", "kring", "ask", True)}
    assert choose(leader, of(world.circle), bsn="hint").status_code == 422


def test_when_the_house_becomes_stricter_its_spaces_do_too(world: World) -> None:
    leader, office = client_of(world.facilitator), client_of(world.administrator)
    choose(office, of(world.network), school="hint")
    choose(leader, of(world.circle), combinatie="ask")
    choose(office, HOUSE, school="stop", combinatie="stop")
    assert policy_in(world.circle)["school"] == "stop"
    assert policy_in(world.circle)["combinatie"] == "stop"
    assert policy_in(world.network)["school"] == "hint"  # an administrator's exception


def test_set_back_is_one_button(world: World) -> None:
    office = client_of(world.administrator)
    choose(office, HOUSE, naam="hint", school="stop")
    assert choose(office, HOUSE, terug="naam").status_code == 302
    assert rules() == {("school", None, "stop", False)}
    choose(office, HOUSE, school="ask")
    assert not rules()


def test_what_changed_is_kept_and_told(world: World) -> None:
    office = client_of(world.administrator)
    choose(office, HOUSE, naam="stop")
    choose(office, HOUSE)
    event = Event.objects.get(verb="privacy.policy_changed")
    assert (event.by, event.target) == (world.administrator, world.platform)
    assert event.facts == {"changes": {"naam": ["ask", "stop"]}}
    (change,) = office.get(HOUSE).context["changes"]
    assert (change.by, len(change.kinds)) == (world.administrator, 1)
    assert "was “Alleen met een reden”, is nu “Nooit plaatsen”" in office.get(HOUSE).content.decode()
    assert not client_of(world.facilitator).get(of(world.circle)).context["changes"]


def test_who_comes_too_late_sees_both_and_decides(world: World) -> None:
    office = client_of(world.administrator)
    late = form_at(office, HOUSE, school="hint")
    choose(office, HOUSE, naam="stop")
    response = office.post(HOUSE, late)
    assert response.status_code == 409
    assert rules() == {("naam", None, "stop", False)}
    page = response.content.decode()
    assert "Iemand anders was je net voor" in page
    assert "Nu bewaard: Nooit plaatsen" in page
    again = late | {"mark": response.context["form"]["mark"].value()}
    assert office.post(HOUSE, again).status_code == 302
    assert rules() == {("school", None, "hint", False)}


def test_a_space_form_is_late_too_when_the_house_changed(world: World) -> None:
    leader = client_of(world.facilitator)
    late = form_at(leader, of(world.circle), adres="stop")
    choose(client_of(world.administrator), HOUSE, adres="hint")
    assert leader.post(of(world.circle), late).status_code == 409


@pytest.mark.parametrize("odd", ["", "perhaps", "\x00", "👋", "x" * 5000])
def test_odd_choices_are_refused(world: World, odd: str) -> None:
    office = client_of(world.administrator)
    for page in (HOUSE, of(world.circle)):
        assert choose(office, page, naam=odd).status_code == 422
        assert choose(office, page, mark=odd).status_code in (409, 422)
    choose(office, HOUSE, terug=odd)
    assert not rules()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_second_hears_it() -> None:
    world = make_world()
    seen = mark_of(policy_of(world.platform))

    def go(kind: str) -> bool:
        by = Person.objects.get(pk=world.administrator.pk)
        try:
            actions.set_policy(by, world.platform, {kind: "hint"}, seen=seen)
        except ChangedMeanwhileError:
            return False
        return True

    assert sorted(together(lambda: go("naam"), lambda: go("adres"))) == [False, True]
    assert len(rules()) == 1


@pytest.mark.parametrize("kind", [kind for kind in EXAMPLES if kind != UNREAD])
def test_each_example_is_what_it_is_an_example_of(kind: str) -> None:
    with override("nl"):
        example = str(EXAMPLES[kind][1])
    assert [one.kind for one in find(example)] == [kind]


def test_who_facilitates_finds_it_from_the_page_about_the_space(world: World) -> None:
    page = client_of(world.facilitator).get(reverse("spaces:edit", args=[world.circle.slug]))
    assert of(world.circle) in page.content.decode()
