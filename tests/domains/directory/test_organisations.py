"""Organisations: names and numbers for everybody, people for members, merging for administrators."""

import pytest
from django.core.exceptions import PermissionDenied

from leerkring.core.events.models import Event
from leerkring.core.people.models import Organisation, Person
from leerkring.core.regions.models import Municipality
from leerkring.domains.directory.actions import RefusedError, merge_organisations
from tests.domains.directory.test_people import MAY_LOOK
from tests.world import ROLES, World, client_of, member, organisation

LIST = "/organisaties/"


def found(client: object, query: str = "") -> list[str]:
    page = client.get(LIST + query)  # type: ignore[attr-defined]
    assert page.status_code == 200
    assert page.context["count"] == len(page.context["page"].items)
    return [one.name for one in page.context["page"].items]


@pytest.mark.parametrize("role", ROLES)
def test_everybody_sees_names_and_numbers_and_members_see_people(world: World, role: str) -> None:
    work = organisation("Jeugdhulp Zuid")
    collega = member("collega", organisation=work)
    member("weg", organisation=work, is_active=False)
    client = client_of(world.people.get(role))
    (one,) = client.get(LIST).context["page"].items
    assert (one.name, one.people_count) == (work.name, 1)
    page = client.get(work.get_absolute_url())
    assert page.status_code == 200
    assert page.context["organisation"].people_count == 1
    assert (collega.name in page.content.decode()) is (role in MAY_LOOK)
    assert ("/samenvoegen/" in page.content.decode()) is (role == "administrator")


def test_narrows_by_name_place_kind_and_region(world: World) -> None:
    zwolle, gouda = (Municipality.objects.get(name=name) for name in ("Zwolle", "Gouda"))
    one, two = organisation("Stichting Één", zwolle), organisation("Stichting Twee", gouda)
    client = client_of(None)
    assert found(client) == [one.name, two.name]
    assert found(client, "?zoek=een") == [one.name]
    assert found(client, "?zoek=stich+gou") == [two.name]
    assert found(client, f"?regio={gouda.region.code}") == [two.name]
    assert found(client, f"?soort={one.kind.slug}") == [one.name, two.name]
    assert found(client, "?soort=niets&regio=%00&zoek=%00") == [one.name, two.name]


def test_says_where_people_work(world: World) -> None:
    place = Municipality.objects.get(name="Gouda")
    work = organisation("Jeugdhulp Zuid", Municipality.objects.get(name="Zwolle"))
    member("collega", organisation=work, municipality=place)
    page = client_of(world.member).get(work.get_absolute_url())
    assert [one.name for one in page.context["regions"]] == [place.region.name]


def test_an_administrator_merges_what_was_added_twice(world: World) -> None:
    stays, goes = organisation("Stichting De Linde"), organisation("St. de Linde")
    people = [member(f"collega{n}", organisation=goes) for n in range(3)]
    client = client_of(world.administrator)
    url = f"{goes.get_absolute_url()}samenvoegen/"
    page = client.get(url)
    assert [one.name for one in page.context["candidates"]] == [stays.name]
    assert client.post(url, {}).status_code == 422
    done = client.post(url, {"into": stays.pk}, follow=True)
    assert done.redirect_chain == [(stays.get_absolute_url(), 302)]
    assert {one.organisation_id for one in Person.objects.filter(pk__in=[one.pk for one in people])} == {
        stays.pk
    }
    assert not Organisation.objects.filter(pk=goes.pk).exists()
    assert Event.objects.get(verb="directory.organisations_merged").facts["old"] == goes.pk
    moved = client_of(None).get(goes.get_absolute_url())
    assert (moved.status_code, moved["Location"]) == (301, stays.get_absolute_url())


def test_an_address_leads_on_after_a_second_merge(world: World) -> None:
    first, second, third = (organisation(f"Stichting {n}") for n in ("A", "B", "C"))
    old = first.get_absolute_url()
    merge_organisations(world.administrator, second, old=first)
    merge_organisations(world.administrator, third, old=second)
    assert client_of(None).get(old)["Location"] == third.get_absolute_url()


@pytest.mark.parametrize("into", ["", "0", "x", "\x00", "99999999999999999999"])
def test_merging_with_nothing_changes_nothing(world: World, into: str) -> None:
    goes = organisation("Stichting A")
    answer = client_of(world.administrator).post(f"{goes.get_absolute_url()}samenvoegen/", {"into": into})
    assert answer.status_code == 422
    assert Organisation.objects.get() == goes


def test_two_merges_of_the_same_organisation(world: World) -> None:
    goes, one, other = (organisation(f"Stichting {n}") for n in ("A", "B", "C"))
    stale = Organisation.objects.get(pk=goes.pk)
    merge_organisations(world.administrator, one, old=goes)
    with pytest.raises(RefusedError):
        merge_organisations(world.administrator, other, old=stale)
    with pytest.raises(RefusedError):
        merge_organisations(world.administrator, one, old=one)


@pytest.mark.parametrize("role", [role for role in MAY_LOOK if role != "administrator"])
def test_nobody_else_merges(world: World, role: str) -> None:
    stays, goes = organisation("Stichting A"), organisation("Stichting B")
    answer = client_of(world.people[role]).post(f"{goes.get_absolute_url()}samenvoegen/", {"into": stays.pk})
    assert answer.status_code == 404
    with pytest.raises(PermissionDenied):
        merge_organisations(world.people[role], stays, old=goes)
