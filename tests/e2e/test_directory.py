"""Somebody finds a colleague, asks for contact, and both see each other's address after a yes."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NewWindow
from tests.e2e.windows import DESKTOP, PHONE, WITHOUT_SCRIPTS, Screen

FEMKE, WIETSKE, HYLKE = "Femke Oosterwold", "Wietske Tjalma", "Hylke Wiarda"


@pytest.mark.parametrize(
    ("screen", "name"), [(DESKTOP, WIETSKE), (WITHOUT_SCRIPTS, HYLKE)], ids=["scripts", "no scripts"]
)
def test_from_a_search_to_each_others_address(window: NewWindow, screen: Screen, name: str) -> None:
    femke = window(screen, person=FEMKE)
    page = femke.page
    femke.go("/mensen/")
    page.get_by_role("searchbox").fill(name.split()[1][:5])
    if not screen.scripts:
        page.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("status").filter(has_text="1 persoon")).to_be_visible()
    page.get_by_role("link", name=name).click()
    page.get_by_role("link", name="Stuur een berichtverzoek").click()
    page.get_by_label("Je bericht").fill("Zullen we een keer bellen?")
    page.get_by_role("button", name="Stuur het verzoek").click()
    expect(femke.says("Je berichtverzoek is onderweg")).to_be_visible()
    path = femke.path()
    colleague = window(screen, person=name)
    colleague.go("/berichtverzoeken/")
    colleague.page.get_by_role("link", name=FEMKE).click()
    expect(colleague.page.get_by_text("Zullen we een keer bellen?")).to_be_visible()
    expect(colleague.page.get_by_role("link", name="femke.oosterwold@")).to_have_count(0)
    colleague.page.get_by_role("button", name="Ja, mail mij").click()
    expect(colleague.page.get_by_role("link", name="femke.oosterwold@")).to_be_visible()
    femke.go(path)
    login = name.lower().replace(" ", ".")
    expect(page.get_by_role("link", name=f"{login}@")).to_be_visible()


def test_an_organisation_is_found_on_a_phone(window: NewWindow) -> None:
    """A visitor sees that it takes part; a member sees who works there, and that it fits the own profile."""
    visitor = window(PHONE)
    page = visitor.page
    visitor.go("/organisaties/")
    page.get_by_text("Meer filters").click()
    page.get_by_label("Soort organisatie").select_option(label="welzijn")
    page.get_by_role("searchbox").fill("kern zwolle")
    expect(page.get_by_role("status").filter(has_text="1 organisatie")).to_be_visible()
    page.get_by_role("link", name="Stichting De Kern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stichting De Kern")
    expect(page.get_by_role("heading", name="collega’s op Leerkring")).to_have_count(0)
    path, fits = visitor.path(), "document.documentElement.scrollWidth <= window.innerWidth"
    assert page.evaluate(fits)

    femke = window(PHONE, person=FEMKE)
    femke.go(path)
    expect(femke.page.get_by_role("heading", name="2 collega’s op Leerkring")).to_be_visible()
    assert femke.page.evaluate(fits)
    femke.go("/mijn-profiel/")
    femke.page.get_by_label("Voor welke organisatie?").press_sequentially("de ker")
    offered = femke.page.locator("datalist option[value^='Stichting De Kern']")
    expect(offered).to_have_count(1)
