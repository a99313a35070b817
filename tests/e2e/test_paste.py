"""Text from Word, Outlook and Google Docs comes out clean in the editor."""

from playwright.sync_api import expect

from tests.e2e.conftest import NewWindow
from tests.e2e.windows import DESKTOP
from tests.pasted import SAMPLES

PASTE = """(box, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "plat");
  box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_what_is_pasted_comes_out_clean(window: NewWindow) -> None:
    noor = window(DESKTOP, person="Noor Hofstede")
    page = noor.page
    page.goto("/vragen/stel/")
    area = page.locator("textarea[name=text]")
    area.focus()
    box = page.locator(".editor__text")
    expect(box).to_be_focused()
    for name, (pasted, text) in SAMPLES.items():
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
        box.evaluate(PASTE, pasted)
        value = str(area.evaluate("area => area.value")).replace(' data-type="decimal"', "")
        assert value == text, name
        note = page.locator(".editor__note")
        said = "Een plaatje past niet in de tekst. Voeg het toe als bijlage." if "picture" in name else ""
        expect(note, name).to_have_text(said)
    # Style and scripts of what is pasted take no effect anywhere; the browser says so.
    assert [fault for fault in noor.faults if "has been blocked" not in fault] == []
    noor.faults.clear()
