"""PDFs are written anew: pages, links, bookmarks, reading order. Who made it and what acts stay behind."""

from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError, FileNotDecryptedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from leerkring.kit.files.kinds import Reason, Refused

MOST_PAGES = 2000
_CATALOG = {
    "/Type", "/Pages", "/Version", "/Lang", "/Outlines", "/PageLabels", "/PageMode", "/PageLayout",
    "/ViewerPreferences", "/MarkInfo", "/StructTreeRoot", "/Dests", "/Names", "/AcroForm", "/OCProperties",
}  # fmt: skip
"""What of the document as a whole is kept."""
_DROPPED = {
    "/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/Metadata", "/PieceInfo",
    "/XFA", "/RichMediaContent", "/RichMediaSettings", "/LastModified",
}  # fmt: skip
"""What is dropped wherever it stands."""
_ACTIONS = {"/GoTo", "/URI", "/Named"}
"""Links within the document and to an address; every other action goes."""
_ANNOTATIONS_OUT = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}


def remake(source: Path, target: Path) -> None:
    """Write the PDF anew. Raises `Refused`, and whatever pypdf raises for a broken file."""
    reader = PdfReader(source)
    if reader.is_encrypted and not _opens(reader):
        raise Refused(Reason.LOCKED_PDF)
    if "/Collection" in reader.root_object:
        raise Refused(Reason.BUNDLE)
    pages = len(reader.pages)
    if not pages:
        raise Refused(Reason.DAMAGED)
    if pages > MOST_PAGES:
        raise Refused(Reason.TOO_MUCH_INSIDE)
    writer = PdfWriter(clone_from=reader)
    _clean(writer)
    with target.open("wb") as out:
        writer.write(out)
    _check(target, pages)


def _opens(reader: PdfReader) -> bool:
    """Whether it is only locked against changes: then it opens without a password."""
    try:
        return bool(reader.decrypt(""))
    except (DependencyError, FileNotDecryptedError, NotImplementedError):
        return False


def _clean(writer: PdfWriter) -> None:
    """Clean what can be reached from the document's root; the rest is left out of the new file."""
    writer.metadata = None
    writer._ID = None
    root = writer.root_object
    for key in [one for one in root if one not in _CATALOG]:
        del root[key]
    kept: set[int] = set()
    todo: list[Any] = [root.indirect_reference]
    while todo:
        one = todo.pop()
        if not isinstance(one, IndirectObject):
            todo += _cleaned(one)
        elif one.idnum not in kept and 0 < one.idnum <= len(writer._objects):
            kept.add(one.idnum)
            todo += _cleaned(writer._objects[one.idnum - 1])
    for at in range(len(writer._objects)):
        if at + 1 not in kept:
            writer._objects[at] = None


def _cleaned(one: Any) -> list[Any]:
    """Clean one object; gives what stands in it."""
    if isinstance(one, DictionaryObject):
        _clean_dictionary(one)
        return list(one.values())
    return list(one) if isinstance(one, ArrayObject) else []


def _clean_dictionary(one: DictionaryObject) -> None:
    for key in _DROPPED & one.keys():
        del one[NameObject(key)]
    action = _value(one, "/S")
    if isinstance(action, NameObject) and _is_action(one) and action not in _ACTIONS:
        one.clear()
    if _value(one, "/Subtype") in _ANNOTATIONS_OUT:
        for key in [key for key in one if key not in ("/Type", "/Rect", "/P")]:
            del one[key]
        one[NameObject("/Subtype")] = NameObject("/Link")
    if _value(one, "/FT") == "/Sig":
        # Made anew, a signature would no longer be true.
        one.pop(NameObject("/V"), None)
    if "/Subtype" in one and "/Rect" in one and _value(one, "/Subtype") != "/Widget":
        # The name of who wrote a remark in the margin.
        one.pop(NameObject("/T"), None)


def _is_action(one: DictionaryObject) -> bool:
    """An action names what it does with /S; so do a few other things, which have a /Type of their own."""
    if isinstance(one, StreamObject):
        return False
    kind = _value(one, "/Type")
    if kind == "/Action":
        return True
    known = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition",
             "/Movie", "/Sound", "/RichMediaExecute", "/ResetForm", "/Hide", "/Thread", "/SetOCGState",
             "/Trans", "/GoTo3DView"}  # fmt: skip
    return kind is None and _value(one, "/S") in known


def _value(one: DictionaryObject, key: str) -> Any:
    found = one.raw_get(key) if key in one else None
    return found.get_object() if isinstance(found, IndirectObject) else found


def _check(target: Path, pages: int) -> None:
    """What was written is read again: whole, and without what had to go."""
    made = PdfReader(target)
    names = _value(made.root_object, "/Names")
    left = names.keys() & {"/JavaScript", "/EmbeddedFiles"} if isinstance(names, DictionaryObject) else ()
    if len(made.pages) != pages or left or made.root_object.keys() & _DROPPED or made.metadata:
        raise Refused(Reason.DAMAGED)
