"""The guard's finders, on invented sentences: what is found, and what is nobody's."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leerkring.kit.pii import Allowed, Kind, find

FOUND = {
    Kind.BSN: [
        ("Haar nummer is 123456782.", "123456782"),
        ("bsn: 123.456.782", "123.456.782"),
        ("Burgerservicenummer 1234 56 782 klopt", "1234 56 782"),
        ("12-34-56-782 staat op de brief", "12-34-56-782"),
    ],
    Kind.IBAN: [
        ("naar NL91 ABNA 0417 1643 00 graag", "NL91 ABNA 0417 1643 00"),
        ("rekening nl91abna0417164300.", "nl91abna0417164300"),
        ("BE68 5390 0754 7034", "BE68 5390 0754 7034"),
    ],
    Kind.PHONE: [
        ("bel 06-12345678", "06-12345678"),
        ("bel 06.1234.5678 of mail", "06.1234.5678"),
        ("bel 0031-6-28 41 97 30", "0031-6-28 41 97 30"),
        ("bel +31 (0)38 421 33 09", "+31 (0)38 421 33 09"),
        ("(0570) 61 22 33 na vieren", "(0570) 61 22 33"),
    ],
    Kind.EMAIL: [
        ("mail m.de.boer+werk@voorbeeld.example.", "m.de.boer+werk@voorbeeld.example"),
        ("mail lotte (at) voorbeeld.nl", "lotte (at) voorbeeld.nl"),
    ],
    Kind.POSTCODE: [("1234 AB Zaandam", "1234 AB"), ("Dorpsweg 4, 7413xz", "7413xz")],
    Kind.ADDRESS: [
        ("Ze woont in de Tulpstraat 12a.", "Tulpstraat 12a"),
        ("op de Laan van Nieuw Oost 120-II gemeld", "Laan van Nieuw Oost 120-II"),
        ("ze wonen aan de meidoornlaan 23", "meidoornlaan 23"),
    ],
    Kind.BIRTH: [
        ("geboren op 4 mei 2012", "4 mei 2012"),
        ("dochter is van 12 maart '11", "12 maart '11"),
        ("(geb. 4-5-2012)", "4-5-2012"),
        ("Hij werd 3 juni 2012 geboren.", "3 juni 2012"),
        ("Ze is van sept. '16", "sept. '16"),
    ],
    Kind.CASE: [
        ("Zaaknummer C/08/301245 / JE RK 25-1177", "C/08/301245 / JE RK 25-1177"),
        ("cliëntnummer 4471903", "4471903"),
        ("ons kenmerk: JZ-2024/00871", "JZ-2024/00871"),
    ],
    Kind.HANDLE: [
        ("op insta heet ze itz.mila.09", "itz.mila.09"),
        ("zie @mila_2009 daar", "@mila_2009"),
        ("Zijn gamertag is DarkLord2010", "DarkLord2010"),
    ],
    Kind.PLATE: [("een witte polo, TZ-448-H", "TZ-448-H"), ("scooter F 123 BD weg", "F 123 BD")],
    Kind.SCHOOL: [
        ("op basisschool De Regenboog", "basisschool De Regenboog"),
        ("kdv 't Kwetternest belde", "kdv 't Kwetternest"),
        ("op het Corderius College", "Corderius College"),
    ],
    Kind.RARE: [("In Giethoorn is een jongen verdronken; in Zuidlaarderveen niet.", "Zuidlaarderveen")],
    Kind.NAME: [
        ("Overleg met Siobhan gehad", "Siobhan"),
        ("mw. Ter Braak-de Ruijter stemt in", "Ter Braak-de Ruijter"),
        ("M. Pietersen-Bouazza komt", "M. Pietersen-Bouazza"),
        ("haar vriend brayan haalt haar op", "brayan"),
        ("Iris belde gisteren.", "Iris"),
        ("Vader Nguyễn Văn Hùng komt", "Nguyễn Văn Hùng"),
        ("Ik sprak Tsegai daarna.", "Tsegai"),
    ],
}
NOBODYS = [
    "Wij vergaderen op 12 maart 2026 en op 14-05-2026 in Zwolle. De wet geldt sinds 1 januari 2015.",
    "Zie artikel 1:247 BW en ECLI:NL:RBOVE:2024:1234. Bel 112 of 0800-2000. Budget: 1.250.000 euro.",
    "KvK 12345678. Factuur 20260041. Productcode 54A03. ISBN 9789088501234.",
    "Signs of Safety, de Gordon-methode en Triple P. Volgens Maslow en Bowlby klopt dit.",
    "De Raad voor de Kinderbescherming en Veilig Thuis Flevoland doen onderzoek voor VWS.",
    "Wij gebruiken Teams en Excel. De Achterhoek, Salland en Zuid-Limburg doen mee in 2026.",
]


@pytest.mark.parametrize(
    ("kind", "text", "words"), [(kind, *case) for kind, cases in FOUND.items() for case in cases]
)
def test_finds(kind: Kind, text: str, words: str) -> None:
    found = find(text)
    assert (kind, words) in [(one.kind, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize("text", NOBODYS)
def test_leaves_alone_what_is_nobodys(text: str) -> None:
    assert find(text) == []


def test_a_number_that_fails_its_checksum_is_none() -> None:
    assert not find("123456789 en BE68 5390 0754 7035")


def test_a_name_that_is_certain_once_is_one_everywhere() -> None:
    text = "Storm zit in groep 4. Vader van Storm belde. Storm bijt."
    assert [text[one.start : one.end] for one in find(text)] == ["Storm"] * 3


def test_what_is_allowed_is_no_name_but_numbers_stay() -> None:
    text = "Stuur het naar Anouk Terpstra, 06-12345678."
    assert [one.kind for one in find(text)] == [Kind.NAME, Kind.PHONE]
    assert [one.kind for one in find(text, Allowed.of(["anouk terpstra"]))] == [Kind.PHONE]


PIECES = st.sampled_from(
    ["Sanne", "van der", "Bos", "06", "12345678", " ", ".", "-", "\n", "@", "geb.", "12-3-2011", "straat",
     "NL91", "ABNA", "zaak", "1234", "AB", "İ", "ß", "😀", "\u0301", "\u200f", "Ǆ", "basisschool De", "A."]
)  # fmt: skip


@settings(max_examples=60)
@given(st.text(max_size=300) | st.lists(PIECES, max_size=60).map("".join))
@example("İ" * 40)
def test_whatever_is_typed_gives_spans_in_order_without_overlap(text: str) -> None:
    found = find(text)
    last = 0
    for one in found:
        assert last <= one.start < one.end <= len(text)
        assert 0 < one.confidence <= 1
        assert one.reason
        last = one.end
    assert found == find(text)


@pytest.mark.parametrize(
    "piece",
    ["a", "A", "1", "1 ", "1-", "06 ", "a.", "a_", "A. ", "Van de ", "Sanne ", "@", "-", "geb. ", "zaak ",
     "adres ", "NL91 ", "basisschool De ", "12-3-", "a@a.", "’", "dossier a ", "woont in "],
)  # fmt: skip
def test_time_grows_with_the_length(piece: str) -> None:
    took = []
    for times in (2_000, 8_000):
        text = (piece * times)[:times]
        began = time.process_time()
        find(text)
        took.append(time.process_time() - began)
    assert took[1] < 8 * took[0] + 0.4
