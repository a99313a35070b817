"""The words in a PDF: on its pages, in remarks and forms, in bookmarks and in what screen readers say."""

import re
from collections.abc import Iterator
from typing import IO, Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from leerkring.kit.files.letters import Letters

MOST_PAGES = 1000
FEW = 200
"""Letters on a page: with fewer, a large picture on it is probably what the page says."""
_LARGE = 250_000
"""Points of the pictures on a page."""
_DRAWN = 2000
"""Bytes of drawing without a letter: maybe letters as lines."""
_MOST_ODD = 0.1
"""Share of signs that no font explains; above it we do not know what stands there."""
_ODD = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_SAYS = ("/Contents", "/V", "/DV", "/TU", "/Title", "/Alt", "/ActualText", "/E")
_ELSEWHERE = {"/Pg", "/P", "/Parent", "/Dest", "/D", "/Resources", "/AP", "/DR", "/Prev"}
_ADDRESS = re.compile(r"^(?:mailto|tel):([^?]+)", re.IGNORECASE)
_MOST_OBJECTS = 200_000
_DEEPEST = 3


def collect(source: IO[bytes], into: Letters) -> None:
    """Add all words of the PDF. Raises whatever pypdf raises where it cannot be opened."""
    reader = PdfReader(source)
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES or into.is_full:
            into.is_whole = False
            break
        into.add(_page(page, into), end="\f")
    for words in _beside(reader, into):
        into.add(words)


def _page(page: PageObject, into: Letters) -> str:
    """The words on a page, and in the remarks and form fields on it."""
    try:
        text = page.extract_text()
        said = [words for one in _value(page, "/Annots") or () for words in _said(one.get_object())]
        readable = _is_readable(page, text)
    except (RecursionError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 (parsers of foreign bytes fail in every way there is)
        into.is_whole = False
        return ""
    if not readable:
        into.is_whole = False
    return "\n".join([_flowing(text), *said])


def _is_readable(page: PageObject, text: str) -> bool:
    letters = sum(not one.isspace() for one in text)
    if letters and len(_ODD.findall(text)) > letters * _MOST_ODD:
        return False
    if letters < FEW and _points(_value(page, "/Resources"), _DEEPEST) >= _LARGE:
        return False
    drawn = page.get_contents() if not letters else None
    return drawn is None or len(drawn.get_data()) < _DRAWN


def _points(resources: Any, deep: int) -> int:
    """How many points the pictures have that a page may show."""
    shown = _value(resources, "/XObject") if deep else None
    if not isinstance(shown, DictionaryObject):
        return 0
    total = 0
    for one in shown.values():
        part = one.get_object()
        if _value(part, "/Subtype") == "/Image":
            total += int(_value(part, "/Width") or 0) * int(_value(part, "/Height") or 0)
        elif isinstance(part, StreamObject):
            total += _points(_value(part, "/Resources"), deep - 1)
    return total


def _value(one: Any, key: str) -> Any:
    """What stands under a key, wherever in the file it is kept."""
    return one[key] if isinstance(one, DictionaryObject) and key in one else None


def _flowing(text: str) -> str:
    """Without the ends of lines that only the width of the page made."""
    rows = [row.strip() for row in text.splitlines()]
    widest = max((len(row) for row in rows), default=0)
    made = []
    for row in rows:
        made += [row, " " if len(row) > 0.7 * widest and widest > 40 else "\n"]
    return "".join(made[:-1])


def _beside(reader: PdfReader, into: Letters) -> Iterator[str]:
    """What stands in bookmarks, in the form, and in the order for screen readers."""
    root = reader.root_object
    todo: list[Any] = [root[key] for key in ("/Outlines", "/AcroForm", "/StructTreeRoot") if key in root]
    known: set[int] = set()
    while todo:
        one = todo.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in known:
                continue
            known.add(one.idnum)
            one = one.get_object()
        if len(known) > _MOST_OBJECTS or into.is_full:
            into.is_whole = False
            return
        if isinstance(one, DictionaryObject):
            yield from _said(one)
            todo += [value for key, value in dict.items(one) if key not in _ELSEWHERE]
        elif isinstance(one, ArrayObject):
            todo += list.__iter__(one)


def _said(one: Any) -> Iterator[str]:
    for key in _SAYS:
        if isinstance(words := _value(one, key), str) and not isinstance(words, NameObject):
            yield words
    if found := _ADDRESS.match(str(_value(_value(one, "/A"), "/URI"))):
        yield found[1]
