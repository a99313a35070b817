"""What is asked without a name: nobody finds out who asked, on any page, in any message, as any role."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import now

from leerkring.core.entries.actions import look_up_asker
from leerkring.core.entries.models import Lookup
from leerkring.core.events.models import Event
from leerkring.core.people.models import Function, Person
from leerkring.core.regions.models import Municipality
from leerkring.domains.community.models import Contribution
from leerkring.services.discussion.actions import choose, edit_reply, recognise, reply
from leerkring.services.discussion.models import Reply
from leerkring.services.notifications.fanout import tell
from leerkring.services.notifications.letters import write
from leerkring.services.notifications.models import OutgoingMail
from leerkring.site.routes import every_route
from tests.architecture.walking import Walk, make_walk
from tests.uploads import attached
from tests.world import ROLES, SCOPES, World, asked, client_of, member, organisation

AUDIENCES = {"public": "public", "members": "members", "closed": "space:besloten"}
WORDS = "Hoe bespreek je twijfels over een collega"
SAID = "Dat zag ik ook in mijn team"


@dataclass
class Hidden:
    asker: Person
    entries: dict[str, Contribution]
    replies: dict[str, Reply]

    @property
    def secrets(self) -> list[str]:
        asker = self.asker
        return [
            *str(asker.name).split(),
            asker.email,
            str(asker.function),
            str(asker.municipality),
            str(asker.organisation),
            f"/mensen/{asker.pk}/",
            f'data-person="{asker.pk}"',
        ]


def _asker(world: World) -> Person:
    place = Municipality.objects.exclude(region=world.member.region).order_by("-name")[0]
    who = member(
        "vraagsteller",
        world.network,
        world.circle,
        world.closed,
        name="Zwaantje Quispel",
        function=Function.objects.create(slug="torenwachter", name="Torenwachter"),
        municipality=place,
        organisation=organisation("Kasteelzorg Quist", place),
    )
    Person.objects.filter(pk__in=[one.pk for one in world.people.values()]).exclude(
        is_pseudonymous=True
    ).update(municipality=Municipality.objects.filter(region=place.region).exclude(pk=place.pk).first())
    return who


@pytest.fixture
def hidden(world: World) -> Hidden:
    """One question for each scope, with a conversation in which the asker takes part."""
    asker = _asker(world)
    for one in world.people.values():
        one.themes.set(world.themes)
    entries, replies = {}, {}
    for scope, audience in AUDIENCES.items():
        client_of(asker).post(
            "/vragen/stel/", asked(title=f"{WORDS}: {scope}?", audience=audience, anonymous="1")
        )
        entry = Contribution.objects.get(title=f"{WORDS}: {scope}?")
        assert entry.is_anonymous
        helper = reply(world.facilitator, entry, "<p>Bij ons hielp intervisie.</p>")
        reply(world.member, entry, "<p>Praat eerst met die collega zelf.</p>")
        replies[scope] = reply(asker, entry, f"<p>{SAID}.</p>")
        edit_reply(asker, replies[scope], f"<p>{SAID}, denk ik.</p>")
        choose(asker, helper)
        recognise(world.member, entry, recognised=True)
        attached(asker, entry, kind="jpeg")
        client_of(asker).post(
            reverse("community:edit", args=[entry.pk]), asked(title=entry.title, text="Anders.")
        )
        entries[scope] = entry
    return Hidden(asker, entries, replies)


def _betrayed(text: str, hidden: Hidden) -> list[str]:
    """Which secrets stand on a page that shows one of the questions, or what the asker said."""
    text = re.sub(r"<svg.*?</svg>", "", unescape(text), flags=re.S)
    if WORDS not in text and SAID not in text:
        return []
    text = re.sub(r"<(select|datalist).*?</\1>", "", text, flags=re.S)
    return [secret for secret in hidden.secrets if re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", text)]


@pytest.fixture
def walk(world: World, hidden: Hidden) -> Walk:
    made = make_walk(world)
    for scope in SCOPES:
        entry, own = hidden.entries[scope], hidden.replies[scope]
        made.samples[scope] |= {"entry": entry.pk, "reply": own.pk, "version": own.versions.get().pk}
        made.samples[scope] |= {"attachment": entry.attachments.get().pk}
    return made


def _tell_everybody() -> None:
    for event in Event.objects.order_by("id"):
        tell(event)


def test_no_page_betrays_who_asked(walk: Walk, hidden: Hidden, monkeypatch: Any) -> None:
    monkeypatch.setattr(Person, "tone", property(lambda one: "groen" if one == hidden.asker else "zon"))
    _tell_everybody()
    seen = 0
    for route in every_route():
        if "GET" not in route.methods or route.name in {"community:look_up"}:
            continue
        for scope in walk.scopes(route):
            for role in ROLES:
                response = walk.ask(role, "GET", walk.url(route, scope))
                if response.streaming or b"html" not in response.get("Content-Type", "").encode():
                    continue
                html = response.content.decode()
                seen += WORDS in html
                assert not _betrayed(html, hidden), f"{route.path} ({scope}) as {role}"
                shown = WORDS in html or SAID in html
                assert not (shown and re.search(r"avatar--[ml] tone-groen", html)), f"{route.path} as {role}"
    assert seen > 40, "the walk met the questions"


def test_no_list_betrays_who_asked(world: World, hidden: Hidden) -> None:
    for query in ("", "?sorteer=nieuw", "?gevolgd=1", "?ruimte=besloten", "?functie=torenwachter"):
        for role in ROLES:
            html = client_of(world.people.get(role)).get(f"/vragen/{query}").content.decode()
            assert not _betrayed(html, hidden), (query, role)
            assert "functie" not in query or WORDS not in html


def test_no_message_betrays_who_asked(hidden: Hidden) -> None:
    _tell_everybody()
    about = 0
    for mail in OutgoingMail.objects.exclude(recipient=hidden.asker).select_related("event"):
        letter = write(mail)
        if letter is None:
            continue
        about += WORDS in str(letter.body)
        everything = f"{letter.message().as_string()} {letter.subject} {letter.body} {mail.html}"
        assert not _betrayed(everything, hidden), everything
        assert hidden.asker.name not in everything
    assert about > 5, "there were mails about the questions"


def test_the_asker_is_told_and_still_does_everything(hidden: Hidden) -> None:
    client, entry = client_of(hidden.asker), hidden.entries["members"]
    page = client.get(entry.get_absolute_url()).content.decode()
    for name in ("community:edit", "community:show_name"):
        assert reverse(name, args=[entry.pk]) in page
    assert reverse("discussion:edit_reply", args=[hidden.replies["members"].pk]) in page
    assert "De vraagsteller" in page
    assert entry.face.tone == hidden.replies["members"].face.tone == "anoniem"
    assert str(entry.region) in page


def test_only_the_asker_lifts_it_and_there_is_no_way_back(world: World, hidden: Hidden) -> None:
    entry = hidden.entries["members"]
    url = reverse("community:show_name", args=[entry.pk])
    for role in ("member", "core_group", "administrator"):
        assert client_of(world.people[role]).post(url).status_code == 404
    client = client_of(hidden.asker)
    assert client.post(url).status_code == 302
    assert hidden.asker.name in client_of(world.member).get(entry.get_absolute_url()).content.decode()
    client.post(reverse("community:edit", args=[entry.pk]), asked(title="Anders", anonymous="1"))
    entry.refresh_from_db()
    assert (entry.title, entry.is_anonymous) == ("Anders", False)


def test_only_the_core_group_looks_up_what_it_may_see(world: World, hidden: Hidden) -> None:
    for scope, entry in hidden.entries.items():
        url = reverse("community:look_up", args=[entry.pk])
        for role in ROLES:
            facts = {"reason": "Er is een zorg over veiligheid.", "nonce": str(uuid4())}
            response = client_of(world.people.get(role)).post(url, facts)
            may = role == "core_group" and scope != "closed"
            assert (hidden.asker.name in response.content.decode()) is may, (role, scope)
            if not may:
                assert response.status_code == (302 if role == "visitor" else 404)
        assert Lookup.objects.filter(entry=entry).count() == (scope != "closed")


def test_a_lookup_needs_a_reason_and_is_told_to_the_asker(world: World, hidden: Hidden) -> None:
    entry = hidden.entries["members"]
    url, client = reverse("community:look_up", args=[entry.pk]), client_of(world.core_group)
    page = client.get(url).content.decode()
    assert hidden.asker.name not in page
    for reason in ("", "  kort  ", "\u200b" * 20):
        assert client.post(url, {"reason": reason, "nonce": str(uuid4())}).status_code == 422
    facts = {"reason": "Er is een zorg over veiligheid.", "nonce": str(uuid4())}
    assert "no-cache" in client.post(url, facts)["Cache-Control"]
    client.post(url, facts)
    assert Lookup.objects.filter(entry=entry).count() == 1
    again = client.get(url).content.decode()
    assert "Er is een zorg over veiligheid." in again
    assert hidden.asker.name not in again
    _tell_everybody()
    inbox = unescape(client_of(hidden.asker).get("/berichten/").content.decode())
    assert "De kerngroep heeft gekeken wie deze vraag stelde" in inbox
    assert "Reden: Er is een zorg over veiligheid." in inbox
    assert "Er is een zorg" not in client_of(world.member).get("/berichten/").content.decode()


def test_who_asked_with_a_name_cannot_be_looked_up_and_nobody_outside_the_rule(
    world: World, hidden: Hidden
) -> None:
    for by in (world.administrator, world.facilitator, world.editor, hidden.asker):
        with pytest.raises(PermissionDenied):
            look_up_asker(by, hidden.entries["public"], "Zomaar nieuwsgierig")
    Contribution.objects.filter(pk=hidden.entries["public"].pk).update(is_anonymous=False)
    url = reverse("community:look_up", args=[hidden.entries["public"].pk])
    assert client_of(world.core_group).get(url).status_code == 302


def test_a_pseudonymous_person_is_not_offered_to_ask_without_a_name(world: World) -> None:
    client = client_of(world.expert)
    assert "anonymous" not in client.get("/vragen/stel/").context["form"].fields
    client.post("/vragen/stel/", asked(audience="space:besloten", anonymous="1"))
    assert not Contribution.objects.get(author=world.expert).is_anonymous


def test_a_draft_remembers_that_it_has_no_name(world: World) -> None:
    client = client_of(world.member)
    client.post("/vragen/stel/", asked(bewaar="1", anonymous="1"))
    draft = Contribution.objects.get()
    assert draft.is_anonymous
    page = client.get(reverse("community:edit", args=[draft.pk]))
    assert page.context["form"]["anonymous"].value() is True
    assert draft.published_at is None or draft.published_at < now()
