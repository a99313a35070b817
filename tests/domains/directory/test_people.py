"""Who is in the directory, who may look in it, and how people are found."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from leerkring.core.entries.models import Theme
from leerkring.core.people.models import Function, OrganisationKind, Person
from leerkring.core.regions.models import Municipality
from leerkring.core.spaces.models import Membership
from leerkring.domains.directory.actions import edit_listing
from tests.world import ROLES, World, client_of, member, organisation, person

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


def test_lists_members_with_a_name_and_nobody_else(world: World) -> None:
    gone = member("weg", is_active=False)
    nameless = member("naamloos")
    Person.objects.filter(pk=nameless.pk).update(name="")
    hidden = member("roos", is_pseudonymous=True)
    outside = person("buiten")
    client = client_of(world.member)
    assert sorted(names(client)) == sorted(world.people[role].name for role in MAY_LOOK)
    for who in (gone, nameless, hidden, outside, world.expert):
        for url in (who.get_absolute_url(), f"{who.get_absolute_url()}gevraagd/"):
            assert client.get(url).status_code == 404, who


def test_a_person_without_the_platform_looks_at_nobody(world: World) -> None:
    outside = person("buiten")
    Membership.objects.create(space=world.closed, person=outside, role="member")
    assert client_of(outside).get(PEOPLE).status_code == 404


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("chai", ["Chaïma Özdemir"]),
        ("CHAÏMA ozd", ["Chaïma Özdemir"]),
        ("aima", []),
        ("linde", ["Anne-Marie Vos"]),
        ("marie", ["Anne-Marie Vos"]),
        ("familiegroeps", ["Chaïma Özdemir"]),
        ("normali", ["Anne-Marie Vos"]),
        ("wijkag", ["Anne-Marie Vos"]),
        ("marie familiegroepsplan", []),
        ("%", ["Anne-Marie Vos", "Chaïma Özdemir"]),
        (r"\q.*", []),
        ("x" * 200, ["Anne-Marie Vos", "Chaïma Özdemir"]),
        ("\x00vos\x00", ["Anne-Marie Vos"]),
    ],
)
def test_finds_people_by_the_start_of_a_word(world: World, search: str, found: list[str]) -> None:
    facts = {"municipality": Municipality.objects.get(name="Zwolle")}
    agent = Function.objects.get(slug="wijkagent")
    one = member("een", **facts)
    two = member("twee", **facts, organisation=organisation("Stichting De Linde"), function=agent)
    Person.objects.filter(pk=one.pk).update(name="Chaïma Özdemir")
    Person.objects.filter(pk=two.pk).update(name="Anne-Marie Vos")
    helps(one, words="Ik begin vaak een familiegroepsplan.")
    helps(two, world.themes[0])
    answer = client_of(world.member).get(PEOPLE, {"zoek": search, "regio": facts["municipality"].region.code})
    assert [one.person.name for one in answer.context["colleagues"]] == found
    assert answer.context["count"] == len(found)


def test_narrows_by_what_people_do_and_know(world: World) -> None:
    place = Municipality.objects.get(name="Zwolle")
    kind = OrganisationKind.objects.all()[3]
    work = organisation("Huis", place)
    work.kind = kind
    work.save()
    agent = Function.objects.get(slug="wijkagent")
    who = helps(member("doel", municipality=place, organisation=work, function=agent), world.themes[2])
    client = client_of(world.member)
    region = place.region.code
    for query in (
        f"?functie={agent.slug}",
        f"?soort={kind.slug}",
        f"?regio={region}",
        f"?thema={world.themes[2].slug}",
        f"?organisatie={work.pk}",
        f"?functie={agent.slug}&soort={kind.slug}&regio={region}&thema={world.themes[2].slug}",
    ):
        assert names(client, query) == [who.name], query
    assert names(client, f"?functie={agent.slug}&thema={world.themes[1].slug}") == []
    assert names(client_of(who), "?dichtbij=1") == [who.name]


@pytest.mark.parametrize(
    "query",
    ["?functie=bestaat-niet", "?regio=%00", "?organisatie=99999999999999999999", "?organisatie=x"]
    + [f"?na={place}" for place in ("%00", "WyJcdTAwMDAiLCAiMSJd", "WyJcdWQ4MDAiLCAiMSJd", "W251bGwsIDFd")],
)
def test_an_unreadable_filter_narrows_nothing(world: World, query: str) -> None:
    assert len(names(client_of(world.member), query)) == len(MAY_LOOK)


def test_who_is_called_so_comes_before_who_works_there(world: World) -> None:
    north = organisation("Wijkteam Noord")
    for name, place in [("Anna", north), ("Noor Zand", None), ("Bas Noordman", None), ("Noortje", north)]:
        member(name.lower().replace(" ", "."), name=name, organisation=place)
    client = client_of(world.member)
    assert names(client, "?zoek=noor") == ["Bas Noordman", "Noor Zand", "Noortje", "Anna"]
    assert names(client, "?zoek=noor+wijkteam") == ["Anna", "Noortje"]


@pytest.mark.parametrize("order", ["naam", "nieuw"])
def test_pages_show_everybody_once_in_order(world: World, order: str) -> None:
    for n in range(45):
        Person.objects.filter(pk=member(f"collega{n}").pk).update(name=["Ém", "ed", "Él", "z"][n % 4])
    client = client_of(world.member)
    seen: list[Person] = []
    page = client.get(f"{PEOPLE}?sorteer={order}")
    while True:
        seen += [one.person for one in page.context["colleagues"]]
        if not page.context["page"].next_url:
            break
        page = client.get(PEOPLE + page.context["page"].next_url)
    assert len(seen) == len({one.pk for one in seen}) == 45 + len(MAY_LOOK) == page.context["count"]
    if order == "nieuw":
        assert seen == sorted(seen, key=lambda one: (one.joined_at, one.pk), reverse=True)
    else:
        plain = [one.name.lower().replace("é", "e") for one in seen]
        assert plain == sorted(plain)
    assert client.get(PEOPLE + page.context["page"].previous_url).context["page"].next_url


def test_the_page_of_a_person_says_who_that_is(world: World) -> None:
    work = organisation("Jeugdhulp Zuid")
    who = helps(member("collega", world.circle, organisation=work), world.themes[0], words="Ik weet iets.")
    page = client_of(world.member).get(who.get_absolute_url()).content.decode()
    for words in (who.name, work.name, work.get_absolute_url(), "Ik weet iets.", world.themes[0].name):
        assert words in page
    assert world.circle.name in page
    assert world.network.name not in page
    assert who.email not in page
    assert "/mijn-profiel/" not in page.split("<main")[1]
    assert "Wijzig mijn profiel" in client_of(who).get(who.get_absolute_url()).content.decode()


def test_an_expert_has_no_listing(world: World) -> None:
    with pytest.raises(PermissionDenied):
        helps(world.expert, world.themes[0])
    with pytest.raises(PermissionDenied):
        edit_listing(world.member, world.facilitator, expertise=[], helps_with="", takes_requests=True)


def profile(who: Person, **facts: object) -> dict[str, object]:
    """What the form of the own profile sends."""
    work = Function.objects.get(slug="wijkagent").pk
    own = {"name": who.name, "function": work, "municipality": str(who.municipality)}
    return {**own, "language": "nl", "next": "", **facts}


def test_the_own_profile_says_what_you_can_help_with(world: World) -> None:
    who, client = world.member, client_of(world.member)
    chosen = [theme.slug for theme in world.themes[:2]]
    facts = {"expertise": chosen, "helps_with": "Ik  weet\niets.", "no_requests": "on"}
    assert client.post("/mijn-profiel/", profile(who, **facts)).status_code == 302
    shown = client.get(who.get_absolute_url()).context["colleague"]
    assert [theme.slug for theme in shown.themes] == chosen
    assert (shown.helps_with, shown.takes_requests) == ("Ik weet iets.", False)
    form = client.get("/mijn-profiel/").context["found_by"]
    assert form.initial == {"expertise": chosen, "helps_with": "Ik weet iets.", "no_requests": True}
    assert client.post("/mijn-profiel/", profile(who)).status_code == 302
    shown = client.get(who.get_absolute_url()).context["colleague"]
    assert (shown.themes, shown.helps_with, shown.takes_requests) == ([], "", True)


@pytest.mark.parametrize(
    "facts",
    [
        {"helps_with": "x" * 301},
        {"expertise": ["bestaat-niet"]},
        {"expertise": ["\x00"]},
        {"expertise": "six"},
    ],
)
def test_a_profile_that_says_too_much_is_sent_back(world: World, facts: dict[str, object]) -> None:
    if facts.get("expertise") == "six":
        facts = {"expertise": list(Theme.objects.values_list("slug", flat=True)[:6])}
    answer = client_of(world.member).post("/mijn-profiel/", profile(world.member, name="Anders", **facts))
    assert answer.status_code == 422
    world.member.refresh_from_db()
    assert world.member.name != "Anders"


def test_an_expert_is_not_asked(world: World) -> None:
    assert client_of(world.expert).get("/mijn-profiel/").context["found_by"] is None
