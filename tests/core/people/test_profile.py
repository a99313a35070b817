"""The own profile: who you are, where you work, what you follow."""

from html import unescape
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from leerkring.core.events.models import Event
from leerkring.core.people import actions
from leerkring.core.people.models import Function, Organisation, OrganisationKind, Person
from leerkring.core.regions.models import Municipality
from tests.domains.community.test_asking import NASTY, UNREADABLE, together
from tests.world import World, client_of, make_world, organisation, person

URL = "/mijn-profiel/"


def profile(**facts: Any) -> dict[str, Any]:
    place = Municipality.objects.order_by("code")[1]
    function = Function.objects.order_by("slug")[1]
    return {"name": "Sanne", "function": function.pk, "municipality": place.name, "language": "nl", **facts}


def test_a_newcomer_tells_who_they_are_and_goes_on(world: World) -> None:
    who = person("nieuw", name="", municipality=None)
    client = client_of(who)
    facts = profile(themes=[world.themes[0].slug, world.themes[2].slug], next="/vragen/stel/?soort=lesson")
    assert client.post(URL, facts)["Location"] == "/vragen/stel/?soort=lesson"
    who.refresh_from_db()
    assert (who.name, who.is_known, str(who.municipality)) == ("Sanne", True, facts["municipality"])
    assert list(who.themes.all()) == [world.themes[0], world.themes[2]]
    client.post(URL, profile(themes=[world.themes[1].slug]))
    assert list(who.themes.all()) == [world.themes[1]]


@pytest.mark.parametrize(
    "there", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", ""]
)
def test_going_on_stays_on_the_platform(world: World, there: str) -> None:
    assert client_of(world.member).post(URL, profile(next=there))["Location"] == "/"


def test_an_organisation_is_chosen_by_its_name_or_added_once(world: World) -> None:
    kind = OrganisationKind.objects.all()[0]
    for name in ("De Brug", "de brug", "DE  BRUG", "de\u200b Brug", "De Brúg"):
        facts = profile(organisation=name, organisation_kind=kind.pk)
        assert client_of(world.member).post(URL, facts).status_code == 302
    made = Organisation.objects.get()
    world.member.refresh_from_db()
    assert (made.name, world.member.organisation) == ("De Brug", made)
    assert Event.objects.filter(verb="people.organisation_added").count() == 1
    client_of(world.member).post(URL, profile(organisation=""))
    world.member.refresh_from_db()
    assert world.member.organisation is None


def test_a_new_organisation_needs_its_kind(world: World) -> None:
    like = organisation("De Brugwachter")
    response = client_of(world.member).post(URL, profile(organisation="De Brug"))
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="De Brug"' in page
    assert "kennen we nog niet" in page
    assert f"Of bedoel je: De Brugwachter ({like.municipality})?" in page
    assert 'name="organisation_kind"' in page
    assert Organisation.objects.count() == 1
    assert 'name="organisation_kind"' not in client_of(world.member).get(URL).content.decode()
    assert client_of(world.member).post(URL, profile(organisation="B" * 121)).status_code == 422


def test_organisations_of_one_name_are_told_apart_by_their_place(world: World) -> None:
    first, second = Municipality.objects.order_by("name")[:2]
    organisation("De Brug", first)
    there = organisation("De Brug", second)
    client = client_of(world.member)
    assert client.post(URL, profile(organisation=f"De Brug ({second})")).status_code == 302
    world.member.refresh_from_db()
    assert world.member.organisation == there
    assert f'value="De Brug ({second})"' in unescape(client.get(URL).content.decode())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zwolle", "Zwolle"),
        (" ZWOL", "Zwolle"),
        ("súdwest", "Súdwest-Fryslân"),
        ("sudwest", "Súdwest-Fryslân"),
        ("Den Bosch", "'s-Hertogenbosch"),
        ("s hertog", "'s-Hertogenbosch"),
    ],
)
def test_the_start_of_a_municipality_is_enough(world: World, typed: str, found: str) -> None:
    assert client_of(world.member).post(URL, profile(municipality=typed)).status_code == 302
    world.member.refresh_from_db()
    assert str(world.member.municipality) == found


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Bergen", "Welke bedoel je: Bergen"),
        ("fryslan", "Noardeast-Fryslân, Súdwest-Fryslân?"),
        ("Atlantis", "We kennen “Atlantis” niet"),
        ("", "Kies de gemeente"),
    ],
)
def test_a_municipality_that_is_none_or_several_is_asked_again(world: World, typed: str, says: str) -> None:
    response = client_of(world.member).post(URL, profile(municipality=typed))
    assert response.status_code == 422
    assert says in response.content.decode()
    assert 'value="Sanne"' in response.content.decode()


def test_a_function_in_own_words(world: World) -> None:
    client = client_of(world.member)
    assert client.post(URL, profile(function="")).status_code == 422
    assert client.post(URL, profile(function="", own_function="muziektherapeut")).status_code == 302
    world.member.refresh_from_db()
    assert world.member.facts[0] == "muziektherapeut"
    assert str(world.member.function) == "andere functie"
    shown = client.get(URL).content.decode()
    assert 'value="muziektherapeut"' in shown
    assert "andere functie" not in shown
    assert client.post(URL, profile(own_function="muziektherapeut")).status_code == 302
    world.member.refresh_from_db()
    assert world.member.work == str(world.member.function) != "andere functie"


def test_the_same_organisation_in_one_place_only(world: World) -> None:
    organisation("De Brug")
    with pytest.raises(IntegrityError), transaction.atomic():
        organisation("de BRUG")


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_add_the_same_organisation_at_once() -> None:
    world = make_world()
    kind, place = OrganisationKind.objects.all()[0], Municipality.objects.all()[0]
    people = [world.member, world.neighbour, world.editor]
    runs = [
        lambda by=by: actions.add_organisation(by, kind, name="De Brug", municipality=place).pk
        for by in people
    ]
    assert len(set(together(*runs))) == 1


def test_an_expert_keeps_a_name_and_nothing_that_leads_to_somebody(world: World) -> None:
    facts = profile(
        name="Zonnebloem",
        organisation="De Brug",
        organisation_kind=OrganisationKind.objects.all()[0].pk,
    )
    assert client_of(world.expert).post(URL, facts).status_code == 302
    world.expert.refresh_from_db()
    who = world.expert
    assert (who.name, who.function, who.municipality, who.organisation) == ("Zonnebloem", None, None, None)
    assert not Organisation.objects.exists()
    with pytest.raises(PermissionDenied):
        actions.add_organisation(
            who, OrganisationKind.objects.all()[0], name="X", municipality=Municipality.objects.all()[0]
        )


def test_nobody_edits_somebody_else(world: World) -> None:
    words = actions.Profile("Ander", None, None, None, "nl")
    with pytest.raises(PermissionDenied):
        actions.edit_profile(world.administrator, world.member, words)


FIELDS = [
    "name",
    "function",
    "municipality",
    "organisation",
    "own_function",
    "organisation_kind",
    "themes",
    "language",
    "next",
]


@pytest.mark.parametrize("name", FIELDS)
def test_no_input_breaks_the_profile(world: World, name: str) -> None:
    client = client_of(world.member)
    for kind, text in NASTY.items():
        response = client.post(URL, profile(**{name: text}))
        assert response.status_code in (302, 422), kind
        if name == "name" and kind in UNREADABLE:
            assert response.status_code == 422, kind
        if name != "name" and response.status_code == 422:
            assert 'value="Sanne"' in response.content.decode(), kind


def test_an_address_is_one_in_any_case(world: World) -> None:
    person("iemand")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.bulk_create([Person(email="IEMAND@example.org")])
    assert Person.objects.get_by_natural_key("IeMand@Example.org").email == "iemand@example.org"
