"""The field for one's organisation: what it offers, and what it makes of a name."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from leerkring.core.people.models import Organisation, OrganisationKind
from leerkring.core.regions.models import Municipality
from leerkring.site.accounts.organisations import MOST_ALIKE, MOST_OFFERED, listed
from tests.domains.community.test_asking import NASTY
from tests.world import World, client_of, member, organisation

HINTS = reverse("people:organisations")
HTMX = {"HX-Request": "true"}


def options(html: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'<option value="([^"]+)"', html)]


def hints(client: Client, typed: str) -> list[str]:
    return options(client.get(HINTS, {"organisation": typed}, headers=HTMX).content.decode())


def many(count: int) -> None:
    kind, places = OrganisationKind.objects.all()[0], Municipality.objects.order_by("code")[:2]
    Organisation.objects.bulk_create(
        Organisation(name=f"Wijkteam nummer {n}", kind=kind, municipality=places[n % 2]) for n in range(count)
    )


def test_the_page_offers_only_the_largest(world: World) -> None:
    many(MOST_OFFERED + 20)
    large = organisation("Zorgboerderij")
    member("een", organisation=large)
    page = client_of(world.member).get(reverse("people:profile")).content.decode()
    offered = options(page.partition('id="id_organisation_options"')[2].partition("</datalist>")[0])
    assert len(offered) == MOST_OFFERED
    assert offered[0] == f"Zorgboerderij ({large.municipality})"
    assert f'hx-get="{HINTS}"' in page


def test_what_fits_is_offered_while_typing(world: World) -> None:
    many(30)
    place, other = Municipality.objects.order_by("code")[:2]
    for one in (place, other):
        organisation("Stichting De Brúg", one)
    organisation(f"Gemeente {place}", place)
    client = client_of(world.member)
    assert hints(client, "brug") == [f"Stichting De Brúg ({one})" for one in (place, other)]
    assert hints(client, "de bru") == hints(client, "brug")
    assert hints(client, "gemeente") == [f"Gemeente {place}"]
    assert len(hints(client, "wijk")) == MOST_ALIKE
    assert hints(client, "rug") == hints(client, "!!") == []
    for text in NASTY.values():
        assert client.get(HINTS, {"organisation": text}, headers=HTMX).status_code == 200
    assert client.get(HINTS, headers=HTMX).status_code == 200
    assert client.get(HINTS)["Location"] == reverse("people:profile")
    assert Client().get(HINTS)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("typed", ["De Klimboom ({})", "DE  KLIMBOOM ( {} )"])
def test_a_name_with_its_place_is_that_one(world: World, typed: str) -> None:
    place, other = Municipality.objects.order_by("code")[:2]
    here, _there = organisation("De Klimboom", place), organisation("De Klimboom", other)
    many(10)
    assert listed(typed.format(place)) == here
    assert listed("De Klimboom") is None
    assert listed("De Klim") is None
    only = organisation("Stichting (Kind) en Gezin", other)
    assert listed("stichting kind en gezin") == listed("Stichting (Kind) en Gezin") == only
