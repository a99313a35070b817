"""Every template is rendered: by a walk over all URLs, by the notices in page and mail, or by name below."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client
from django.test.signals import template_rendered
from django.urls import reverse
from django.utils.translation import override

from leerkring.core.entries.actions import look_up_asker
from leerkring.core.events.models import Event
from leerkring.core.spaces import actions as spaces
from leerkring.core.spaces.forms import JoinRequestForm
from leerkring.core.spaces.models import Membership, Role
from leerkring.core.spaces.wording import Arrangement
from leerkring.domains.community import actions as community
from leerkring.domains.community.models import Contribution
from leerkring.domains.community.writing import Place, Wording
from leerkring.domains.directory import actions as directory
from leerkring.kit import manifest
from leerkring.services.discussion import actions as discussion
from leerkring.services.notifications import letters
from leerkring.services.notifications.actions import choose_kinds, choose_space
from leerkring.services.notifications.fanout import tell
from leerkring.services.notifications.models import Level, OutgoingMail, Told
from leerkring.services.privacy import actions as privacy
from leerkring.site import env
from leerkring.site.routes import every_route
from tests.architecture.html import faults_of
from tests.architecture.walking import Walk
from tests.site.security.people import mailed_code, samira, second_step, signed_in_by_code
from tests.site.security.test_passkeys import passkey_of
from tests.world import World, answers, asked, client_of, member, question

SOURCE = env.ROOT / "src" / "leerkring"

ERRORS = (
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "413.html",
    "429.html",
    "500.html",
    "503.html",
)
ELEMENTS = sorted(
    f"allauth/elements/{path.name}" for path in SOURCE.glob("kit/ui/templates/allauth/elements/*")
)
"""The words of a library's pages in our components; which page uses which is the library's business."""
LETTERS = sorted(
    f"{path.parent.parent.name}/email/{path.name}"
    for room in ("mfa", "socialaccount")
    for path in SOURCE.glob(f"site/templates/{room}/email/*")
)
"""The library sends them; tests/site/security reads them."""
STEPS = (
    *(f"security/{name}.html" for name in ("_passkey_proof", "codes", "codes_new", "onward")),
    "security/organisation_address.html",
    "security/two_steps_off.html",
    "security/codes.txt",
)
"""Pages in the middle of a flow that tests/site/security goes through from door to door."""


@pytest.fixture
def rendered() -> Iterator[set[Path]]:
    """The files of all templates that are rendered meanwhile."""
    found: set[Path] = set()

    def see(template: Any, **_rest: Any) -> None:
        found.add(Path(template.origin.name))

    template_rendered.connect(see)
    yield found
    template_rendered.disconnect(see)


def everything_happens(world: World) -> None:
    """Each verb with a notice happens once, and its consequences follow."""
    asker, helper, reader = world.member, world.facilitator, world.neighbour
    reader.themes.set(world.themes)
    wording = Wording("Wie kent dit?", "<p>Wij niet.</p>", world.themes[:1])
    choose_kinds(asker, asker, {"recognised": "mail", "held_out": "mail"})
    entry = community.ask(asker, Place(world.platform, "public", "question"), wording)
    discussion.follow(reader, entry, wanted=True)
    discussion.recognise(reader, entry, recognised=True)
    page = reverse("directory:person", args=[reader.pk])
    named = f'<p>Ik ken het, en <a href="{page}">@Neighbour</a> ook.</p>'
    reply = discussion.reply(helper, entry, named)
    discussion.choose(asker, reply)
    inside = spaces.let_in(helper, spaces.ask_to_join(reader, world.network, "Ik doe graag mee."))
    spaces.change_role(helper, inside, Role.FACILITATOR)
    spaces.ask_to_join(world.core_group, world.network, "Ik ook.")
    for place in (world.closed, world.circle):
        spaces.invite(helper, place, reader, Role.MEMBER)
    spaces.join(asker, world.elsewhere)
    now = Arrangement.of(world.network)
    spaces.arrange_space(helper, world.network, replace(now, openness="members"), seen=now.mark)
    guest = Membership.objects.create(space=world.network, person=world.editor)
    spaces.remove_member(helper, guest)
    choose_space(helper, world.network, Level.EVERYTHING)
    other = community.ask(asker, Place(world.network, "members", "question"), wording)
    for one in (helper, world.core_group):
        discussion.reply(one, other, "<p>Ik weet er ook van.</p>")
    wish = directory.send_request(asker, helper, text="Bellen we?", email=asker.email)
    directory.answer_request(helper, wish, text="Graag.")
    unnamed = community.ask(asker, Place(world.platform, "members", "question", is_anonymous=True), wording)
    look_up_asker(world.core_group, unnamed, "Er is een zorg over veiligheid.")
    waits = {"text": "<p>Wij ook.</p>", "nonce": ""}
    privacy.release(asker, privacy.hold(asker, entry, "discussion.reply", "", waits), unasked=True)
    privacy.give_back(asker, privacy.hold(asker, other, "discussion.reply", "", waits))
    for event in Event.objects.order_by("pk"):
        tell(event)


def test_every_notice_renders_in_the_list_and_by_mail(world: World) -> None:
    everything_happens(world)
    told = set(Told.objects.values_list("kind", flat=True))
    assert told == {one.kind for one in manifest.notices()}, "let it happen in everything_happens()"
    for mail in OutgoingMail.objects.all():
        letter = letters.write(mail)
        assert letter is not None, mail
        assert letter.subject
        assert "None" not in letter.body
    for person in (world.member, world.facilitator, world.neighbour, world.editor):
        page = client_of(person).get(reverse("notifications:list"))
        assert page.status_code == 200
        assert faults_of(page.content.decode()) == []


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_error_pages_need_nothing(name: str, language: str) -> None:
    """No database (this test has none), no request."""
    with override(language):
        page = render_to_string(name)
    assert faults_of(page) == []


def test_every_template_is_rendered(walk: Walk, rendered: set[Path]) -> None:
    for route in every_route():
        for scope in walk.scopes(route):
            for role in ("visitor", "member", "facilitator"):
                for method in [one for one in ("GET", "POST") if one in route.methods]:
                    walk.ask(role, method, walk.url(route, scope))
    everything_happens(walk.world)
    for mail in OutgoingMail.objects.exclude(event=None):
        letters.write(mail)
    for person in (walk.world.member, walk.world.neighbour, walk.world.facilitator, walk.world.editor):
        client_of(person).get(reverse("notifications:list"))
    _partials(walk)
    _written(walk)
    _waited_for(walk)
    _searched(walk)
    _looked_after(walk)
    _sign_in(walk)
    _security()
    for name in (*ERRORS, *ELEMENTS, *LETTERS, *STEPS):
        render_to_string(name, {"attrs": {"tags": ""}, "slots": {"default": "tekst"}, "left": 1})
    ours = {path for path in SOURCE.glob("**/templates/**/*") if path.is_file()}
    never = sorted(str(path.relative_to(SOURCE)) for path in ours - rendered)
    assert not never, "never rendered, so remove it or render it in a test:\n" + "\n".join(never)


def _written(walk: Walk) -> None:
    """What who writes sees: two windows at once, a page open too long, a question without a name."""
    world, own = walk.world, walk.samples["members"]["entry"]
    client_of(world.member).post(reverse("community:edit", args=[own]), asked(mark="oud"))
    from_here = {"Origin": "http://testserver"}
    client_of(None).post(reverse("community:ask"), asked(), headers=from_here)
    unnamed = question(world.member, world.platform, is_anonymous=True)
    client_of(world.core_group).get(reverse("community:look_up", args=[unnamed.pk]))
    client_of(world.member).get(reverse("community:list") + "?functie=wijkagent&soort=lesson&stand=rond")


def _waited_for(walk: Walk) -> None:
    """What a script asks for about messages; mails that gathered; mails that failed."""
    client, htmx = client_of(walk.world.member), {"HX-Request": "true"}
    client.get(reverse("notifications:bell"), headers=htmx)
    client.post(reverse("notifications:choose_kinds"), {"answer": "off"}, headers=htmx)
    waiting = OutgoingMail.objects.filter(recipient=walk.world.facilitator)
    Told.objects.filter(mail__in=waiting).update(mail=waiting[0])
    letters.write(waiting[0])
    client_of(walk.world.administrator).get(reverse("notifications:failed_mails"))


def _looked_after(walk: Walk) -> None:
    """The pages of an administrator."""
    client = client_of(walk.world.administrator)
    for name in ("office", "guard:words", "guard:try", "guard:policy", "guard:tally"):
        client.get(reverse(name))


def _searched(walk: Walk) -> None:
    """What is found of what happened, nothing, and what is offered while somebody types."""
    client, htmx = client_of(walk.world.member), {"HX-Request": "true"}
    for words in ("kent", "qzqzqz"):
        client.get(reverse("discover:search"), {"q": words})
    client.get(reverse("discover:suggest"), {"q": "kent"}, headers=htmx)
    client.get(reverse("discover:like_title"), {"title": "Wie kent dit nog meer?"}, headers=htmx)


def _partials(walk: Walk) -> None:
    """What htmx asks for, and what a page shows only after something happened."""
    world = walk.world
    entry = walk.samples["members"]["entry"]
    reply = walk.samples["members"]["reply"]
    client = client_of(world.facilitator)
    htmx = {"HX-Request": "true"}
    client.post(reverse("discussion:find_helpful", args=[reply]), {"aan": "1"}, headers=htmx)
    client.post(reverse("discussion:recognise", args=[entry]), {"aan": "1"}, headers=htmx)
    client.post(reverse("discussion:follow", args=[entry]), {"aan": "1"}, headers=htmx)
    placed = {"text": "Dit werkt.", "na": "0"}
    client.post(reverse("discussion:reply_to", args=[entry]), placed, headers=htmx)
    client_of(world.member).post(reverse("discussion:take_away", args=[reply]))
    answers(Contribution.objects.get(pk=entry), world.facilitator, 40)
    client.get(reverse("community:print", args=[entry]))
    client.post(reverse("community:ask"), asked(title=""))
    client_of(world.neighbour).post(reverse("spaces:ask_to_join", args=["kring"]), {"message": "x" * 400})
    administrator = client_of(world.administrator)
    administrator.get(reverse("spaces:new"))
    new = {"name": "Nieuw", "kind": "circle", "about": "x", "openness": "members", "join": "open"}
    administrator.post(reverse("spaces:new"), {**new, "leader": "other"}, follow=True)
    client.get(reverse("spaces:invitation", args=["1.x"]))
    client.get(reverse("community:thread", args=[entry]))
    client_of(member("nieuw", name="")).get(reverse("community:thread", args=[entry]))
    client_of(world.core_group).post(
        reverse("discussion:recognise", args=[entry]), {"aan": "1"}, headers=htmx
    )
    client.get("/")
    merge = reverse("directory:merge", args=[walk.samples["members"]["organisation"]])
    client_of(world.administrator).get(merge)
    form = JoinRequestForm()
    assert str(form)
    assert form["message"].as_field_group()


def _sign_in(walk: Walk) -> None:
    """Each mail about an account: somebody known and somebody unknown, and a new address."""
    known = walk.world.member
    for name in ("account_login", "account_signup"):
        for address in (known.email, "niemand@example.org"):
            client_of(None).post(reverse(name), {"login": address, "email": address}, follow=True)
    EmailAddress.objects.create(user=known, email=known.email, verified=True, primary=True)
    _addresses(signed_in_by_code(known), known.email, "ander@example.org")


def _addresses(client: Client, old: str, new: str) -> None:
    """A second mail address comes, becomes the main one, and the first goes."""
    page = reverse("account_email")
    client.post(page, {"action_add": "", "email": new}, follow=True)
    client.post(reverse("account_email_verification_sent"), {"code": mailed_code()})
    client.post(page, {"action_primary": "", "email": new})
    client.post(page, {"action_remove": "", "email": old})
    client.get(page)


def test_every_template_compiles() -> None:
    engine = engines["django"]
    for path in SOURCE.glob("**/templates/**/*"):
        if path.is_file():
            engine.get_template(str(path).split("/templates/", 1)[1])


def _security() -> None:
    """What somebody sees who just proved who it is, with everything that can be switched on."""
    known = samira()
    client_of(known).get(reverse("security:overview"), follow=True)
    browser = signed_in_by_code(known)
    for name in ("overview", "add_passkey", "two_steps_on"):
        browser.get(reverse(f"security:{name}"))
    passkey = passkey_of(known)
    for name in ("rename_passkey", "remove_passkey"):
        browser.get(reverse(f"security:{name}", args=[passkey.pk]))
    account = SocialAccount.objects.create(user=known, provider="https://id.example", uid="1")
    browser.get(reverse("security:disconnect", args=[account.pk]))
    browser.get(reverse("security:overview"))
    passkey.delete()
    second_step(known)
    for name in ("overview", "two_steps_off", "new_codes", "codes"):
        browser.get(reverse(f"security:{name}"), follow=True)
    signed_in_by_code(known).get(reverse("mfa_authenticate"))
