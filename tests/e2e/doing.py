"""What people do on Leerkring, in the words that they see."""

import re
from time import monotonic
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.e2e.house import settle
from tests.e2e.windows import PATIENCE, Window


def sign_up(window: Window, name: str) -> str:
    """From stranger to member: mail address, code from the demo's mail, profile. Gives the address."""
    window.go("/account/meedoen/")
    email = ask_in(window, name)
    _fill_in_profile(window.page, name)
    expect(window.page.get_by_role("heading", level=1)).to_have_text(f"Welkom, {name.split()[0]}.")
    return email


def ask_in(window: Window, name: str) -> str:
    """On the page to take part: mail address and code, up to the welcome. Gives the address."""
    email = f"{name.split()[0].lower()}.{uuid4().hex[:8]}@example.org"
    page = window.page
    page.get_by_label("Je mailadres").fill(email)
    page.get_by_role("button", name="Mail mij een code").click()
    page.get_by_role("link", name="Lees").filter(visible=True).first.click()
    text = open_mail(window, email, "Jouw code")
    found = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", text, re.MULTILINE)
    assert found, text
    window.go("/account/meedoen/code/")
    page.get_by_label("Code").fill(found[0])
    page.get_by_role("button", name="Bevestig").click()
    return email


def _fill_in_profile(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Welkom. Wie ben je?")
    page.get_by_label("Je naam").fill(name)
    page.get_by_label("Wat doe je?").select_option(label="jeugdverpleegkundige")
    page.get_by_label("Voor welke organisatie?").fill("Jeugdgezondheidszorg Zwolle")
    page.get_by_label("In welke gemeente werk je?").fill("Zwolle")
    page.get_by_role("button", name="Aan de slag").click()


def open_mail(window: Window, to: str, subject: str) -> str:
    """Open the newest mail to this address with these words in its subject; gives its text.

    A mail may wait a moment for others that go along with it, so the page is asked again until it is there.
    """
    settle(window.address)
    rows = window.page.get_by_role("listitem").filter(has_text=to).filter(has_text=subject)
    limit = monotonic() + 2 * PATIENCE / 1000
    window.go("/demo/post/")
    while not rows.count():
        assert monotonic() < limit, f"no mail to {to} about {subject!r}"
        window.page.wait_for_timeout(500)  # asking all the time keeps the worker from its work
        window.page.reload()
    rows.first.get_by_role("link").click()
    text = window.page.locator("pre").text_content()
    assert text
    return text


def write(page: Page, label: str, *parts: str) -> None:
    """Type in the rich text editor: one bold sentence, then a list, with the keyboard alone."""
    first, *items = parts
    page.get_by_role("textbox", name=label).focus()
    editor = page.locator(".editor").get_by_role("textbox", name=label)
    expect(editor).to_be_focused()
    bold = page.get_by_role("button", name="Vet")
    page.keyboard.press("Control+b")
    expect(bold).to_have_attribute("aria-pressed", "true")
    page.keyboard.type(first)
    page.keyboard.press("Control+b")
    page.keyboard.press("Enter")
    if items:
        page.get_by_role("button", name="Lijst", exact=True).click()
        expect(editor).to_be_focused()
        page.keyboard.type(items[0])
        for item in items[1:]:
            page.keyboard.press("Enter")
            page.keyboard.type(item)


def some_word() -> str:
    """A word of our own, to tell titles apart: with digits in it the guard could see a postcode."""
    return "".join(filter(str.isalpha, uuid4().hex))[:8]


def chip(page: Page | Locator, label: str) -> Locator:
    """A choice that looks like a chip: people press its words."""
    return page.locator("label.chip").filter(has_text=re.compile(rf"^\s*{re.escape(label)}\s*$"))


def choice(page: Page, label: str) -> Locator:
    """A choice with a line below that explains it: people press its first words."""
    return page.locator("label.choice").get_by_text(label, exact=True)


def notices(window: Window) -> Locator:
    """The lines on the page of messages that were not seen yet."""
    settle(window.address)
    window.go("/berichten/")
    return window.page.locator("main").get_by_role("listitem")


def unread(window: Window) -> int:
    """The number on the bell: in the header, and on a phone in the tab bar."""
    bell = window.page.get_by_role("link", name=re.compile("Berichten")).filter(visible=True).first
    number = bell.locator("[aria-hidden=true]:not(svg)")
    return int(number.text_content() or 0) if number.count() else 0
