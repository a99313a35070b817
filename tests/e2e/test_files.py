"""A photo and a plan go along with a question: progress, a lost connection, taking away, seeing."""

import re

from playwright.sync_api import FilePayload, expect

from tests import uploads
from tests.e2e.conftest import NewWindow
from tests.e2e.doing import chip
from tests.e2e.house import settle
from tests.e2e.looking import violations
from tests.e2e.windows import PHONE, WITHOUT_SCRIPTS

NOOR = "Noor Hofstede"
CHOOSE = "input[type=file]"


def photo() -> FilePayload:
    return {"name": "Bord met plakbriefjes.jpg", "mimeType": "image/jpeg", "buffer": uploads.jpeg(900, 600)}


def plan(name: str = "Stappenplan.pdf") -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": uploads.pdf()}


def test_files_come_in_while_writing_and_survive_a_lost_connection(window: NewWindow) -> None:
    noor = window(PHONE, person=NOOR)
    page = noor.page
    noor.go("/vragen/stel/")
    page.get_by_label("Je vraag in één zin").fill("Wie gebruikt een bord met plakbriefjes?")
    page.locator(CHOOSE).set_input_files([photo()])
    expect(page.get_by_role("link", name="Bord met plakbriefjes.jpg")).to_be_visible()

    page.context.set_offline(True)
    page.locator(CHOOSE).set_input_files([plan()])
    expect(page.get_by_text("De verbinding is weg.").first).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("link", name="Stappenplan.pdf")).to_be_visible()

    old = plan("Oud plan.doc")
    old["buffer"] = uploads.BAD["old office"][1]
    page.locator(CHOOSE).set_input_files([old])
    expect(page.get_by_text("oude versie van Office").first).to_be_visible()
    noor.faults.clear()  # the refusal
    assert violations(noor) == []
    page.get_by_role("button", name="Haal weg: Oud plan.doc").click()

    page.get_by_label("Wat is er op de afbeelding te zien?").fill("Een bord vol gekleurde plakbriefjes")
    page.get_by_role("checkbox", name="Haal weg: Stappenplan.pdf").check()
    chip(page, "Normaliseren").click()
    page.get_by_role("button", name="Plaats je vraag").click()

    shown = page.get_by_role("img", name="Een bord vol gekleurde plakbriefjes")
    expect(shown).to_be_visible()
    assert shown.evaluate("it => it.decode().then(() => it.naturalWidth)") > 0
    expect(page.get_by_role("link", name=re.compile("Stappenplan"))).to_have_count(0)


def test_without_scripts_a_file_stays_when_the_rest_is_not_right_yet(window: NewWindow) -> None:
    noor = window(WITHOUT_SCRIPTS, person=NOOR)
    page = noor.page
    noor.go("/ruimtes/vakmanschap/bestanden/nieuw/")
    page.locator(CHOOSE).set_input_files([plan()])
    page.get_by_label("Wat is het?").fill("   ")
    page.get_by_role("button", name="Plaats het").click()
    expect(page.get_by_text("Zeg in één zin wat het is.").first).to_be_visible()
    expect(page.get_by_role("link", name="Stappenplan.pdf")).to_be_visible()
    page.get_by_label("Wat is het?").fill("Stappenplan voor een familiegroepsplan")
    with page.expect_navigation():
        page.get_by_role("button", name="Plaats het").click()
    # Whoever is so quick waits until the file is read; then it goes out by itself.
    settle(noor.address)
    noor.go("/ruimtes/vakmanschap/bestanden/")
    expect(page.get_by_role("link", name="Stappenplan.pdf")).to_be_visible()
    expect(page.get_by_text("Stappenplan voor een familiegroepsplan").first).to_be_visible()
