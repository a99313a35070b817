"""Invented case notes with every form that deduce looks for; the same ones at every call."""

import random
from importlib import resources

LISTS = {
    "first": "names/lst_first_name",
    "last": "names/lst_surname",
    "with_interfix": "names/lst_interfix_surname",
    "interfix": "names/lst_interfix",
    "prefix": "names/lst_prefix",
    "place": "locations/lst_placename/lst_residence",
    "street": "locations/lst_street",
    "hospital": "institutions/lst_hospital",
    "practice": "institutions/lst_healthcare_institution",
    "disease": "whitelist/lst_eponymous_disease",
    "term": "whitelist/lst_medical_term",
    "word": "whitelist/lst_common_word",
}
SENTENCES = (
    "Gesprek met {first} {last} over de week.",
    "{prefix} {last} belt terug; {first} is ziek.",
    "{prefix} {interfix} {with_interfix} komt uit {place}.",
    "{initial}. {last} en {initial}.{initial}. {interfix} {last}",
    "Vader {first} woont aan {street} {number} in {place}.",
    "Adres: {street} {number}{letter}, {postcode} {place}",
    "Verwezen naar {hospital} ({place}) wegens {disease}.",
    "{practice} vraagt om {term} bij {first}.",
    "{first}-{first} {interfix} {last}-{last} was er {date}.",
    "Op {date} en {date2} sprak ik {first}.",
    "{last}, {first} ({age} jaar) belt {phone}.",
    "mail: {first}.{last}@voorbeeld.nl of www.voorbeeld.nl/{word}",
    "BSN 111222333, nummer {many}, postbus {number}.",
    "de {word} van {first} en de {word} van {place}",
    "{first} {first} {interfix} {last} {word} {word}\n- {hospital}\n- {street}",
    "Dr. {last}\tarts\n\n{prefix} {initial} {last}",
    "{first}{last} {place}{word}",
    "‘{first}’ zei {word}: “{last}!” ({place})",
    "{STREET} {number}, {PLACE}; {LAST} {word}",
    "ziekte van {disease} bij {age}-jarige uit {place}, dhr. {last}",
)


def texts(how_many: int) -> list[str]:
    """Texts of one to six sentences."""
    choose = random.Random(11)  # noqa: S311
    items = {name: _items(folder) for name, folder in LISTS.items()}
    return [
        " ".join(_filled(choose.choice(SENTENCES), items, choose) for _ in range(choose.randint(1, 6)))
        for _ in range(how_many)
    ]


def _items(folder: str) -> list[str]:
    source = resources.files("deduce.data.lookup.src").joinpath(folder, "items.txt")
    return sorted({line.strip() for line in source.read_text(encoding="utf-8").splitlines() if line.strip()})


def _filled(sentence: str, items: dict[str, list[str]], choose: random.Random) -> str:
    one = {name: choose.choice(found) for name, found in items.items()}
    day, month, year = choose.randint(1, 28), choose.randint(1, 12), choose.randint(1950, 2024)
    return sentence.format(
        **one,
        **{name.upper(): one[name].upper() for name in ("street", "place", "last")},
        number=choose.randint(1, 400),
        letter=choose.choice(["", "a", "B", " c"]),
        postcode=f"{choose.randint(1000, 9999)}{choose.choice(['', ' '])}"
        + choose.choice(["AB", "KD", "mg", "XZ"]),
        date=f"{day}-{month}-{year}",
        date2=f"{day} {choose.choice(['mei', 'januari', 'Sept', 'dec'])} {year}",
        initial=choose.choice("ABCDEFGHJKLMNPRSTVWZ"),
        age=choose.randint(1, 99),
        phone=choose.choice(["06-12345678", "0570 123456", "+31 6 12345678", "(038) 4221100"]),
        many=choose.randint(10**6, 10**8),
    )
