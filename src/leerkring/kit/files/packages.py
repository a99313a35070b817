"""Office files are zip packages of XML: written anew without the names of their makers and without what acts.

Nothing is unpacked to disk, and never more than `MOST_INSIDE` bytes are read.
"""

import re
import zlib
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from leerkring.kit.files import parts
from leerkring.kit.files.kinds import Reason, Refused

MOST_PARTS = 4000
MOST_INSIDE = 150 * 1024 * 1024
MOST_IN_XML = 60 * 1024 * 1024
"""A part that is rewritten is held in memory."""

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = {
    b"wordprocessingml.document.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
    b"presentationml.presentation.main+xml": "pptx",
}
_OPEN = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_MACROS = re.compile(
    r"(^|/)(vbaproject[^/]*|vbadata\.xml)$|(^|/)(activex|macrosheets)/|^(basic|scripts)/", re.IGNORECASE
)
_INSIDE = re.compile(
    r"(^|/)(embeddings?|objects?)/.*\.(bin|exe|com|js|vbs|bat|cmd|ps1|scr|jar|lnk)$", re.IGNORECASE
)
_OFFICE_INSIDE = re.compile(r"(^|/)embeddings/[^/]+\.(docx|xlsx|pptx)$", re.IGNORECASE)
_UNSAFE_NAME = re.compile(r"^/|\\|(^|/)\.\.(/|$)|[\x00-\x1f]")
_STORED = (".png", ".jpg", ".jpeg", ".gif", ".mp4", ".m4a", ".wmf.gz", ".emz", ".docx", ".xlsx", ".pptx")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def remake(source: Path, target: Path) -> str:
    """Write the package anew to `target`; gives its kind. Raises `Refused`."""
    with source.open("rb") as file, target.open("wb") as out:
        return _remade(file, out, within=False)


def _remade(source: IO[bytes], target: IO[bytes], *, within: bool) -> str:
    try:
        with ZipFile(source) as package:
            entries = _checked(package)
            kind = _kind_of(package, entries)
            with ZipFile(target, "w") as made:
                for one in entries:
                    _copy(package, one, made, within=within)
            return kind
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError) as error:
        raise Refused(Reason.DAMAGED) from error


def _checked(package: ZipFile) -> list[ZipInfo]:
    entries = [one for one in package.infolist() if not one.is_dir()]
    names = {one.filename.lower() for one in entries}
    if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > MOST_INSIDE:
        raise Refused(Reason.TOO_MUCH_INSIDE)
    if any(one.flag_bits & 1 for one in entries):
        raise Refused(Reason.LOCKED_OFFICE)
    if len(names) < len(entries) or any(_UNSAFE_NAME.search(one.filename) for one in entries):
        raise Refused(Reason.DAMAGED)
    return entries


def _kind_of(package: ZipFile, entries: list[ZipInfo]) -> str:
    names = {one.filename for one in entries}
    types = b""
    if _CONTENT_TYPES in names:
        types = _read(package, _CONTENT_TYPES)
        kind = next((kind for word, kind in _MAIN.items() if word in types), "")
    elif "mimetype" in names:
        kind = _OPEN.get(_read(package, "mimetype").strip(), "")
        if b"encryption-data" in _read(package, "META-INF/manifest.xml"):
            raise Refused(Reason.LOCKED_OFFICE)
    else:
        raise Refused(Reason.ARCHIVE)
    if b"macroenabled" in types.lower() or any(_MACROS.search(name) for name in names):
        raise Refused(Reason.MACROS)
    if any(_INSIDE.search(name) for name in names):
        raise Refused(Reason.EMBEDDED)
    if not kind:
        raise Refused(Reason.ARCHIVE if not types else Reason.UNKNOWN)
    return kind


def _copy(package: ZipFile, one: ZipInfo, made: ZipFile, *, within: bool) -> None:
    name = one.filename
    info = ZipInfo(name, _LONG_AGO)
    stored = name == "mimetype" or name.lower().endswith(_STORED)
    info.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
    if _OFFICE_INSIDE.search(name):
        made.writestr(info, _office_inside(package, one, within=within))
    elif rewrite := parts.rewriter_of(name):
        made.writestr(info, rewrite(_read(package, name)))
    else:
        with package.open(one) as part, made.open(info, "w") as out:
            while chunk := part.read(1 << 18):
                out.write(chunk)


def _office_inside(package: ZipFile, one: ZipInfo, *, within: bool) -> bytes:
    """The figures behind a chart are a package of their own."""
    if within:
        raise Refused(Reason.EMBEDDED)
    made = BytesIO()
    _remade(BytesIO(_read(package, one.filename)), made, within=True)
    return made.getvalue()


def _read(package: ZipFile, name: str) -> bytes:
    try:
        if package.getinfo(name).file_size > MOST_IN_XML:
            raise Refused(Reason.TOO_MUCH_INSIDE)
        return package.read(name)
    except KeyError as error:
        raise Refused(Reason.DAMAGED) from error
