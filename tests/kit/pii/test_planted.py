"""Numbers that prove themselves are found wherever they stand; what fails its checksum stops nobody."""

from hypothesis import given, settings
from hypothesis import strategies as st

from leerkring.kit.pii import Kind, find
from leerkring.kit.pii.numbers import eleven_test

STOPPING = {Kind.BSN, Kind.IBAN}
AROUND = st.text(
    st.characters(blacklist_categories=["Cs", "Nd", "Nl", "No", "L", "M"], blacklist_characters="+@%_.-/"),
    max_size=12,
)
WORDS = st.sampled_from(
    [
        "",
        "Het nummer is ",
        "bsn ",
        "mail: ",
        "Dat kan niet, hoor (",
        "rekening\n",
        "😀 ",
        "moeder zei: ",
        "’s avonds ",
    ]
)
AFTER = st.sampled_from(["", ".", " klopt dat?", ")", "\n\nGroet", ", graag", "😀", " …"])


@st.composite
def _bsn(draw: st.DrawFn) -> str:
    digits = draw(st.lists(st.integers(0, 9), min_size=8, max_size=8))
    last = sum(weight * one for weight, one in zip(range(9, 1, -1), digits, strict=True)) % 11
    if last == 10 or not any(digits):
        return "123456782"
    return "".join(map(str, [*digits, last]))


def _grouped(nine: str, form: str) -> str:
    digits = iter(nine)
    return "".join(next(digits) if one == "#" else one for one in form)


def _iban(country: str, bank: str, number: int) -> str:
    body = f"{bank}{number:010d}"
    value = int("".join(str(int(one, 36)) for one in f"{body}{country}00"))
    return f"{country}{98 - value % 97:02d}{body}"


FORMS = st.sampled_from(
    ["#########", "###.###.###", "### ### ###", "####.##.###", "#### ## ###", "###-###-###"]
)
BANKS = st.sampled_from(["INGB", "RABO", "ABNA", "TRIO", "KNAB", "BUNQ", "SNSB", "ASNB"])


@settings(max_examples=150)
@given(_bsn(), FORMS, WORDS, AFTER, AROUND)
def test_a_bsn_is_found(nine: str, form: str, before: str, after: str, around: str) -> None:
    number = _grouped(nine, form)
    text = f"{around} {before}{number}{after}"
    start = text.index(number)
    kinds = {one.kind for one in find(text) if one.start <= start and start + len(number) <= one.end}
    # 06 may be a telephone number that lost a digit, "2024 12 345" a year and a number.
    doubtful = nine.startswith("06") or (form == "#### ## ###" and nine[:2] in {"19", "20"})
    assert Kind.BSN in kinds or doubtful, text


@settings(max_examples=100)
@given(BANKS, st.integers(0, 10**10 - 1), st.booleans(), st.booleans(), WORDS, AFTER, AROUND)
def test_an_account_is_found(
    bank: str, number: int, spaced: bool, small: bool, before: str, after: str, around: str
) -> None:
    iban = _iban("NL", bank, number)
    shown = " ".join(iban[at : at + 4] for at in range(0, 18, 4)) if spaced else iban
    shown = shown.lower() if small else shown
    text = f"{around} {before}{shown}{after}"
    start = text.index(shown)
    assert any(
        one.kind is Kind.IBAN and one.start <= start and start + len(shown) <= one.end for one in find(text)
    ), text


LETTERS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=12)


@settings(max_examples=100)
@given(
    LETTERS, st.sampled_from(["", ".", "-", "_", "+"]), LETTERS, LETTERS,
    st.sampled_from(["nl", "example", "frl", "amsterdam", "co.uk", "online"]), WORDS, AFTER, AROUND,
)  # fmt: skip
def test_a_mail_address_is_found(
    one: str, sign: str, two: str, domain: str, top: str, before: str, after: str, around: str
) -> None:
    address = f"{one}{sign}{two}@{domain}.{top}"
    text = f"{around} {before}{address}{after}"
    start = text.index(address)
    assert any(
        found.kind is Kind.EMAIL and found.start <= start and start + len(address) <= found.end
        for found in find(text)
    ), text


@settings(max_examples=100)
@given(
    st.integers(0, 10**9 - 1), FORMS, st.sampled_from(["", "Het nummer is ", "moeder zei: ", "😀 "]), AFTER
)
def test_nine_digits_that_fail_the_test_stop_nobody(number: int, form: str, before: str, after: str) -> None:
    nine = f"{number:09d}"
    if eleven_test(nine):
        return
    text = f"{before}{_grouped(nine, form)}{after}"
    assert not [one for one in find(text) if one.kind in STOPPING], text


@settings(max_examples=60)
@given(BANKS, st.integers(0, 10**10 - 1), st.integers(1, 96))
def test_an_account_with_other_check_digits_stops_nobody(bank: str, number: int, more: int) -> None:
    iban = _iban("NL", bank, number)
    wrong = f"NL{(int(iban[2:4]) + more - 2) % 97 + 2:02d}{iban[4:]}"
    if wrong[2:4] == iban[2:4]:
        return
    assert not [one for one in find(f"Rekening {wrong}.") if one.kind in STOPPING]


@settings(max_examples=80)
@given(st.text(max_size=400))
def test_any_text_at_all(text: str) -> None:
    last = 0
    for one in find(text):
        assert last <= one.start < one.end <= len(text)
        last = one.end
