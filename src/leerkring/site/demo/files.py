"""A few files with the demo's conversations, made here and brought in as people bring them."""

import io
import zipfile
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from leerkring.core.entries.actions import bring_file
from leerkring.core.entries.attaching import Files, Place, settle
from leerkring.core.entries.models import Attachment
from leerkring.site.demo.threads import Told

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body>'
    "</w:document>"
)
_AGENDA = (
    "Kennismaken: wie ben je, en welke vraag neem je mee?",
    "Vragen op tafel: elk één, in één zin.",
    "Wat hoort bij elkaar? Samen bundelen we tot drie vragen.",
    "Wie zoekt wat uit, en wanneer zien we elkaar weer?",
)
_INK = "#321934"


def load_files(threads: list[Told]) -> None:
    """Call when the threads are in the database."""
    found = {told.thread.id: told for told in threads}
    shows = "Een kaart met vier tekeningen: een gezicht, een huis, een dichte deur en een telefoon."
    _place(found["eigen-2"], 1, "Kaart wijkteam.png", _card(), shows)
    _place(found["eigen-7"], 0, "Zo lopen we het door.docx", _agenda())


def _place(told: Told, number: int, name: str, content: bytes, shows: str = "") -> None:
    wrote = told.replies[number - 1] if number else told.entry
    files = Files(uuid4())
    made = bring_file(wrote.author, Place(files.nonce), SimpleUploadedFile(name, content))
    settle(wrote.author, told.entry, files, number)
    at = told.replies[number - 1].at if number else told.entry.published_at
    Attachment.objects.filter(pk=made.pk).update(description=shows, at=at)


def _agenda() -> bytes:
    out = io.BytesIO()
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _AGENDA)
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr("word/document.xml", _DOCUMENT.format(lines))
    return out.getvalue()


def _card() -> bytes:
    """Four drawings on one card."""
    image = Image.new("RGB", (1200, 900), "#fef8f7")
    draw = ImageDraw.Draw(image)
    for number, colour in enumerate(("#ffdfa0", "#aee4de", "#fecab9", "#cbd5ff")):
        x, y = 40 + 580 * (number % 2), 40 + 420 * (number // 2)
        draw.rounded_rectangle((x, y, x + 540, y + 400), 36, fill=colour)
    draw.ellipse((220, 150, 400, 330), outline=_INK, width=12)
    draw.ellipse((265, 210, 285, 230), fill=_INK)
    draw.ellipse((335, 210, 355, 230), fill=_INK)
    draw.arc((265, 220, 355, 295), 20, 160, fill=_INK, width=10)
    draw.polygon(((770, 240), (890, 130), (1010, 240)), outline=_INK, width=12)
    draw.rectangle((800, 240, 980, 360), outline=_INK, width=12)
    draw.rectangle((240, 540, 380, 780), outline=_INK, width=12)
    draw.ellipse((340, 650, 360, 670), fill=_INK)
    draw.rounded_rectangle((830, 540, 950, 780), 24, outline=_INK, width=12)
    draw.ellipse((878, 735, 902, 759), fill=_INK)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
