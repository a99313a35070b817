"""Several mail addresses with one account: adding, proving, choosing, removing, and who hears of it."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from leerkring.core.people.models import Person
from leerkring.services.notifications.models import OutgoingMail
from tests.domains.community.test_asking import NASTY
from tests.site.security.people import mailed_code, signed_in_by_code
from tests.world import World, client_of

URL = reverse("account_email")
CODE = reverse("account_email_verification_sent")


@pytest.fixture(autouse=True)
def _confirmed(world: World) -> None:
    """The main addresses are confirmed, as after signing in with a code."""
    cache.clear()
    for who in (world.member, world.neighbour):
        EmailAddress.objects.create(user=who, email=who.email, verified=True, primary=True)


def mails_to(address: str) -> list[str]:
    return list(OutgoingMail.objects.filter(address=address).order_by("pk").values_list("text", flat=True))


def add(client: Client, address: str) -> None:
    cache.clear()
    client.post(URL, {"action_add": "1", "email": address})
    client.post(CODE, {"code": mailed_code()})


def test_a_private_address_keeps_the_account(world: World) -> None:
    who = world.member
    client = signed_in_by_code(who)
    add(client, "Prive@Example.org")
    assert set(EmailAddress.objects.filter(user=who, verified=True).values_list("email", flat=True)) == {
        who.email,
        "prive@example.org",
    }
    assert "prive@example.org" in mails_to(who.email)[-1]
    home = Client()
    home.post(reverse("account_login"), {"login": "prive@example.org"})
    home.post(reverse("account_confirm_login_code"), {"code": mailed_code()})
    assert home.get(reverse("people:profile")).wsgi_request.user == who
    work = who.email
    home.post(URL, {"action_primary": "1", "email": "prive@example.org"})
    who.refresh_from_db()
    assert who.email == "prive@example.org"
    assert "prive@example.org" in mails_to(work)[-1]
    home.post(URL, {"action_remove": "1", "email": work})
    assert work in mails_to(work)[-1]
    assert list(EmailAddress.objects.filter(user=who).values_list("email", flat=True)) == [
        "prive@example.org"
    ]


def test_an_address_counts_only_with_its_code(world: World) -> None:
    client = signed_in_by_code(world.member)
    client.post(URL, {"action_add": "1", "email": "prive@example.org"})
    wrong = client.post(CODE, {"code": "FOUT-99"})
    assert wrong.status_code == 200
    assert not EmailAddress.objects.filter(email="prive@example.org", verified=True).exists()
    Client().post(reverse("account_login"), {"login": "prive@example.org"})
    assert "geen account" in mails_to("prive@example.org")[-1]


def test_there_are_at_most_three(world: World) -> None:
    client = signed_in_by_code(world.member)
    for n in range(2):
        add(client, f"adres{n}@example.org")
    assert 'name="action_add"' not in client.get(URL).content.decode()
    refused = client.post(URL, {"action_add": "1", "email": "vierde@example.org"})
    assert refused.status_code == 422
    assert EmailAddress.objects.filter(user=world.member).count() == 3
    assert not mails_to("vierde@example.org")


def test_nobody_learns_whether_an_address_has_an_account(world: World) -> None:
    pages = []
    for address in (world.neighbour.email, "niemand@example.org"):
        client = signed_in_by_code(world.member)
        response = client.post(URL, {"action_add": "1", "email": address}, follow=True)
        said = [str(one).replace(address, "X") for one in response.context["messages"]]
        pages.append((response.redirect_chain, response.status_code, said))
    assert pages[0] == pages[1]
    assert Person.objects.get(email=world.neighbour.email) == world.neighbour
    assert not EmailAddress.objects.filter(user=world.member, email=world.neighbour.email).exists()


def test_the_main_address_stays_and_others_stay_theirs(world: World) -> None:
    client = signed_in_by_code(world.member)
    client.post(URL, {"action_remove": "1", "email": world.member.email})
    assert EmailAddress.objects.filter(user=world.member, email=world.member.email, primary=True).exists()
    signed_in_by_code(world.neighbour)
    for action in ("action_remove", "action_primary", "action_send"):
        client.post(URL, {action: "1", "email": world.neighbour.email})
    assert EmailAddress.objects.filter(user=world.neighbour, primary=True).exists()
    world.member.refresh_from_db()
    assert world.member.email == "member@example.org"


def test_who_only_has_the_browser_must_prove_it(world: World) -> None:
    client = client_of(world.member)
    assert client.get(URL)["Location"].startswith(reverse("security:confirm"))
    client.post(URL, {"action_add": "1", "email": "dief@example.org"})
    assert not mails_to("dief@example.org")


def test_no_address_breaks_the_page(world: World) -> None:
    client = signed_in_by_code(world.member)
    for kind, text in NASTY.items():
        cache.clear()
        for action in ("action_add", "action_remove", "action_primary", "action_send", "x"):
            assert client.post(URL, {action: "1", "email": text}).status_code in (302, 422), (kind, action)
    assert EmailAddress.objects.filter(user=world.member).count() == 1
