"""What a file is, by its first bytes. Its name and the browser's word for it do not count."""

import re
from typing import Literal

from leerkring.kit.files.kinds import Reason, Refused

Family = Literal["pdf", "package", "picture"]

HEAD = 2048
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_OTHER_PICTURES = (b"II*\x00", b"MM\x00*", b"BM", b"8BPS", b"\x00\x00\x01\x00")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"PK\x05\x06", b"PK\x07\x08")
_FILMS = (b"\x1aE\xdf\xa3", b"ID3", b"OggS", b"RIFF", b"\xff\xfb")
_PHONE_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
_DRAWING = re.compile(rb"<svg[\s>]", re.IGNORECASE)


def family_of(head: bytes) -> Family:
    """Call with the first `HEAD` bytes. Raises `Refused`."""
    if not head:
        raise Refused(Reason.EMPTY)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "package"
    if head.startswith(_PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "picture"
    raise Refused(_why_not(head))


def _why_not(head: bytes) -> Reason:
    if head[4:8] == b"ftyp":
        return Reason.PHONE_PICTURE if head[8:12] in _PHONE_BRANDS else Reason.FILM
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Reason.OLD_OFFICE
    if b"%PDF-" in head[:1024]:
        return Reason.DAMAGED
    for starts, reason in (
        (_OTHER_PICTURES, Reason.OTHER_PICTURE),
        (_ARCHIVES, Reason.ARCHIVE),
        (_FILMS, Reason.FILM),
    ):
        if head.startswith(starts):
            return reason
    if _DRAWING.search(head):
        return Reason.DRAWING
    return Reason.TEXT if _is_text(head) else Reason.UNKNOWN


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head)
