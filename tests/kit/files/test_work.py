"""What files are by their bytes, and what is left of them when they are made anew."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from leerkring.kit.files import sniff, work
from leerkring.kit.files.kinds import KINDS, Refused
from leerkring.kit.files.names import shown_name, told_name
from tests import uploads

GOOD = {
    "pdf": uploads.pdf(),
    "docx": uploads.office("docx"),
    "xlsx": uploads.office("xlsx"),
    "pptx": uploads.office("pptx"),
    "odt": uploads.open_document("odt"),
    "ods": uploads.open_document("ods"),
    "odp": uploads.open_document("odp"),
    "jpeg": uploads.jpeg(),
    "png": uploads.picture("PNG"),
}


def made(content: bytes, folder: Path) -> tuple[work.Made, bytes]:
    source, target = folder / "source", folder / "target"
    source.write_bytes(content)
    return work.remake(source, target, folder / "small"), target.read_bytes()


@pytest.mark.parametrize("kind", GOOD)
def test_a_whole_file_is_known_by_its_bytes(kind: str, tmp_path: Path) -> None:
    found, result = made(GOOD[kind], tmp_path)
    assert found.kind == kind
    # What was made anew is the same kind again, and as clean.
    assert made(result, tmp_path)[0].kind == kind


@pytest.mark.parametrize("kind", GOOD)
def test_nobody_reads_who_made_it(kind: str, tmp_path: Path) -> None:
    assert uploads.MAKER.encode() not in everything_in(made(GOOD[kind], tmp_path)[1])


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def everything_in(content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return b"".join(package.read(name) for name in package.namelist())


@pytest.mark.parametrize(("kind", "result"), [("WEBP", "png"), ("GIF", "png")])
def test_other_pictures_become_what_everybody_can_open(kind: str, result: str, tmp_path: Path) -> None:
    assert made(uploads.picture(kind), tmp_path)[0] == work.Made(result, 60, 30)


def test_a_photo_loses_its_place_and_stands_upright(tmp_path: Path) -> None:
    before = uploads.jpeg(80, 40, turned=True)
    assert opened(before).getexif().get_ifd(0x8825), "the sample says where it was taken"
    found, result = made(before, tmp_path)
    assert (found.width, found.height) == (40, 80)
    image = opened(result)
    assert not image.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp"} & set(image.info)
    assert image.getpixel((20, 10))[1] < 60, "what was left is on top now"  # type: ignore[index]
    assert opened((tmp_path / "small").read_bytes()).size == (40, 80)


def test_a_large_photo_becomes_as_large_as_a_screen(tmp_path: Path) -> None:
    found, _result = made(uploads.jpeg(4000, 3000), tmp_path)
    assert (found.width, found.height) == (2560, 1920)
    assert opened((tmp_path / "small").read_bytes()).size == (640, 480)


def test_a_picture_with_a_document_behind_it_is_only_a_picture(tmp_path: Path) -> None:
    hidden = uploads.office()
    for one in (uploads.jpeg(), uploads.picture("GIF")):
        result = made(one + b"<script>alert(1)</script>" + hidden, tmp_path)[1]
        assert b"<script>" not in result
        assert b"PK\x03\x04" not in result


def test_a_pdf_keeps_its_pages_and_nothing_that_acts(tmp_path: Path) -> None:
    result = made(uploads.pdf(3, script=True, inside=b"verborgen inhoud"), tmp_path)[1]
    found = PdfReader(io.BytesIO(result))
    assert len(found.pages) == 3
    assert found.metadata is None
    for word in (b"JavaScript", b"/JS", b"Launch", b"calc.exe", b"verborgen", b"OpenAction", b"EmbeddedFile"):
        assert word not in result, word


def test_a_pdf_that_is_only_locked_against_changes_may_be_placed(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("", owner_password="eigenaar", algorithm="RC4-128")
    writer.write(out)
    result = made(out.getvalue(), tmp_path)[1]
    assert not PdfReader(io.BytesIO(result)).is_encrypted


def test_a_document_fetches_nothing(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {
        "word/_rels/settings.xml.rels": uploads.external("attachedTemplate", "https://example.org/x.dotm"),
        "word/settings.xml": '<w:settings xmlns:w="w"><w:attachedTemplate r:id="rId1"/></w:settings>',
        "word/_rels/document.xml.rels": uploads.external("image", "https://example.org/telt-mee.png"),
        "word/_rels/header.xml.rels": uploads.external("hyperlink", "https://leerkring.example/"),
    }
    result = everything_in(made(uploads.office(extra=parts), tmp_path)[1])
    assert b"example.org" not in result
    assert b"attachedTemplate" not in result
    assert b"https://leerkring.example/" in result


def test_the_names_of_who_wrote_remarks_go(tmp_path: Path) -> None:
    who = uploads.MAKER
    parts: dict[str, str | bytes] = {
        "word/comments.xml": f"<w:comments><w:comment w:author='{who}' w:initials='GM'/></w:comments>",
        "word/people.xml": f'<w15:people><w15:person w15:author="{who}">'
        f'<w15:presenceInfo w15:userId="{who}"/></w15:person></w15:people>',
        "ppt/commentAuthors.xml": f'<p:l><p:cmAuthor id="1" name="{who}" initials="GM"/></p:l>',
        "xl/comments1.xml": f"<comments><authors><author>{who}</author></authors></comments>",
        "xl/persons/person.xml": f'<l><person displayName="{who}" id="1" userId="{who}"/></l>',
        "xl/tables/table1.xml": '<table displayName="Tabel1"/>',
    }
    result = everything_in(made(uploads.office(extra=parts), tmp_path)[1])
    assert who.encode() not in result
    assert b'displayName="Tabel1"' in result


def test_photos_within_a_document_lose_their_place(tmp_path: Path) -> None:
    photo = uploads.jpeg(400, 300)
    result = made(uploads.office(extra={"word/media/image1.jpeg": photo}), tmp_path)[1]
    with zipfile.ZipFile(io.BytesIO(result)) as package:
        kept = opened(package.read("word/media/image1.jpeg"))
    assert not kept.getexif()
    assert kept.tobytes() == opened(photo).tobytes(), "the points are the same"


def test_the_figures_behind_a_chart_are_cleaned_too(tmp_path: Path) -> None:
    chart = uploads.office("xlsx")
    result = made(uploads.office(extra={"word/embeddings/Sheet.xlsx": chart}), tmp_path)[1]
    with zipfile.ZipFile(io.BytesIO(result)) as package:
        within = everything_in(package.read("word/embeddings/Sheet.xlsx"))
    assert uploads.MAKER.encode() not in within


@pytest.mark.parametrize("what", uploads.BAD)
def test_a_bad_file_is_refused(what: str, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        made(uploads.BAD[what][1], tmp_path)


changes = st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=12)), max_size=4)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(sorted(GOOD)), changed=changes, cut=st.integers(0, 6000))
def test_a_damaged_file_is_made_whole_or_refused(
    kind: str, changed: list[tuple[int, bytes]], cut: int, tmp_path: Path
) -> None:
    content = bytearray(GOOD[kind])
    for at, new in changed:
        content[at : at + len(new)] = new
    try:
        found, result = made(bytes(content[: max(0, len(content) - cut)]), tmp_path)
    except Refused:
        return
    assert found.kind in KINDS
    assert result


@given(st.binary(max_size=3000))
@example(b"%PDF-")
@example(b"PK\x03\x04")
@example(b"\xff\xd8\xff")
@example(b"GIF89a")
@example(b"RIFF____WEBP")
def test_any_bytes_are_a_family_or_refused(head: bytes) -> None:
    with suppress(Refused):
        assert sniff.family_of(head) in ("pdf", "package", "picture")


STARTS = [b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff", b"GIF89a"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rest=st.binary(max_size=2000),
    start=st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff", b"GIF89a"]),
)
def test_a_good_start_alone_is_not_enough(rest: bytes, start: bytes, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        made(start + rest, tmp_path)


@given(st.text(max_size=600), st.sampled_from(sorted(KINDS)))
@example("../../etc/passwd", "pdf")
@example("C:\\Users\\noor\\plan.pdf", "pdf")
@example("plan\u202efdp.exe", "docx")
@example("a" * 500 + ".docx", "docx")
@example("plan\x00.pdf", "pdf")
@example("👩‍👧.jpg", "jpeg")
@example("", "pdf")
@example("....", "pdf")
@example("\ud800", "pdf")
def test_every_name_becomes_one_that_can_be_shown(raw: str, kind: str) -> None:
    name = shown_name(raw, KINDS[kind])
    assert name.endswith(KINDS[kind].extension)
    assert len(KINDS[kind].extension) < len(name) <= 120
    assert not set('/\\\n\r\t\x00"<>\u202e\u200f') & set(name)
    name.encode()
    assert len(told_name(raw)) <= 60


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("../../map/Plan van aanpak.PDF", "Plan van aanpak.pdf"),
        ("C:\\Noor\\plan.docx", "plan.pdf"),
        ("plan\u202excod.exe", "planxcod.pdf"),
        ("verslag 3.2 concept.pdf", "verslag 3.2 concept.pdf"),
        (".pdf", "pdf.pdf"),
    ],
)
def test_a_name_keeps_its_words_and_gets_its_true_ending(raw: str, shown: str) -> None:
    assert shown_name(raw, KINDS["pdf"]) == shown
