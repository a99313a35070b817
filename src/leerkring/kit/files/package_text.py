"""The words in an Office package: also headers, notes, remarks, what was deleted but kept, hidden sheets.

Each part is read once, in pieces, by the parser of the standard library; a document type ends it.
"""

import re
import zlib
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO
from xml.parsers import expat  # nosec B407 (a document type, and with it every entity, is refused below)
from zipfile import BadZipFile, ZipFile

from leerkring.kit.files.letters import Letters

_CHUNK = 1 << 16
_FEW, _PICTURE = 200, 100_000
"""With fewer letters than this, a picture of so many bytes is probably what the document says."""

_WORDS = {
    "t", "delText", "text", "v", "p", "h", "title", "desc",
    "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter",
}  # fmt: skip
"""Elements with words in them, in Office's packages (up to `v`) and in those of OpenDocument."""
_OPEN_ONLY = {"p", "h", "title", "desc"}
_QUOTED = {"instrText", "delInstrText", "f"}
"""Of a field and of a formula only what stands between quotes."""
_ENDS = {"p", "h", "row", "table-row", "si", "br", "cr", "line-break", "comment", "text", "title", "desc"}
_GAPS = {"tab", "c", "tc", "table-cell", "s", "v", "instrText", "f"}
_NAMED = {
    ("docPr", "descr"), ("docPr", "title"), ("cNvPr", "descr"), ("cNvPr", "title"), ("sheet", "name"),
    ("docVar", "val"), ("default", "val"), ("listItem", "displayText"), ("textpath", "string"),
    ("tag", "val"), ("table", "name"), ("current-value", "value"),
}  # fmt: skip
"""Words that stand in an attribute: what a picture shows, the name of a sheet, what fills a field in."""
_PIVOT = {"s", "n", "d"}
_PASSED = ("settings.xml", "manifest.rdf", "[content_types].xml", "mimetype", "styles.xml", "fonttable.xml")
_STRINGS = "xl/sharedStrings.xml"
_ADDRESS = re.compile(rb"Target\s*=\s*[\"'](?:mailto|tel):([^\"'?]+)", re.IGNORECASE)
_TAG = re.compile(rb"<[^>]*>")
_QUOTE = re.compile(r'"([^"]+)"')
_NUMBER = re.compile(r"-?\d+(\.\d+)?(E[+-]?\d+)?")


def collect(source: IO[bytes], into: Letters, *, within: bool = False) -> None:
    """Add all words of the package. Raises what `ZipFile` raises where it is not whole."""
    pictures = False
    with ZipFile(source) as package:
        names = sorted((one.filename for one in package.infolist()), key=_order)
        strings = _strings(package, into) if _STRINGS in names else []
        for name in names:
            if into.is_full:
                into.is_whole = False
                break
            pictures = pictures or _is_picture(package, name)
            try:
                _part(package, name, strings, into, within=within)
            except (expat.ExpatError, BadZipFile, zlib.error, EOFError, UnicodeError):
                into.is_whole = False
    if pictures and len(into.text) < _FEW:
        into.is_whole = False


def _order(name: str) -> tuple[bool, list[int | str]]:
    """The body first; sheet 2 before sheet 10."""
    body = re.search(r"(^content\.xml|document\.xml|/(slide|sheet)\d+\.xml)$", name)
    return not body, [int(one) if one.isdigit() else one for one in re.split(r"(\d+)", name)]


def _is_picture(package: ZipFile, name: str) -> bool:
    kind = PurePosixPath(name).suffix.lower()
    return kind in (".jpg", ".jpeg", ".png", ".emf", ".wmf", ".tif", ".tiff", ".gif", ".bmp") and (
        package.getinfo(name).file_size >= _PICTURE
    )


def _part(package: ZipFile, name: str, strings: list[str], into: Letters, *, within: bool) -> None:
    low = name.lower()
    kind = PurePosixPath(low).suffix
    is_open = not low.startswith(("word/", "xl/", "ppt/"))
    if kind == ".rels":
        for found in _ADDRESS.findall(package.read(name)):
            into.add(found.decode("utf-8", "replace"))
    elif kind in (".docx", ".xlsx", ".pptx") and "/embeddings/" in low:
        if not within:
            collect(BytesIO(package.read(name)), into, within=True)
    elif kind in (".html", ".htm", ".mht", ".txt", ".rtf", ".vml"):
        # No XML that we may count on: without its tags, and (but for drawings) not surely whole.
        into.add(_TAG.sub(b" ", package.read(name)).decode("utf-8", "replace"))
        into.is_whole = into.is_whole and kind == ".vml"
    elif kind == ".xml" and name != _STRINGS and (low == "styles.xml" or not low.endswith(_PASSED)):
        _Reader(name, strings, into.add, every=low.startswith("customxml/item"), is_open=is_open).read(
            _chunks(package, name, into)
        )


def _chunks(package: ZipFile, name: str, into: Letters) -> Iterable[bytes]:
    with package.open(name) as part:
        while chunk := part.read(_CHUNK):
            if into.is_full:
                into.is_whole = False
                return
            yield chunk


def _strings(package: ZipFile, into: Letters) -> list[str]:
    """The texts that the cells of a spreadsheet point at."""
    found: list[str] = []
    try:
        _Reader(_STRINGS, [], lambda text: found.extend(text.split("\f")), each="si").read(
            _chunks(package, _STRINGS, into)
        )
    except expat.ExpatError:
        into.is_whole = False
    return found


class _Reader:
    """Reads one part, and tells what is written there."""

    def __init__(
        self,
        name: str,
        strings: list[str],
        tell: Callable[[str], None],
        *,
        every: bool = False,
        is_open: bool = False,
        each: str = "",
    ) -> None:
        self.strings, self.tell, self.every, self.each = strings, tell, every, each
        self.wanted = _OPEN_ONLY if is_open else _WORDS - _OPEN_ONLY
        self.in_chart = "/charts/" in name
        self.in_pivot = "/pivotCache/" in name
        self.parts: list[str] = []
        self.held: list[str] | None = None
        self.inside = 0
        self.type = ""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.say
        self.parser.StartDoctypeDeclHandler = _refuse

    def read(self, chunks: Iterable[bytes]) -> None:
        """Tells also what came before a fault, and then raises `ExpatError`."""
        try:
            for chunk in chunks:
                self.parser.Parse(chunk)
                if not self.each:
                    self._tell()
            self.parser.Parse(b"", True)  # noqa: FBT003 (its own signature)
        finally:
            self._tell()

    def _tell(self) -> None:
        if self.parts:
            self.tell("".join(self.parts))
            self.parts = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self.inside += name in self.wanted
        if name in _QUOTED:
            self.held = []
        if name == "c":
            self.type = attributes.get("t", "")
        for key, value in attributes.items():
            end = key.rpartition(":")[2]
            if (name, end) in _NAMED or (self.in_pivot and name in _PIVOT and end == "v"):
                self.parts += [value, "\n"]
            elif end == "href" and value.startswith(("mailto:", "tel:")):
                self.parts += [" ", value.partition(":")[2], " "]

    def say(self, text: str) -> None:
        if self.held is not None:
            self.held.append(text)
        elif self.every or self.inside:
            self.parts.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if self.held is not None and name in _QUOTED:
            self.parts += [f" {one} " for one in _QUOTE.findall("".join(self.held))]
            self.held = None
        if name == "v" and self.inside:
            self._value()
        self.inside -= name in self.wanted
        if name == self.each:
            self.parts.append("\f")
        elif name in _ENDS or (self.every and not self.each):
            self.parts.append("\n")
        elif name in _GAPS:
            self.parts.append("\t")

    def _value(self) -> None:
        """The value of a cell: the number of a text, or what stands there. Figures of a chart say nothing."""
        value = self.parts.pop() if self.parts else ""
        if self.type == "s" and value.isdigit() and int(value) < len(self.strings):
            value = self.strings[int(value)]
        elif self.in_chart and _NUMBER.fullmatch(value):
            value = ""
        self.parts.append(value)


def _refuse(*_declared: object) -> None:
    raise expat.ExpatError("a document type")
