"""Message requests: what each side sees, and that nobody learns an address without the other's yes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.test import Client
from django.utils.timezone import now

from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.domains.directory import actions
from leerkring.domains.directory.models import SILENCE, MessageRequest, RequestState
from leerkring.domains.directory.tasks import KEEP, tidy_requests
from leerkring.services.notifications.fanout import tell
from leerkring.services.notifications.letters import write
from leerkring.services.notifications.models import OutgoingMail, Told
from tests.domains.directory.test_people import helps
from tests.world import World, client_of, member

TEXT = "Wil je bellen over het familiegroepsplan?"
LIST = "/berichtverzoeken/"


@pytest.fixture(autouse=True)
def verified(world: World) -> None:
    """Everybody's mail address is verified."""
    for one in world.people.values():
        EmailAddress.objects.create(user=one, email=one.email, verified=True, primary=True)


def send_url(to: Person) -> str:
    return f"{to.get_absolute_url()}berichtverzoek/"


def post(by: Person, to: Person, **facts: object) -> tuple[int, str]:
    """The status, and the page that is shown in the end."""
    form = {"text": TEXT, "email": by.email, "nonce": str(uuid4()), **facts}
    answer = client_of(by).post(send_url(to), form, follow=True)
    first = answer.redirect_chain[0][1] if answer.redirect_chain else answer.status_code
    return first, answer.content.decode()


def sent(by: Person, to: Person) -> MessageRequest:
    return actions.send_request(by, to, text=TEXT, email=by.email)


def page(who: Person, url: str = LIST) -> str:
    answer = client_of(who).get(url)
    assert answer.status_code == 200
    return answer.content.decode().split("<main")[1]


def test_a_request_reaches_the_receiver_and_no_word_of_it_the_mail(world: World) -> None:
    assert post(world.member, world.facilitator)[0] == 302
    made = MessageRequest.objects.get()
    tell(Event.objects.get(verb="directory.request_sent"))
    assert Told.objects.get().person == world.facilitator
    letter = write(OutgoingMail.objects.get())
    assert letter is not None
    assert TEXT not in str(letter.message())
    assert world.member.email not in str(letter.message())
    assert made.get_absolute_url() in letter.body
    shown = page(world.facilitator, made.get_absolute_url())
    assert TEXT in shown
    assert world.member.email not in shown
    assert TEXT in page(world.facilitator)
    assert world.facilitator.email not in page(world.member, made.get_absolute_url())


def test_after_a_yes_both_see_the_address_that_the_other_chose(world: World) -> None:
    private = EmailAddress.objects.create(user=world.facilitator, email="thuis@example.org", verified=True)
    made = sent(world.member, world.facilitator)
    url = made.get_absolute_url()
    done = client_of(world.facilitator).post(url, {"mail": "1", "text": "Graag.", "email": private.email})
    assert done.status_code == 302
    tell(Event.objects.get(verb="directory.request_answered"))
    assert Told.objects.get().person == world.member
    seen = page(world.member, url)
    assert private.email in seen
    assert "Graag." in seen
    assert world.facilitator.email not in seen
    assert world.member.email in page(world.facilitator, url)
    EmailAddress.objects.filter(pk=private.pk).delete()
    assert private.email not in page(world.member, url)


def test_one_address_is_written_and_several_are_chosen_from(world: World) -> None:
    url = send_url(world.facilitator)
    assert f'type="hidden" name="email" value="{world.member.email}"' in page(world.member, url)
    private = EmailAddress.objects.create(user=world.member, email="thuis@example.org", verified=True)
    shown = page(world.member, url)
    assert '<select name="email"' in shown
    assert private.email in shown


def test_a_text_alone_shows_no_address(world: World) -> None:
    url = sent(world.member, world.facilitator).get_absolute_url()
    answer = {"antwoord": "1", "text": "Kijk eens bij de kring.", "email": world.facilitator.email}
    assert client_of(world.facilitator).post(url, answer).status_code == 302
    assert "Kijk eens bij de kring." in page(world.member, url)
    assert "mailto:" not in page(world.member, url) + page(world.facilitator, url)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"antwoord": "1", "text": "   "},
        {"antwoord": "1", "text": "x" * 1001},
        {"mail": "1", "email": ""},
        {"mail": "1", "email": "member@example.org"},
        {"mail": "1", "email": "\x00"},
    ],
)
def test_an_answer_that_says_nothing_is_sent_back(world: World, answer: dict[str, str]) -> None:
    made = sent(world.member, world.facilitator)
    assert client_of(world.facilitator).post(made.get_absolute_url(), answer).status_code == 422
    made.refresh_from_db()
    assert made.is_waiting


def test_declined_looks_like_silence_and_after_thirty_days_both_are_not_now(world: World) -> None:
    declined, silent = sent(world.member, world.facilitator), sent(world.member, world.neighbour)
    done = client_of(world.facilitator).post(f"{declined.get_absolute_url()}nu-niet/")
    assert done.status_code == 302
    assert not Event.objects.filter(verb="directory.request_answered").exists()
    urls = [one.get_absolute_url() for one in (declined, silent)]
    names = (world.facilitator, world.neighbour)

    def views() -> list[str]:
        shown = [page(world.member, url) for url in urls]
        for who in names:
            shown = [one.replace(who.name, "X").replace(str(who.pk), "N") for one in shown]
            shown = [one.replace(f"avatar--m tone-{who.tone}", "T") for one in shown]
        return [" ".join(one.split()).split("<footer")[0] for one in shown]

    assert views()[0] == views()[1]
    assert "Nu niet" not in views()[0]
    assert TEXT not in page(world.facilitator)
    MessageRequest.objects.update(at=now() - SILENCE - timedelta(minutes=1))
    assert views()[0] == views()[1]
    assert "Nu niet" in views()[0]
    assert post(world.member, world.facilitator)[0] == 302
    tidy_requests(timestamp=0)
    assert set(MessageRequest.objects.values_list("state", flat=True)) == {"closed", "waiting"}


def test_two_tabs_do_not_overwrite_each_other(world: World) -> None:
    made = sent(world.member, world.facilitator)
    client = client_of(world.facilitator)
    yes = {"mail": "1", "email": world.facilitator.email}
    assert client.post(made.get_absolute_url(), yes).status_code == 302
    for url, answer in (
        (f"{made.get_absolute_url()}nu-niet/", {}),
        (made.get_absolute_url(), {"antwoord": "1", "text": "Toch niet."}),
    ):
        shown = client.post(url, answer, follow=True)
        assert "al beantwoord" in shown.content.decode()
    made.refresh_from_db()
    assert (made.state, made.answer) == (RequestState.MAILING, "")


def test_one_request_waits_a_pair_and_a_resent_form_is_the_same(world: World) -> None:
    nonce = str(uuid4())
    for _ in range(2):
        assert post(world.member, world.facilitator, nonce=nonce)[0] == 302
    status, shown = post(world.member, world.facilitator, text="Nog eens?")
    assert status == 422
    assert "wacht nog op antwoord" in shown
    assert "Nog eens?" in shown
    assert MessageRequest.objects.count() == 1
    assert post(world.facilitator, world.member)[0] == 302


def test_ten_a_day_is_enough(world: World) -> None:
    others = [member(f"collega{n}") for n in range(11)]
    for one in others[:10]:
        sent(world.member, one)
    status, shown = post(world.member, others[10], text="Mijn elfde bericht")
    assert status == 422
    assert "Morgen" in shown
    assert "Mijn elfde bericht" in shown
    MessageRequest.objects.filter(receiver=others[0]).update(at=now() - timedelta(hours=25))
    assert post(world.member, others[10])[0] == 302


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 1001, "\x00", "\u202e"])
def test_a_message_without_words_or_with_too_many_is_sent_back(world: World, text: str) -> None:
    assert post(world.member, world.facilitator, text=text)[0] == 422
    assert post(world.member, world.facilitator, email=world.facilitator.email)[0] == 422
    assert not MessageRequest.objects.exists()


def test_who_wants_no_requests_gets_none(world: World) -> None:
    helps(world.facilitator, requests=False)
    assert "berichtverzoek/" not in page(world.member, world.facilitator.get_absolute_url())
    status, shown = post(world.member, world.facilitator)
    assert status == 302
    assert "ontvangt nu geen berichtverzoeken" in shown
    with pytest.raises(PermissionDenied):
        sent(world.member, world.facilitator)


def test_a_blocked_sender_sees_what_everybody_sees_of_who_wants_none(world: World) -> None:
    made = sent(world.member, world.facilitator)
    client = client_of(world.facilitator)
    assert client.post(f"{made.get_absolute_url()}blokkeren/").status_code == 302
    assert "Verstuurd" in page(world.member, made.get_absolute_url())
    MessageRequest.objects.all().delete()
    blocked = page(world.member, world.facilitator.get_absolute_url())
    helps(world.facilitator, requests=False)
    assert page(world.neighbour, world.facilitator.get_absolute_url()).count("geen berichtverzoeken") == 1
    assert blocked.count("geen berichtverzoeken") == 1
    helps(world.facilitator)
    assert post(world.neighbour, world.facilitator)[0] == 302
    assert world.member.name in page(world.facilitator)
    again = client.post(f"{world.member.get_absolute_url()}weer-toelaten/")
    assert again.status_code == 302
    assert post(world.member, world.facilitator)[0] == 302


def test_an_expert_and_a_stranger_have_nothing_here(world: World) -> None:
    made = sent(world.member, world.facilitator)
    for role in ("expert", "neighbour", "core_group", "administrator"):
        client = client_of(world.people[role])
        for url in (made.get_absolute_url(), f"{made.get_absolute_url()}nu-niet/"):
            assert client.post(url, {"antwoord": "1", "text": "Hoi"}).status_code == 404
        assert client.get(made.get_absolute_url()).status_code == 404
    assert client_of(world.member).post(made.get_absolute_url(), {"text": "Ja"}).status_code == 404
    assert client_of(world.expert).post(send_url(world.member), {"text": TEXT}).status_code == 404
    assert client_of(world.member).post(send_url(world.expert), {"text": TEXT}).status_code == 404
    assert client_of(world.member).post(send_url(world.member), {"text": TEXT}).status_code == 404
    for one, other in ((world.expert, world.member), (world.member, world.expert)):
        with pytest.raises(PermissionDenied):
            sent(one, other)
    made.refresh_from_db()
    assert made.is_waiting


def test_nothing_is_kept_longer_than_a_year(world: World) -> None:
    old, young = sent(world.member, world.facilitator), sent(world.facilitator, world.member)
    MessageRequest.objects.filter(pk=old.pk).update(at=now() - KEEP - timedelta(minutes=1))
    tidy_requests(timestamp=0)
    assert list(MessageRequest.objects.all()) == [young]


@pytest.mark.django_db(transaction=True)
def test_a_yes_and_a_no_at_the_same_moment_leave_one_of_them(world: World) -> None:
    made = sent(world.member, world.facilitator)
    ready = Barrier(2)
    yes = {"mail": "1", "email": world.facilitator.email}

    def answer(path: str, form: dict[str, str]) -> int:
        client: Client = client_of(world.facilitator)
        ready.wait()
        try:
            return client.post(made.get_absolute_url() + path, form).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(answer, ["", "nu-niet/"], [yes, {}]))
    assert statuses == [302, 302]
    made.refresh_from_db()
    assert made.state in (RequestState.MAILING, RequestState.DECLINED)
    verbs = ["directory.request_answered", "directory.request_declined"]
    assert Event.objects.filter(verb__in=verbs).count() == 1
