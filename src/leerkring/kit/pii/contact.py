"""Ways to reach somebody: phone numbers, mail addresses, user names."""

import re
from collections.abc import Iterator

from leerkring.kit.pii.kinds import Finding, Kind

_GAP = r"[ .\-–/\u00a0\u202f]{0,3}"
_PHONE = re.compile(
    rf"(?<![\w+.])(?:\(?(?:\+|00)31\)?{_GAP}(?:\(0\){_GAP})?|\(?0(?=[1-9]))[1-9](?:{_GAP}\)?{_GAP}\d){{8}}"
    rf"(?![\w])(?!-\d)",
    re.ASCII,
)
# Numbers abroad: a country code and seven to twelve digits.
_ABROAD = re.compile(rf"(?<![\w+.])(?:\+|00)(?!31)[1-9]\d{{0,2}}(?:{_GAP}\(?\d\)?){{7,11}}(?![\w])", re.ASCII)
_SHORT = re.compile(
    rf"\b(?:tel(?:efoon|\.)?|mobiel|bel(?:len|t)?|app(?:en|t)?|06|nummer)\b\D{{0,20}}(?P<number>6(?:{_GAP}\d){{8}})(?!\w)",
    re.I | re.ASCII,
)
# Free and paid numbers are services, never somebody's own.
_SERVICE = re.compile(r"\(?0(?:800|90[069])")

_LOCAL = r"[^\W_](?:[\w.+%'\-]{0,63}[\w+\-])?"
_DOMAIN = r"[^\W_][\w\-]{0,62}(?:\.[\w\-]{1,62}){1,6}"
_EMAIL = re.compile(rf"(?<![\w.+%\-]){_LOCAL}@{_DOMAIN}(?<![.\-_])")
_EMAIL_SPELT = re.compile(
    rf"(?<![\w.+%\-]){_LOCAL}\s?(?:\(at\)|\[at\]|\{{at\}}|\(apenstaart(?:je)?\)|\sapenstaartje\s|\sat\s(?=[\w\-]+\.\w))\s?{_DOMAIN}(?<![.\-_])",
    re.I,
)


def phones(text: str) -> Iterator[Finding]:
    """Dutch numbers in every usual notation (06, area code, +31, 0031, spaces, dots), and numbers abroad."""
    for pattern, certain in ((_PHONE, 0.98), (_ABROAD, 0.9)):
        for match in pattern.finditer(text):
            if not _SERVICE.match(match[0]):
                yield Finding(Kind.PHONE, *match.span(), certain, "pattern")
    for match in _SHORT.finditer(text):
        yield Finding(Kind.PHONE, *match.span("number"), 0.7, "context")


def emails(text: str) -> Iterator[Finding]:
    """Mail addresses, also with "(at)" in them."""
    for pattern in (_EMAIL, _EMAIL_SPELT) if "@" in text else (_EMAIL_SPELT,):
        for match in pattern.finditer(text):
            yield Finding(Kind.EMAIL, *match.span(), 1.0, "pattern")
