"""Numbers that prove themselves by a checksum: BSN and IBAN."""

import re
from collections.abc import Iterator

from leerkring.kit.pii.kinds import Finding, Kind

_SEPARATOR = r"[ .\-–_/·\u00a0\u202f]"
_NINE = re.compile(
    rf"(?<![\w+])(?<!\d[.,/-])\d(?:{_SEPARATOR}{{0,3}}\d){{7,8}}(?![\w])(?![.,/-]\d)", re.ASCII
)
_NAMED = re.compile(
    r"\b(?:bsn|b\.s\.n\.?|burger\s?service\s?(?:nummer|nr)|sofi(?:-?nummer)?|persoonsnummer)\b\D{0,45}\Z",
    re.I,
)
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_IBAN = re.compile(
    rf"(?<![^\W_])[A-Za-z]{{2}}{_SEPARATOR}?\d{_SEPARATOR}?\d(?:{_SEPARATOR}?[A-Za-z0-9]){{11,30}}", re.ASCII
)
_LENGTH = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MA": 28, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28,
    "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26, "UA": 29,
}  # fmt: skip
_CONTEXT = 60


def eleven_test(digits: str) -> bool:
    """Whether nine digits can be a citizen service number."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(one != "0" for one in digits) and not (
        sum(weight * int(one) for weight, one in zip(weights, digits, strict=True)) % 11
    )


def bsn(text: str) -> Iterator[Finding]:
    """Nine digits that pass the 11-test, however they are grouped; behind "BSN" any of them."""
    for match in _NINE.finditer(text):
        raw = match[0]
        digits = re.sub(r"\D", "", raw)
        named = bool(_NAMED.search(text[max(0, match.start() - _CONTEXT) : match.start()]))
        if named and not _is_phone(digits):
            passed = eleven_test(digits.zfill(9))
            yield Finding(
                Kind.BSN, *match.span(), 1.0 if passed else 0.7, "checksum" if passed else "context"
            )
        elif len(digits) == 9 and eleven_test(digits) and _looks_like_one_number(raw):
            yield Finding(Kind.BSN, *match.span(), 0.95, "checksum")


def _is_phone(digits: str) -> bool:
    return digits.startswith("06") and len(digits) == 9


def _looks_like_one_number(raw: str) -> bool:
    """Not a row of years, "2024 12 345" or a range: one kind of separator, two digits in each group."""
    separators = set(re.findall(r"\D+", raw))
    groups = re.split(r"\D+", raw)
    years = len(_YEARS.findall(raw)) if len(groups) > 1 else 0
    old_notation = [len(one) for one in groups] == [4, 2, 3] and " " not in separators
    if len(separators) > 1 or years > 1 or (years and not old_notation):
        return False
    return len(groups) == 1 or len(groups) == 9 or all(len(one) >= 2 for one in groups)


def iban(text: str) -> Iterator[Finding]:
    """Account numbers of the right length for their country that pass mod 97, with or without spaces."""
    for match in _IBAN.finditer(text):
        raw = match[0]
        length = _LENGTH.get(re.sub(r"[\W_]", "", raw[:4])[:2].upper(), 0)
        end = _end_of(raw, length)
        if end and _mod_97(re.sub(r"[\W_]", "", raw[:end]).upper()):
            yield Finding(Kind.IBAN, match.start(), match.start() + end, 1.0, "checksum")


def _end_of(raw: str, length: int) -> int:
    """Where the `length`-th letter or digit ends, 0 when there are fewer or a word goes on."""
    count = 0
    for at, one in enumerate(raw):
        count += one.isalnum()
        if length and count == length:
            return at + 1 if not raw[at + 1 : at + 2].isalnum() else 0
    return 0


def _mod_97(compact: str) -> bool:
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(one, 36)) for one in turned)) % 97 == 1
