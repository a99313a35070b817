"""The kinds of file that people may place, and the reasons why one may not be."""

from dataclasses import dataclass
from enum import StrEnum

MOST_BYTES = 15 * 1024 * 1024
"""The largest file that may be placed."""
SMALL_SIDE = 640
"""The longest side of a small picture."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """`family` is what people call it: pdf, text, table, slides or picture."""

    name: str
    extension: str
    content_type: str
    family: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

KINDS = {
    kind.name: kind
    for kind in (
        FileKind("pdf", ".pdf", "application/pdf", "pdf"),
        FileKind("docx", ".docx", f"{_OFFICE}wordprocessingml.document", "text"),
        FileKind("odt", ".odt", f"{_OPEN}text", "text"),
        FileKind("xlsx", ".xlsx", f"{_OFFICE}spreadsheetml.sheet", "table"),
        FileKind("ods", ".ods", f"{_OPEN}spreadsheet", "table"),
        FileKind("pptx", ".pptx", f"{_OFFICE}presentationml.presentation", "slides"),
        FileKind("odp", ".odp", f"{_OPEN}presentation", "slides"),
        FileKind("jpeg", ".jpg", "image/jpeg", "picture"),
        FileKind("png", ".png", "image/png", "picture"),
    )
}
READABLE = frozenset(name for name, kind in KINDS.items() if kind.family != "picture")
"""The kinds that have words in them. A picture may show some; nobody reads those here."""
ACCEPTED = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.jpg,.jpeg,.png,.webp,.gif"
"""For the browser's file chooser; the bytes decide."""


class Reason(StrEnum):
    """Why a file is refused; `intake` has the sentence for each."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    DAMAGED = "damaged"
    UNKNOWN = "unknown"
    ARCHIVE = "archive"
    LOCKED_PDF = "locked pdf"
    BUNDLE = "bundle"
    OLD_OFFICE = "old office"
    LOCKED_OFFICE = "locked office"
    MACROS = "macros"
    EMBEDDED = "embedded"
    PHONE_PICTURE = "phone picture"
    DRAWING = "drawing"
    OTHER_PICTURE = "other picture"
    TEXT = "text"
    FILM = "film"
    TOO_MANY_PIXELS = "too many pixels"
    TOO_MUCH_INSIDE = "too much inside"
    TOO_MUCH_WORK = "too much work"
    BUSY = "busy"


class Refused(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
