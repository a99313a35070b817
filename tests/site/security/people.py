"""Coming in by the door, as people do: with the code that was mailed."""

import re
from time import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client

from leerkring.core.people.models import Person
from leerkring.services.notifications.models import OutgoingMail
from tests.openid_provider import FakeProvider
from tests.world import member

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OVERVIEW = "/account/veiligheid/"
CONFIRM = "/account/veiligheid/bevestigen/"
START = "/account/organisatie/surf/"


def samira(who: str = "samira") -> Person:
    """A member whose mail address is confirmed. The cache is emptied: nobody asked too often yet."""
    cache.clear()
    made = member(who)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def mailed_code() -> str:
    """The code in the last mail."""
    subject = OutgoingMail.objects.order_by("-pk")[0].subject
    found = re.search(r"[A-Z]{4}-[A-Z]{4}", subject)
    assert found, subject
    return found[0]


def letters() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("subject", flat=True))


def signed_in_by_code(who: Person, agent: str = "Firefox (Windows)") -> Client:
    """A browser in which this person just signed in with a mailed code."""
    browser = Client(headers={"User-Agent": agent})
    browser.post("/account/inloggen/", {"login": who.email})
    browser.post("/account/inloggen/code/", {"code": mailed_code()})
    return browser


def is_in(browser: Client) -> bool:
    return bool(browser.get(OVERVIEW).status_code == 200)


def page(response: Any) -> str:
    html: str = response.content.decode()
    return html


def said(response: Any) -> str:
    """What the message at the side says, on the page that a form led to."""
    return " ".join(str(message) for message in response.context["messages"])


def second_step(who: Person) -> list[str]:
    """The second step is on; gives the recovery codes."""
    TOTP.activate(who, SECRET)
    return RecoveryCodes.activate(who).get_unused_codes()


def app_code(secret: str = SECRET, *, steps: int = 0) -> str:
    """What the app shows now; or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time()) // 30 + steps))


def back_from(fake: FakeProvider, browser: Client, **sent: str) -> str:
    """The address by which the provider sends the browser back."""
    started = browser.post(START, sent)
    assert started.status_code == 200, started["Location"]
    return fake.authorize(started.context["url"])


def enter(fake: FakeProvider, browser: Client, **sent: str) -> Any:
    return browser.get(back_from(fake, browser, **sent), follow=True)


def connect(fake: FakeProvider, who: Person) -> None:
    SocialAccount.objects.create(user=who, provider=fake.issuer, uid="abc")
