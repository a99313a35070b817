"""Parts of an Office package that tell who made it, or that fetch something, and how each is rewritten.

The XML is changed in place, not parsed and written: a word processor is strict about its
prefixes. What is not plain UTF-8 XML, or brings a document type, is refused.
"""

import re
from collections.abc import Callable

from leerkring.kit.files.kinds import Reason, Refused

Rewrite = Callable[[bytes], bytes]

_PROPERTIES = {
    "docprops/core.xml": b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>',
    "docprops/app.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>',
    "docprops/custom.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'custom-properties"/>',
    "meta.xml": b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'office:version="1.2"/>',
}
"""Who made and changed it, where, for how long: replaced by nothing."""

_SOMEBODY = b'"Auteur"'
_AUTHORS = re.compile(
    rb"(\b(?:[\w-]+:)?(?:author|initials|lastModifiedBy|userId|providerId|userName|reservedBy)=)"
    rb"(?:\"[^\"]*\"|'[^']*')"
)
_PERSON = re.compile(rb"(<person\b[^>]*?\sdisplayName=)(?:\"[^\"]*\"|'[^']*')")
_COMMENT_AUTHOR = re.compile(rb"(<(?:\w+:)?cmAuthor\b[^>]*?\sname=)(?:\"[^\"]*\"|'[^']*')")
_NAMED = re.compile(
    rb"(<((?:\w+:)?author|dc:creator|meta:initial-creator|meta:creator-initials)(?:\s[^>]*)?>)[^<]*(</\2>)"
)
_RELATION = re.compile(rb"<Relationship\b[^>]*?/?>(?:\s*</Relationship>)?")
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']")
_KIND = re.compile(rb"\bType\s*=\s*[\"']([^\"']*)[\"']")
_TARGET = re.compile(rb"(\bTarget\s*=\s*)(?:\"[^\"]*\"|'[^']*')")
_TEMPLATE = re.compile(rb"<w:attachedTemplate\b[^>]*/>")
_XML = (b"<", b"\xef\xbb\xbf<")


def rewriter_of(name: str) -> Rewrite | None:
    """How the part with this name is made anew; None where it may stay as it is."""
    low = name.lower()
    if low in _PROPERTIES:
        return lambda _old: b'<?xml version="1.0" encoding="UTF-8"?>\n' + _PROPERTIES[low]
    if low.endswith(".rels"):
        return _relations
    if low.endswith(".xml"):
        return _xml
    if low.endswith((".jpg", ".jpeg")):
        return without_notes
    return None


def _plain_xml(old: bytes) -> bytes:
    start = old[:4096]
    if not start.lstrip().startswith(_XML) or b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise Refused(Reason.DAMAGED)
    return old


def _xml(old: bytes) -> bytes:
    text = _AUTHORS.sub(rb"\1" + _SOMEBODY, _plain_xml(old))
    text = _COMMENT_AUTHOR.sub(rb"\1" + _SOMEBODY, text)
    text = _PERSON.sub(rb"\1" + _SOMEBODY, text)
    text = _NAMED.sub(rb"\1\3", text)
    return _TEMPLATE.sub(b"", text)


def _relations(old: bytes) -> bytes:
    return _RELATION.sub(_relation, _plain_xml(old))


def _relation(found: re.Match[bytes]) -> bytes:
    """Links stay; a template elsewhere goes; whatever else would be fetched leads nowhere."""
    text = found[0]
    kind = _KIND.search(text)
    if not _EXTERNAL.search(text) or (kind and kind[1].endswith(b"/hyperlink")):
        return text
    if kind and kind[1].endswith(b"/attachedTemplate"):
        return b""
    return _TARGET.sub(rb'\1"about:blank"', text)


def without_notes(old: bytes) -> bytes:
    """A JPEG without the notes of camera and maker (its place among them); its points stay as they are."""
    if not old.startswith(b"\xff\xd8"):
        return old
    kept, at = [b"\xff\xd8"], 2
    while at + 4 <= len(old) and old[at] == 0xFF and old[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(old[at + 2 : at + 4], "big")
        # APP0 is the format's own; APP2 holds the colours and APP14 how to read them.
        if old[at + 1] not in {0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE}:
            kept.append(old[at:end])
        at = end
    return b"".join(kept) + old[at:]
