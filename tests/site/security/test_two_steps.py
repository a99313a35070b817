"""The second step: on, asked, off; and the recovery codes for who loses the phone."""

import re
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from leerkring.core.people.models import Person
from tests.site.security.people import (
    CONFIRM,
    OVERVIEW,
    app_code,
    is_in,
    letters,
    page,
    samira,
    second_step,
    signed_in_by_code,
)
from tests.world import World

ON = "/account/veiligheid/twee-stappen/"
CODES = "/account/veiligheid/herstelcodes/"
STEP = "/account/inloggen/tweede-stap/"


@pytest.fixture
def me(world: World) -> Person:
    return samira()


def shown_secret(browser: Client) -> str:
    found = re.search(r'<p class="secret">([A-Z2-7 ]+)</p>', page(browser.get(ON)))
    assert found
    return found[1].replace(" ", "")


def test_switched_on_with_the_app_and_kept_codes(me: Person) -> None:
    browser = signed_in_by_code(me)
    secret = shown_secret(browser)
    assert shown_secret(browser) == secret, "a second look spoils what was scanned"
    wrong = browser.post(ON, {"code": "000000"})
    assert wrong.status_code == 422
    assert "Deze code klopt niet" in page(wrong)
    assert browser.post(ON, {"code": app_code(secret)})["Location"] == CODES
    codes = re.findall(r"<li>(\d{4} \d{4})</li>", page(browser.get(CODES)))
    assert len(codes) == 10
    assert codes[0] in page(browser.get(f"{CODES}bestand/"))
    browser.post(CODES)
    assert codes[0] not in page(browser.get(CODES, follow=True))
    assert browser.get(f"{CODES}bestand/").status_code == 302
    assert "10 herstelcodes" in page(browser.get(OVERVIEW))
    assert letters()[-1] == "De tweede stap staat aan"


def test_the_drawing_has_no_style_of_its_own(me: Person) -> None:
    """Our policy would not let it through."""
    html = page(signed_in_by_code(me).get(ON))
    assert '<svg class="qr"' in html
    assert "style=" not in html.split('<svg class="qr"')[1].split("</svg>")[0]


def test_after_the_mailed_code_the_app_is_asked(me: Person) -> None:
    second_step(me)
    browser = signed_in_by_code(me)
    assert not is_in(browser)
    assert browser.post(STEP, {"code": "000000"}).status_code == 200
    assert not is_in(browser)
    assert browser.post(STEP, {"code": app_code()}).status_code == 302
    assert is_in(browser)


def test_a_code_from_the_app_works_once(me: Person) -> None:
    second_step(me)
    code = app_code()
    signed_in_by_code(me).post(STEP, {"code": code})
    # The library forgets it after half a minute, while the code is valid for longer.
    cache.delete(f"allauth.mfa.totp.used?user={me.pk}&code={code}")
    other = signed_in_by_code(me)
    other.post(STEP, {"code": code})
    assert not is_in(other)


def test_a_recovery_code_works_once(me: Person) -> None:
    codes = second_step(me)
    browser = signed_in_by_code(me)
    browser.post(STEP, {"code": codes[0]})
    assert is_in(browser)
    again = signed_in_by_code(me)
    again.post(STEP, {"code": codes[0]})
    assert not is_in(again)
    again.post(STEP, {"code": codes[1]})
    assert is_in(again)


def test_too_many_wrong_codes_must_wait(me: Person) -> None:
    second_step(me)
    browser = signed_in_by_code(me)
    for _time in range(5):
        browser.post(STEP, {"code": "000000"})
    browser.post(STEP, {"code": app_code()})
    assert not is_in(browser)


def test_who_came_in_by_a_recovery_code_can_switch_it_off(me: Person) -> None:
    codes = second_step(me)
    browser = signed_in_by_code(me)
    browser.post(STEP, {"code": codes[0]})
    assert browser.post(f"{ON}uit/").status_code == 302
    assert not Authenticator.objects.exists()
    assert is_in(signed_in_by_code(me))


def test_a_mailed_code_does_not_switch_it_off(me: Person) -> None:
    """An open browser and the mailbox are not enough."""
    browser = signed_in_by_code(me)
    second_step(me)
    assert browser.post(f"{ON}uit/")["Location"].startswith(CONFIRM)
    browser.post(CONFIRM, {"send": "1"})
    assert browser.post(CONFIRM, {"code": "000000"}).status_code == 422
    assert Authenticator.objects.exists()
    browser.post(f"{CONFIRM}?next={ON}uit/", {"code": app_code()})
    browser.post(f"{ON}uit/")
    assert not Authenticator.objects.exists()


def test_an_administrator_can_let_in_who_lost_everything(me: Person) -> None:
    second_step(me)
    call_command("forget_second_step", me.email.upper(), stdout=StringIO())
    assert letters()[-1] == "De tweede stap staat uit"
    assert is_in(signed_in_by_code(me))
    for wrong in (me.email, "niemand@example.org"):
        with pytest.raises(CommandError):
            call_command("forget_second_step", wrong)


def test_new_recovery_codes_end_the_old_ones(me: Person) -> None:
    old = second_step(me)
    browser = signed_in_by_code(me)
    browser.post(STEP, {"code": app_code()})
    browser.post(f"{CODES}nieuw/")
    assert old[0][:4] + " " + old[0][4:] not in page(browser.get(CODES))
    other = signed_in_by_code(me)
    other.post(STEP, {"code": old[0]})
    assert not is_in(other)


def test_it_waits_for_a_confirmed_address(me: Person) -> None:
    browser = signed_in_by_code(me)
    EmailAddress.objects.filter(user=me).update(verified=False)
    browser.post(ON, {"code": app_code(shown_secret(browser))})
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("code", ["", "   ", "😀", "a\x00b", "1" * 5000, "\u202e123456"])
def test_nonsense_is_no_error(me: Person, code: str) -> None:
    second_step(me)
    browser = signed_in_by_code(me)
    assert browser.post(STEP, {"code": code}).status_code == 200
    browser.post(STEP, {"code": app_code()})
    assert browser.post(CONFIRM, {"code": code}).status_code == 422
