"""From a mail address to the first question: joining, and where that leads."""

from typing import Any

from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from leerkring.core.entries.models import Theme
from leerkring.core.people.models import Function, OrganisationKind, Person
from leerkring.core.regions.models import Municipality
from leerkring.core.spaces import actions
from leerkring.core.spaces.invitations import path_of
from leerkring.core.spaces.models import Membership, Role
from leerkring.domains.community.models import Contribution
from leerkring.domains.community.picks import like_my_field
from leerkring.services.discussion.models import Recognition
from tests.domains.community.test_asking import NASTY
from tests.site.security.people import mailed_code, said, samira, signed_in_by_code
from tests.world import World, answers, client_of, member, question

WELCOME = reverse("people:profile")
FIRST = reverse("first_visit")


def sign_up(address: str, onward: str = "") -> tuple[Client, Any]:
    """Up to the page after the code."""
    cache.clear()
    client = Client()
    client.post(reverse("account_signup"), {"email": address, "next": onward})
    return client, client.post(reverse("account_email_verification_sent"), {"code": mailed_code()})


def facts(**more: Any) -> dict[str, Any]:
    place = Municipality.objects.order_by("code")[1]
    kind = OrganisationKind.objects.all()[0]
    work = {"function": Function.objects.order_by("slug")[1].pk, "municipality": place.name}
    return {"name": "Sanne", "organisation": "De Brug", "organisation_kind": kind.pk, **work, **more}


def test_a_newcomer_joins_in_three_steps(world: World) -> None:
    question(world.neighbour, world.platform, title="Wie weet dit?", openness="public")
    client, after_code = sign_up("Nieuw@Example.org")
    assert after_code["Location"] == WELCOME
    page = client.get(WELCOME).content.decode()
    assert "id_language" not in page
    assert "data-toast=" not in page
    done = client.post(WELCOME, facts(themes=[world.themes[0].slug]))
    assert done["Location"] == FIRST
    who = Person.objects.get(email="nieuw@example.org")
    assert (who.name, str(who.organisation), who.is_known) == ("Sanne", "De Brug", True)
    assert Membership.objects.get(person=who).space == world.platform
    first = client.get(FIRST).content.decode()
    assert "Welkom, Sanne." in first
    assert "Wie weet dit?" in first
    assert "#jouw-antwoord" in first


def test_signing_in_says_that_it_worked(world: World) -> None:
    assert said(signed_in_by_code(samira()).get("/")) == "Je bent ingelogd."


def test_a_code_that_is_sent_again_is_told(world: World) -> None:
    cache.clear()
    client, code = Client(), reverse("account_email_verification_sent")
    first = client.post(reverse("account_signup"), {"email": "nieuw@example.org"}, follow=True)
    assert (said(first), "nieuw<wbr>@example.org" in first.content.decode()) == ("", True)
    cache.clear()
    again = client.post(code, {"action": "resend"}, follow=True)
    assert "nieuw@example.org" in said(again)


def test_a_link_leads_there_after_all(world: World) -> None:
    there = question(world.neighbour, world.platform).get_absolute_url() + "?vanaf=1"
    client, after_code = sign_up("nieuw@example.org", there)
    assert after_code["Location"].startswith(f"{WELCOME}?next=")
    page = client.get(after_code["Location"])
    assert page.context["next"] == there
    wrong = client.post(WELCOME, facts(name="", next=there))
    assert wrong.status_code == 422
    assert wrong.context["next"] == there
    assert client.post(WELCOME, facts(next=there))["Location"] == there


def test_who_stopped_half_way_says_who_they_are_when_signing_in(world: World) -> None:
    sign_up("nieuw@example.org")
    client = Client()
    client.post(reverse("account_login"), {"login": "nieuw@example.org", "next": "/vragen/"})
    code = client.post(
        f"{reverse('account_confirm_login_code')}?next=/vragen/", {"code": mailed_code(), "next": "/vragen/"}
    )
    assert code["Location"] == f"{WELCOME}?next=%2Fvragen%2F"


def test_an_invitation_survives_signing_up(world: World) -> None:
    link = actions.make_invite_link(world.facilitator, world.closed, role=Role.MEMBER, days=1, max_uses=1)
    visitor = Client().get(path_of(link)).content.decode()
    assert f"{reverse('account_signup')}?next={path_of(link)}" in visitor
    client, _after = sign_up("nieuw@example.org", path_of(link))
    assert client.post(WELCOME, facts(next=path_of(link)))["Location"] == path_of(link)
    joined = client.post(f"{path_of(link)}aannemen/")
    assert joined["Location"] == world.closed.get_absolute_url()
    who = Person.objects.get(email="nieuw@example.org")
    assert set(Membership.objects.filter(person=who).values_list("space", flat=True)) == {
        world.platform.pk,
        world.closed.pk,
    }


def test_an_invited_expert_is_a_pseudonym_and_no_member_of_the_platform(world: World) -> None:
    link = actions.make_invite_link(world.facilitator, world.closed, role=Role.EXPERT, days=1, max_uses=2)
    client, after = sign_up("ouder@example.org", path_of(link))
    page = client.get(after["Location"]).content.decode()
    assert "Kies een schuilnaam" in page
    for name in ("function", "organisation", "municipality"):
        assert f'name="{name}"' not in page
    assert client.post(WELCOME, {"name": "Zonnebloem", "next": path_of(link)})["Location"] == path_of(link)
    assert client.post(f"{path_of(link)}aannemen/")["Location"] == world.closed.get_absolute_url()
    who = Person.objects.get(email="ouder@example.org")
    assert (who.is_pseudonymous, who.name) == (True, "Zonnebloem")
    assert list(Membership.objects.filter(person=who).values_list("space", "role")) == [
        (world.closed.pk, Role.EXPERT)
    ]
    assert client.get(world.circle.get_absolute_url()).status_code == 404


def test_only_an_invitation_for_experts_makes_one(world: World) -> None:
    link = actions.make_invite_link(world.facilitator, world.closed, role=Role.EXPERT, days=1, max_uses=1)
    actions.withdraw_link(world.facilitator, link)
    for n, onward in enumerate((path_of(link), "/uitnodiging/1.x/", f"//elders.nl{path_of(link)}", "/x/")):
        sign_up(f"iemand{n}@example.org", onward)
        who = Person.objects.get(email=f"iemand{n}@example.org")
        assert not who.is_pseudonymous, onward
        assert Membership.objects.get(person=who).space == world.platform


def test_questions_like_my_own_work_come_first(world: World) -> None:
    mine, other = Theme.objects.all()[0], Theme.objects.all()[1]
    functions = list(Function.objects.order_by("slug")[:2])
    me = member("ik", function=functions[0])
    me.themes.set([mine])
    stranger = member("vreemd", function=functions[1])
    peer = member("gelijk", function=functions[0])
    place = world.platform
    far = question(stranger, place, themes=[other], title="Ver")
    answered = question(peer, place, themes=[mine], title="Beantwoord")
    answers(answered, stranger)
    themed = question(stranger, place, themes=[mine], title="Thema")
    same_work = question(peer, place, themes=[other], title="Vak")
    question(me, place, themes=[mine], title="Eigen")
    question(peer, place, themes=[mine], title="Rond", round_at=far.published_at)
    question(world.member, world.closed, themes=[mine], title="Besloten")
    assert [one.title for one in like_my_field(me, 5)] == ["Thema", "Vak", "Ver", "Beantwoord"]
    assert [one.pk for one in like_my_field(me)] == [themed.pk, same_work.pk, far.pk]


def too(entry: Contribution) -> str:
    return reverse("have_it_too", args=[entry.pk])


def test_a_newcomer_has_a_question_too(world: World) -> None:
    asked = question(world.neighbour, world.platform)
    client = client_of(world.member)
    for _ in range(2):
        assert client.post(too(asked), {"aan": "1"})["Location"] == FIRST
    assert Recognition.objects.filter(entry=asked, person=world.member).count() == 1
    assert 'aria-pressed="true"' in client.get(FIRST).content.decode()
    client.post(too(asked), {"aan": "0"})
    assert not Recognition.objects.exists()
    hidden = question(world.member, world.closed)
    assert client_of(world.neighbour).post(too(hidden), {"aan": "1"}).status_code == 404
    for text in NASTY.values():
        assert client.post(too(asked), {"aan": text}).status_code == 302
    assert not Recognition.objects.exists()
    assert Client().get(FIRST)["Location"].startswith(reverse("account_login"))
