"""What people want to hear, chosen on one page, and what that silences."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from leerkring.core.people.models import Person
from leerkring.core.spaces.actions import join
from leerkring.core.spaces.models import Join, Membership, Role, Space, SpaceKind
from leerkring.core.spaces.queries import platform
from leerkring.kit import manifest
from leerkring.services.discussion.actions import choose, follow, recognise, reply
from leerkring.services.notifications.actions import choose_hours, choose_kinds, choose_space
from leerkring.services.notifications.letters import write
from leerkring.services.notifications.models import (
    KindChoice,
    Level,
    MailHours,
    OutgoingMail,
    SpaceChoice,
    Told,
)
from tests.services.notifications.conftest import Ask, Make
from tests.world import client_of

Spread = Callable[[], None]
PAGE = "notifications:preferences"


@pytest.fixture
def browser(asker: Person) -> Client:
    return client_of(asker)


@pytest.fixture
def circle(asker: Person, helper: Person, colleague: Person) -> Space:
    """An open circle that `asker` looks after and the other two belong to."""
    space = Space.objects.create(
        parent=platform(), kind=SpaceKind.CIRCLE, slug="kring", name="Open circle", join=Join.OPEN
    )
    Membership.objects.create(space=space, person=asker, role=Role.FACILITATOR)
    rows = [Membership(space=space, person=one) for one in (helper, colleague)]
    Membership.objects.bulk_create(rows)
    return space


def told() -> set[tuple[str, str]]:
    return set(Told.objects.values_list("person__name", "kind"))


def mailed() -> set[tuple[str, str]]:
    return set(OutgoingMail.objects.values_list("recipient__name", "kind"))


def page(client: Client) -> str:
    response = client.get(reverse(PAGE))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("channel", "in_list", "by_mail"), [("mail", True, True), ("inbox", True, False), ("off", False, False)]
)
def test_a_kind_comes_as_it_is_chosen(
    channel: str,
    in_list: bool,
    by_mail: bool,
    browser: Client,
    ask: Ask,
    spread: Spread,
    asker: Person,
    helper: Person,
) -> None:
    response = browser.post(reverse("notifications:choose_kinds"), {"answer": channel})
    assert response.status_code == 302
    assert f'value="{channel}" selected' in page(browser)
    reply(helper, ask(asker), "<p>Try the library.</p>")
    spread()
    assert (told() == {("Asker", "answer")}) is in_list
    assert (mailed() == {("Asker", "answer")}) is by_mail


def test_a_script_hears_that_it_is_kept_and_how_to_take_it_back(browser: Client, asker: Person) -> None:
    url = reverse("notifications:choose_kinds")
    response = browser.post(url, {"answer": "off", "round": "mail"}, headers={"HX-Request": "true"})
    html = response.content.decode()
    assert 'name="answer" value="mail"' in html
    assert 'name="round"' not in html, "only what changed"
    browser.post(url, {"answer": "mail"})
    assert KindChoice.objects.get(person=asker, kind="answer").channel == "mail"


def test_a_choice_that_is_none_is_refused_and_said(browser: Client) -> None:
    response = browser.post(reverse("notifications:choose_kinds"), {"answer": "pigeon"})
    assert response.status_code == 422
    assert not KindChoice.objects.exists()
    browser.post(reverse("notifications:choose_kinds"), {"everything": "mail"})
    assert not KindChoice.objects.exists()


def test_what_looks_after_safety_cannot_be_switched_off(
    monkeypatch: pytest.MonkeyPatch, browser: Client, ask: Ask, spread: Spread, asker: Person, helper: Person
) -> None:
    as_required(monkeypatch, "answer")
    html = page(browser)
    assert 'name="answer"' not in html
    assert "You always get this" in html
    browser.post(reverse("notifications:choose_kinds"), {"answer": "off"})
    KindChoice.objects.create(person=asker, kind="answer", channel="off")
    entry = ask(asker)
    follow(asker, entry, wanted=False)
    reply(helper, entry, "<p>Try the library.</p>")
    spread()
    assert mailed() == {("Asker", "answer")}
    letter = write(OutgoingMail.objects.get())
    assert letter
    assert "List-Unsubscribe" not in letter.extra_headers


def as_required(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """As a notice that nobody can switch off."""
    every = manifest.notices

    def notices(verb: str | None = None) -> list[manifest.Notice]:
        return [replace(one, required=True) if one.kind == kind else one for one in every(verb)]

    monkeypatch.setattr(manifest, "notices", notices)


def test_the_page_shows_only_what_can_reach_you(
    browser: Client, circle: Space, helper: Person, closed_space: Space
) -> None:
    expert = Person.objects.create_user("ervaring@example.org", name="Wilg", is_pseudonymous=True)
    Membership.objects.create(space=closed_space, person=expert, role=Role.EXPERT)
    led, requests = ('name="join_asked"', 'name="joined_led"'), 'name="message_request"'
    assert all(one in page(browser) for one in (*led, requests))
    shown = page(client_of(helper))
    assert requests in shown
    assert not any(one in shown for one in led), "looks after no space"
    assert requests not in page(client_of(expert)), "nobody finds a pseudonym in the directory"
    assert 'name="answer"' in page(client_of(expert))
    client_of(helper).post(reverse("notifications:choose_kinds"), {"join_asked": "off"})
    assert not KindChoice.objects.exists()


def test_nobody_chooses_for_somebody_else_or_about_a_space_of_others(
    asker: Person, helper: Person, closed_space: Space, member: Make
) -> None:
    with pytest.raises(PermissionDenied):
        choose_kinds(helper, asker, {"answer": "off"})
    with pytest.raises(PermissionDenied):
        choose_hours(helper, asker, {"quiet": False})
    outsider = member("Outsider")
    with pytest.raises(PermissionDenied):
        choose_space(outsider, closed_space, Level.EVERYTHING)
    assert "Hazelhof" not in page(client_of(outsider))
    client_of(outsider).post(reverse("notifications:choose_spaces"), {f"ruimte-{closed_space.pk}": "all"})
    assert not SpaceChoice.objects.exists()


def test_a_muted_space_is_silent_except_for_who_answers_you(
    browser: Client, ask: Ask, spread: Spread, circle: Space, asker: Person, helper: Person, colleague: Person
) -> None:
    mine, other = ask(asker, space=circle), ask(helper, space=circle)
    follow(asker, other, wanted=True)
    browser.post(reverse("notifications:choose_spaces"), {f"ruimte-{circle.pk}": "muted"})
    for entry in (mine, other):
        answer = reply(colleague, entry, "<p>Try the library.</p>")
    choose(helper, answer)
    spread()
    assert {one for one in told() if one[0] == "Asker"} == {("Asker", "answer")}
    assert ("Helper", "answer") in told()


def test_a_muted_conversation_is_silent_for_its_asker_too(
    ask: Ask, spread: Spread, asker: Person, helper: Person, colleague: Person
) -> None:
    entry = ask(asker)
    follow(asker, entry, wanted=False)
    follow(colleague, entry, wanted=True)
    reply(helper, entry, "<p>Try the library.</p>")
    spread()
    assert told() == {("Colleague", "followed_answer")}


def test_everything_new_in_a_space_comes_to_who_chose_that_and_belongs_there(
    ask: Ask, spread: Spread, circle: Space, asker: Person, helper: Person, colleague: Person
) -> None:
    choose_space(helper, circle, Level.EVERYTHING)
    choose_space(colleague, circle, Level.EVERYTHING)
    ask(asker)
    ask(asker, space=circle)
    Membership.objects.filter(space=circle, person=colleague).delete()
    spread()
    assert told() == {("Helper", "new_in_space")} == mailed()


def test_who_has_been_away_for_long_hears_of_answers_only(
    ask: Ask, spread: Spread, circle: Space, asker: Person, helper: Person, colleague: Person
) -> None:
    entry = ask(helper)
    choose_space(helper, circle, Level.EVERYTHING)
    long_ago = now() - timedelta(days=61)
    Person.objects.filter(pk=helper.pk).update(last_login=long_ago)
    ask(asker, space=circle)
    reply(colleague, entry, "<p>Try the library.</p>")
    spread()
    assert told() == {("Helper", "answer")}
    Person.objects.filter(pk=helper.pk).update(last_login=None, joined_at=long_ago)
    ask(asker, space=circle)
    spread()
    assert told() == {("Helper", "answer")}


def test_the_asker_hears_how_many_have_the_question_too_in_one_line(
    browser: Client, ask: Ask, spread: Spread, asker: Person, helper: Person, colleague: Person
) -> None:
    entry = ask(asker)
    for one in (helper, colleague):
        recognise(one, entry, recognised=True)
    spread()
    assert told() == {("Asker", "recognised")}
    assert mailed() == set()
    html = browser.get(reverse("notifications:list")).content.decode()
    assert html.count("row__link") == 1
    assert "2 colleagues have this too" in html
    assert "Helper" not in html


def test_who_looks_after_a_space_hears_at_once_who_joins_and_the_others_in_their_list(
    spread: Spread, circle: Space, member: Make, helper: Person
) -> None:
    for name in ("New", "Newer"):
        join(member(name), circle)
    spread()
    assert {one for one in told() if one[0] in ("Asker", "Helper")} == {
        ("Asker", "joined_led"),
        ("Helper", "joined"),
    }
    assert mailed() == {("Asker", "joined_led")}
    html = client_of(helper).get(reverse("notifications:list")).content.decode()
    assert "<b>Newer</b> and 1 other joined Open circle" in html


def test_in_a_large_space_and_on_the_platform_only_its_leaders_hear_who_joins(
    monkeypatch: pytest.MonkeyPatch, spread: Spread, circle: Space, member: Make
) -> None:
    monkeypatch.setattr("leerkring.core.spaces.manifest.SMALL", 2)
    join(member("New"), circle)
    person = Person.objects.create_user("nieuw@example.org", name="Nieuw")
    join(person, platform())
    spread()
    assert told() == {("Asker", "joined_led")}


def test_hours_are_kept_and_a_wrong_one_says_what_to_do(browser: Client, asker: Person) -> None:
    url = reverse("notifications:choose_hours")
    good = {"quiet": "on", "start": "19:00", "end": "07:30", "weekend": "on", "paused_until": ""}
    assert browser.post(url, good).status_code == 302
    hours = MailHours.objects.get(person=asker)
    assert (str(hours.start), str(hours.end), hours.weekend) == ("19:00:00", "07:30:00", True)
    wrong = {
        "Leave at least one hour a day": good | {"end": "19:00"},
        "Leave at least one hour": good | {"start": "07:31", "end": "07:30"},
        "Choose a day after today": good | {"paused_until": str(localdate())},
        "Choose a day within a year": good | {"paused_until": "9999-12-31"},
        "alert--negative": good | {"start": "half past seven", "paused_until": "\x00"},
    }
    for says, facts in wrong.items():
        response = browser.post(url, facts)
        assert response.status_code == 422
        assert says in response.content.decode()
    assert MailHours.objects.get(person=asker).end == hours.end


@pytest.mark.parametrize("name", ["choose_kinds", "choose_spaces", "choose_hours", "unsee_all"])
@pytest.mark.parametrize(
    "value", ["", "x" * 100_000, "\u202e\U0001f600", "<script>alert(1)</script>", "\ud800"]
)
def test_nothing_that_is_posted_breaks_the_page(
    name: str, value: str, browser: Client, circle: Space
) -> None:
    names = ("answer", f"ruimte-{circle.pk}", "quiet", "start", "end", "paused_until", "gezien")
    body = "&".join(f"{one}={quote(value, errors='surrogatepass')}" for one in names)
    form = "application/x-www-form-urlencoded"
    response = browser.post(reverse(f"notifications:{name}"), body, content_type=form)
    assert response.status_code in (302, 422)
    assert "<script>alert" not in response.content.decode()
