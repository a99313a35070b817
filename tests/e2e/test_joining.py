"""Joining by an invitation, on a phone: a parent under a pseudonym, and a colleague without JavaScript."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.e2e.conftest import NewWindow
from tests.e2e.doing import ask_in, chip, sign_up
from tests.e2e.windows import PHONE, WITHOUT_SCRIPTS

CLOSED = "/ruimtes/terugkijken/"


def test_a_parent_comes_in_by_a_link(window: NewWindow) -> None:
    joost = window(person="Joost Hazelaar")
    joost.go(f"{CLOSED}uitnodigen/")
    page = joost.page
    chip(page, "Ervaringsdeskundige").click()
    page.get_by_label("Voor wie is hij?").fill("Ouders van de casus")
    page.get_by_role("button", name="Maak de link").click()
    expect(page.get_by_role("listitem").filter(has_text="Ouders van de casus")).to_contain_text("0 van 25")
    link = urlsplit(page.get_by_label("De link").first.input_value()).path

    parent = window(PHONE)
    parent.go(link)
    expect(parent.page.locator("main").get_by_text("Joost Hazelaar")).to_be_visible()
    parent.page.locator("main").get_by_role("link", name="Doe mee").click()
    ask_in(parent, "Zonnebloem")
    parent.page.get_by_label("Kies een schuilnaam").fill("Zonnebloem")
    parent.page.get_by_role("button", name="Aan de slag").click()
    assert parent.path() == link
    parent.page.locator("main").get_by_role("button", name="Doe mee").click()
    assert parent.path() == CLOSED
    parent.go("/mensen/")
    assert parent.page.locator("main").get_by_text("Joost Hazelaar").count() == 0


def test_a_colleague_joins_without_javascript(window: NewWindow) -> None:
    newcomer = window(WITHOUT_SCRIPTS)
    sign_up(newcomer, "Sanne Visser")
    page = newcomer.page
    questions = page.locator(".first-question")
    expect(questions).to_have_count(3)
    questions.first.get_by_role("button", name="Dit speelt bij mij ook").click()
    expect(questions.first.get_by_role("button", name="Dit speelt bij mij ook")).to_have_attribute(
        "aria-pressed", "true"
    )
    questions.nth(1).get_by_role("link", name="Ik weet iets").click()
    assert newcomer.path().startswith("/vragen/")
