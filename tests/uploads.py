"""Files as people bring them, good and bad. Each is made here, so that nothing in them is a secret."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now
from PIL import ExifTags, Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from leerkring.core.entries.models import Attachment, AttachmentText, Entry
from leerkring.core.entries.tasks import read_files
from leerkring.core.people.models import Person
from leerkring.services.privacy.tasks import look_again

MAKER = "Geheime Maker"
PLACE = (52.0, 30.0, 44.0)

_RELS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"%s</Relationships>"
)
_CORE = (
    f'<?xml version="1.0"?><cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:creator>{MAKER}</dc:creator>'
    f"<cp:lastModifiedBy>{MAKER}</cp:lastModifiedBy></cp:coreProperties>"
)
_APP = f'<?xml version="1.0"?><Properties><Company>{MAKER} BV</Company></Properties>'
_MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
}
_OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def jpeg(width: int = 80, height: int = 40, *, turned: bool = False, located: bool = True) -> bytes:
    """A photo with a red left half; its notes say where it was taken and who made it."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height))
    notes = Image.Exif()
    if turned:
        notes[ExifTags.Base.Orientation] = 6
    if located:
        notes[ExifTags.Base.Artist] = MAKER
        place = notes.get_ifd(ExifTags.IFD.GPSInfo)
        place[ExifTags.GPS.GPSLatitudeRef] = "N"
        place[ExifTags.GPS.GPSLatitude] = PLACE
    out = io.BytesIO()
    image.save(out, "JPEG", exif=notes, comment=MAKER.encode())
    return out.getvalue()


def picture(kind: str, width: int = 60, height: int = 30, **facts: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA" if kind in ("PNG", "WEBP") else "P", (width, height)).save(out, kind, **facts)
    return out.getvalue()


def pdf(pages: int = 2, *, password: str = "", script: bool = False, inside: bytes = b"") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(200, 200)
        if script:
            action = DictionaryObject(
                {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")}
            )
            page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    if script:
        doing = {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert(1)"),
        }
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(doing)
    writer.add_metadata({"/Author": MAKER, "/Title": f"Verslag van {MAKER}"})
    if inside:
        writer.add_attachment("verborgen.txt", inside)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_saying(*pages: str, title: str = "") -> bytes:
    """A PDF with these words on its pages, a line each."""
    writer = PdfWriter()
    kind = {
        "/Type": "/Font",
        "/Subtype": "/Type1",
        "/BaseFont": "/Helvetica",
        "/Encoding": "/WinAnsiEncoding",
    }
    font = writer._add_object(
        DictionaryObject({NameObject(key): NameObject(value) for key, value in kind.items()})
    )
    fonts = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    for words in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = fonts
        lines = " ".join(f"({line}) Tj T*" for line in words.splitlines())
        _draw(writer, page, f"BT /F1 11 Tf 14 TL 50 800 Td {lines} ET".encode("cp1252"))
    if title:
        writer.add_outline_item(title=title, page_number=0)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scan(pages: int = 1) -> bytes:
    """A PDF of pictures, as a copying machine makes it."""
    out = io.BytesIO()
    sheets = [Image.new("L", (1240, 1754), "white") for _page in range(pages)]
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:])
    return out.getvalue()


def _draw(writer: PdfWriter, page: Any, drawing: bytes) -> None:
    stream = StreamObject()
    stream.set_data(drawing)
    page[NameObject("/Contents")] = writer._add_object(stream)


def docx_saying(*lines: str, **parts: str) -> bytes:
    """A Word document with these lines; `parts` are other parts of it, by their name without folder."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    extra: dict[str, str | bytes] = {"word/document.xml": f"<w:document {space}>{body}</w:document>"}
    extra |= {f"word/{name}.xml": f"<w:x {space}>{content}</w:x>" for name, content in parts.items()}
    return office(extra=extra)


def package(parts: Mapping[str, str | bytes], *, first: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        if first:
            made.writestr(zipfile.ZipInfo("mimetype"), first)
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def office(kind: str = "docx", extra: Mapping[str, str | bytes] | None = None, *, types: str = "") -> bytes:
    """A docx, xlsx or pptx with its maker's name in every place where Office writes it."""
    main, content_type = _MAIN[kind]
    content_types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{main}" ContentType="application/vnd.openxmlformats-officedocument.'
        f'{types or content_type}"/></Types>'
    )
    said = f'<w:p xmlns:w="w"><w:ins w:id="1" w:author="{MAKER}"><w:t>Ons stappenplan</w:t></w:ins></w:p>'
    parts = {
        "[Content_Types].xml": content_types,
        "_rels/.rels": _RELS % b"",
        "docProps/core.xml": _CORE,
        "docProps/app.xml": _APP,
        main: said,
        **(extra or {}),
    }
    return package(parts)


def open_document(kind: str = "odt", *, locked: bool = False) -> bytes:
    manifest = '<?xml version="1.0"?><manifest:manifest xmlns:manifest="m">{}</manifest:manifest>'
    parts = {
        "META-INF/manifest.xml": manifest.format("<manifest:encryption-data/>" if locked else ""),
        "meta.xml": f'<?xml version="1.0"?><office:meta><dc:creator>{MAKER}</dc:creator></office:meta>',
        "content.xml": "<office:document-content>Ons stappenplan</office:document-content>",
    }
    return package(parts, first=f"application/vnd.oasis.opendocument.{_OPEN[kind]}")


def external(kind: str, target: str) -> bytes:
    """The relations of a document with one that leads outside."""
    return (
        _RELS
        % (
            '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            f'{kind}" '
            f'Target="{target}" TargetMode="External"/>'
        ).encode()
    )


def zip_bomb() -> bytes:
    """Small, and a gigabyte when unpacked."""
    return office(extra={f"word/media/{n}.xml": bytes(10_000_000) for n in range(20)})


def liar() -> bytes:
    """A zip whose list says that a part is tiny, while it is not."""
    whole = bytearray(office(extra={"word/big.bin": bytes(3_000_000)}))
    at = whole.index(b"PK\x01\x02")
    while at >= 0:
        (length,) = struct.unpack_from("<H", whole, at + 28)
        if whole[at + 46 : at + 46 + length] == b"word/big.bin":
            struct.pack_into("<I", whole, at + 24, 10)
        at = whole.find(b"PK\x01\x02", at + 4)
    return bytes(whole)


def many_parts() -> bytes:
    return office(extra={f"word/{n}.xml": "<a/>" for n in range(4100)})


def huge_picture() -> bytes:
    """A PNG of a few bytes that says it is a hundred thousand points wide and high."""
    small = bytearray(picture("PNG"))
    struct.pack_into(">II", small, 16, 100_000, 100_000)
    struct.pack_into(">I", small, 29, zlib.crc32(bytes(small[12:29])))
    return bytes(small)


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

BAD: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("leeg.pdf", b"", "dit bestand is leeg"),
    "zip bomb": ("plan.docx", zip_bomb(), "te veel in dit bestand"),
    "lying zip": ("plan.docx", liar(), "niet heel"),
    "too many parts": ("plan.docx", many_parts(), "te veel in dit bestand"),
    "script in a drawing": ("logo.svg", SVG, "SVG"),
    "drawing called a picture": ("logo.png", SVG, "SVG"),
    "locked pdf": ("plan.pdf", pdf(password="geheim"), "Deze pdf is op slot gezet met een wachtwoord"),
    "locked document": ("plan.odt", open_document(locked=True), "wachtwoord"),
    "old office": ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "oude versie van Office"),
    "macros": ("plan.docm", office(extra={"word/vbaProject.bin": b"x"}), "macro"),
    "macros by type": (
        "plan.docx",
        office(types="wordprocessingml.document.main+xml;application/vnd.ms-word.document.macroEnabled"),
        "macro",
    ),
    "something inside": ("plan.docx", office(extra={"word/embeddings/oleObject1.bin": b"MZ"}), "verstopt"),
    "plain zip": ("alles.zip", package({"a.txt": "a"}), "ingepakte map"),
    "zip called docx": ("plan.docx", package({"a.txt": "a"}), "ingepakte map"),
    "program": ("plan.pdf", b"MZ\x90\x00" + bytes(400), "soort bestand"),
    "page called pdf": ("plan.pdf", b"<html><script>alert(1)</script>", "gewone tekst"),
    "page before a pdf": ("plan.pdf", b"<html><!--\n" + pdf(), "niet heel"),
    "cut-off pdf": ("plan.pdf", pdf(30)[:400], "niet heel"),
    "cut-off photo": ("foto.jpg", jpeg(400, 300)[:900], "niet heel"),
    "cut-off document": ("plan.docx", office()[:500], "niet heel"),
    "phone photo": ("foto.heic", b"\x00\x00\x00\x18ftypheic" + bytes(50), "JPEG"),
    "film": ("film.mp4", b"\x00\x00\x00\x18ftypisom" + bytes(50), "film"),
    "too many points": ("foto.png", huge_picture(), "beeldpunten"),
    "text": ("plan.txt", b"Gewoon wat tekst.", "gewone tekst"),
    "other picture": ("foto.bmp", b"BM" + bytes(60), "JPEG of PNG"),
}
"""What is refused: its name, its bytes, and some words of what people read about it."""


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """As a browser sends it, with a word about its type that is not true."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def attached(person: Person, entry: Entry | None = None, *, kind: str = "pdf", **facts: Any) -> Attachment:
    """A file as a row, with something stored; without an entry it waits.

    Its words are known already: `text`, in which nothing was found.
    """
    made = Attachment(person=person, entry=entry, kind=kind, name=f"plan.{kind}", nonce=uuid4())
    made.size, made.sha256 = 3, "a" * 64
    made.file.save("", upload("x", b"abc"), save=False)
    if kind in ("jpeg", "png"):
        made.width = made.height = 10
        made.small.save("", upload("x", b"klein"), save=False)
    text = facts.pop("text", "")
    for name, value in facts.items():
        setattr(made, name, value)
    made.save()
    if made.is_readable:
        AttachmentText.objects.create(attachment=made, text=text, is_whole=True, at=now(), found=[])
    return made


def read_all() -> None:
    """What the worker does a moment after files came in: they are read and looked at."""
    read_files(0)
    look_again(0)
