"""The words in files: all of them, from every corner, and within bounds."""

import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerkring.kit.files import letters, reading, texts
from tests import uploads

WORDS = 'xmlns:w="w"'


def said(content: bytes) -> tuple[str, bool]:
    found = texts.letters_of(io.BytesIO(content))
    return found.text, found.is_whole


def test_a_pdf_is_read_page_by_page_with_its_bookmarks() -> None:
    text, whole = said(uploads.pdf_saying("Ons plan", "Bel Milan", title="Over Fatima"))
    assert whole
    assert [page.strip() for page in text.split("\f")] == ["Ons plan", "Bel Milan", "Over Fatima"]


def test_lines_that_only_the_width_of_a_page_broke_are_joined() -> None:
    page = "Gisteren sprak ik heel lang op school met Jan de\nVries over alles wat er thuis ver-\nanderd is."
    text, _whole = said(uploads.pdf_saying(page))
    assert "Jan de Vries" in text
    assert "veranderd is." in text


def test_words_come_from_every_corner_of_a_document() -> None:
    content = uploads.docx_saying(
        "In de tekst. Jan",
        header1="<w:p><w:r><w:t>Kop Wim</w:t></w:r></w:p>",
        footer2="<w:p><w:r><w:t>Voet Els</w:t></w:r></w:p>",
        footnotes="<w:footnote><w:p><w:r><w:t>Noot Piet</w:t></w:r></w:p></w:footnote>",
        comments="<w:comment><w:p><w:r><w:t>Opmerking Roos</w:t></w:r></w:p></w:comment>",
        glossary="<w:p><w:r><w:t>Mi</w:t></w:r><w:r><w:t>lan</w:t></w:r></w:p>",
        changed='<w:del w:author="x"><w:r><w:delText>Weg Kees</w:delText></w:r></w:del>',
        picture='<wp:docPr descr="Foto van Anna"/><wp:posOffset>111222333</wp:posOffset>',
        field='<w:r><w:instrText> HYPERLINK "mailto:lot@example.org" \\o MERGEFORMAT</w:instrText></w:r>',
    )
    text, whole = said(content)
    assert whole
    for words in (
        "Jan",
        "Kop Wim",
        "Voet Els",
        "Noot Piet",
        "Opmerking Roos",
        "Weg Kees",
        "Milan",
        "van Anna",
    ):
        assert words in text
    assert "lot@example.org" in text
    assert "MERGEFORMAT" not in text
    assert "111222333" not in text, "a measure is no word"
    assert text.startswith("In de tekst"), "the body comes first"


def test_a_sheet_is_read_row_by_row_also_when_it_is_hidden() -> None:
    content = uploads.office(
        "xlsx",
        extra={
            "xl/workbook.xml": '<workbook><sheets><sheet name="Gezin Bakker" state="hidden"/></sheets>'
            "</workbook>",
            "xl/sharedStrings.xml": "<sst><si><t>Naam</t></si><si><r><t>Jan </t></r><r><t>Smit</t></r></si>"
            "</sst>",
            "xl/worksheets/sheet1.xml": '<worksheet><row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v>'
            '</c><c><v>111222333</v></c><c t="inlineStr"><is><t>Els</t></is></c><c t="s"><v>99</v></c></row>'
            "<oddFooter>Voet Wim</oddFooter></worksheet>",
            "xl/pivotCache/pivotCacheDefinition1.xml": '<d><sharedItems><s v="Oude Kees"/></sharedItems></d>',
            "xl/threadedComments/threadedComment1.xml": "<t><text>Vraag het Roos</text></t>",
        },
    )
    text, whole = said(content)
    assert whole
    assert "Jan Smit\t111222333\tEls" in " ".join(text.split(" ")).replace("\t\t", "\t")
    for words in ("Naam", "Gezin Bakker", "Voet Wim", "Oude Kees", "Vraag het Roos"):
        assert words in text


def test_slides_are_read_in_order_with_their_notes() -> None:
    slide = '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>'
    names = ("ppt/slides/slide10.xml", "ppt/slides/slide2.xml", "ppt/notesSlides/notesSlide2.xml")
    parts: dict[str, str | bytes] = {name: slide.format(name[-12:-4]) for name in names}
    text, whole = said(uploads.office("pptx", extra=parts))
    assert whole
    assert text.index("slide2") < text.index("slide10") < text.index("Slide2")


def test_an_open_document_is_read_with_what_was_deleted_in_it() -> None:
    body = (
        "<office:document-content><text:deletion><text:p>Weg Kees</text:p></text:deletion>"
        '<text:p>Dag <text:span>Ja</text:span>n<text:a xlink:href="mailto:lot@example.org">mail</text:a>'
        "</text:p>"
        "<office:annotation><text:p>Vraag Roos</text:p></office:annotation></office:document-content>"
    )
    parts = {
        "META-INF/manifest.xml": "<m/>",
        "content.xml": body,
        "styles.xml": "<s><text:p>Kop Wim</text:p></s>",
    }
    text, whole = said(uploads.package(parts, first="application/vnd.oasis.opendocument.text"))
    assert whole
    for words in ("Weg Kees", "Dag Jan", "lot@example.org", "Vraag Roos", "Kop Wim"):
        assert words in text


@pytest.mark.parametrize(
    "content",
    [
        uploads.scan(),
        uploads.pdf_saying("\x01\x02\x03" * 20),
        uploads.docx_saying(changed='<!DOCTYPE x [<!ENTITY a "b">]><w:t>x</w:t>'),
        uploads.office(extra={"word/header1.xml": "<w:hdr><w:t>half"}),
        uploads.office(extra={"word/afchunk.html": "<p>Jan</p>"}),
        uploads.pdf(password="geheim"),
        uploads.pdf_saying("Ons plan")[:300],
        uploads.docx_saying("Ons plan")[:300],
    ],
)
def test_what_cannot_be_read_is_not_whole(content: bytes) -> None:
    assert not said(content)[1]


def test_an_empty_page_and_a_small_picture_are_whole() -> None:
    assert said(uploads.pdf(3)) == ("\f\f\f", True)
    assert said(uploads.office(extra={"word/media/logo.png": uploads.picture("PNG")}))[1]


def test_only_so_much_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "MOST", 1000)
    for content in (
        uploads.pdf_saying(*["Ons plan. " * 20] * 30),
        uploads.docx_saying(*["Ons plan. " * 20] * 30),
    ):
        text, whole = said(content)
        assert not whole
        assert 500 < len(text) <= 1000


def test_a_part_that_swells_ends_in_time_and_memory() -> None:
    row = "<w:p><w:r><w:t>" + "a" * 1000 + "</w:t></w:r></w:p>"
    began = time.monotonic()
    found = reading.read(
        io.BytesIO(uploads.office(extra={"word/document.xml": f"<w:x>{row * 40_000}</w:x>"}))
    )
    assert not found.is_whole
    assert len(found.text) <= letters.MOST
    assert time.monotonic() - began < 20


def test_a_reader_that_is_stopped_leaves_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    content = uploads.pdf_saying("Ons plan")
    assert reading.read(io.BytesIO(content)).is_whole
    monkeypatch.setattr(reading, "LONGEST", 0.001)
    assert reading.read(io.BytesIO(content)) == reading.Reading("", is_whole=False)


def test_no_time_left_is_not_whole() -> None:
    source = io.BytesIO(uploads.pdf_saying("Ons plan", "Nog iets"))
    assert not texts.letters_of(source, seconds=-1).is_whole


KINDS = [
    uploads.pdf_saying("Ons plan"),
    uploads.docx_saying("Ons plan"),
    uploads.office("xlsx"),
    uploads.scan(),
]


@settings(max_examples=100)
@given(
    content=st.sampled_from(KINDS),
    changed=st.lists(st.tuples(st.integers(0, 3000), st.binary(min_size=1, max_size=12)), max_size=4),
)
def test_whatever_is_damaged_there_is_an_answer(content: bytes, changed: list[tuple[int, bytes]]) -> None:
    broken = bytearray(content)
    for at, new in changed:
        broken[at : at + len(new)] = new
    text, _whole = said(bytes(broken))
    assert "\x00" not in text
    text.encode()
