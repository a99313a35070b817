"""Coming in with a passkey, with a second step and with the own organisation's account, in a real browser."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import RUN
from tests.e2e.conftest import WORKER
from tests.e2e.house import own_database, running
from tests.e2e.windows import DESKTOP, WITHOUT_SCRIPTS, Screen, Window
from tests.openid_provider import FakeProvider, fake_provider

OVERVIEW = "/account/veiligheid/"


@pytest.fixture(scope="module")
def fake() -> Iterator[FakeProvider]:
    with fake_provider() as found:
        found.claims = {"sub": "abc", "name": "Noa Berg", "email": "noa@werk.example", "email_verified": True}
        yield found


@pytest.fixture(scope="module")
def house(
    fake: FakeProvider, django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A platform where SURFconext vouches. By name: a browser makes no passkeys for a number."""
    provider = f'[{{"id": "surf", "name": "SURFconext", "issuer": "{fake.issuer}"'
    oidc = f'{provider}, "client_id": "leerkring", "secret": "geheim~van.hier"}}]'
    folder: Path = tmp_path_factory.mktemp("sign-in")
    with (
        own_database(f"sign_in_leerkring_{RUN}_{WORKER}") as url,
        running(folder, DATABASE_URL=url, LEERKRING_OIDC=oidc) as found,
    ):
        yield found.replace("127.0.0.1", "localhost")


@contextmanager
def opened(browser: Browser, house: str, screen: Screen = DESKTOP) -> Iterator[Window]:
    window = Window.open(browser, house, screen)
    yield window
    window.close()
    assert window.faults == []


def give_authenticator(window: Window) -> None:
    """A device that makes passkeys, and whose owner always puts the finger on it."""
    session = window.page.context.new_cdp_session(window.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def prove(window: Window) -> None:
    """The code that was mailed, read on the demo's page with mails."""
    page = window.page
    page.get_by_role("button", name="Mail mij een code").click()
    expect(page.get_by_label("Code")).to_be_visible()
    other = page.context.new_page()
    other.goto("/demo/post/")
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", other.locator("main").inner_text())
    other.close()
    assert code
    page.get_by_label("Code").fill(code[0])
    page.get_by_role("button", name="Verder").click()


def test_a_passkey_is_made_and_opens_the_door(browser: Browser, house: str) -> None:
    with opened(browser, house) as window:
        give_authenticator(window)
        page = window.page
        window.look_along_as("Noor Hofstede")
        window.go(OVERVIEW)
        page.get_by_role("link", name="Voeg een passkey toe").click()
        prove(window)
        page.get_by_label("Naam van deze passkey").fill("Mijn laptop")
        page.get_by_role("button", name="Maak de passkey").click()
        expect(window.says("Je passkey is toegevoegd")).to_be_visible()
        expect(page.get_by_role("link", name="Haal weg Mijn laptop")).to_be_visible()

        window.look_along_as("Bezoeker")
        window.go("/account/inloggen/?next=/berichten/")
        page.get_by_role("button", name="Een passkey").click()
        page.wait_for_url(lambda url: urlsplit(url).path == "/berichten/")
        window.go(OVERVIEW)
        expect(page.get_by_text("laatst gebruikt op")).to_be_visible()


def test_a_passkey_that_is_not_there_leaves_the_other_ways(browser: Browser, house: str) -> None:
    with opened(browser, house) as window:
        give_authenticator(window)
        window.go("/account/inloggen/")
        # No passkey on this device: the browser refuses after a while; here at once.
        refuse = "navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
        window.page.evaluate(f"() => {{ {refuse}; }}")
        window.page.get_by_role("button", name="Een passkey").click()
        expect(window.page.get_by_role("alert").filter(has_text="Dat is niet gelukt")).to_be_visible()
        window.page.get_by_label("Je mailadres").fill("noor.hofstede@demo.leerkring.example")
        window.page.get_by_role("button", name="Mail mij een code").click()
        expect(window.page.get_by_label("Code")).to_be_visible()


@pytest.mark.parametrize("screen", [DESKTOP, WITHOUT_SCRIPTS], ids=["with scripts", "without scripts"])
def test_the_own_organisations_account(
    browser: Browser, house: str, fake: FakeProvider, screen: Screen
) -> None:
    """Through another host and back, past our policy for forms."""
    fake.claims = {
        **fake.claims,
        "sub": f"scripts {screen.scripts}",
        "email": f"noa{screen.scripts}@werk.example",
    }
    with opened(browser, house, screen) as window:
        window.go("/account/inloggen/")
        window.page.get_by_role("button", name="SURFconext").click()
        window.page.wait_for_url("**/mijn-profiel/**")
        expect(window.page.get_by_label("Je naam")).to_have_value("Noa Berg")
        window.faults[:] = [fault for fault in window.faults if fake.issuer not in fault]
