"""Texts of kinds that were read wrongly once: short invented sentences, each with the words to be found."""

import pytest

from leerkring.kit.pii import Kind, find

NAMES = [
    ("mw. A. el-Khattabi-de Vries belde", "A. el-Khattabi-de Vries"),
    ("huisbezoek bij fam de boer aan de kade", "de boer"),
    ("geachte mevrouw Ter Haar, hierbij het verslag", "Ter Haar"),
    ("Vrijdag had ik ruzie met Van den Berg van de gemeente.", "Van den Berg"),
    ("Noteer: Van Houten, S. is verhuisd.", "Van Houten"),
    ("De collega's Khawar Choudhry en Ivet Pieper komen.", "Khawar Choudhry"),
    ("Rinda den Besten, directeur, opent de dag.", "Rinda den Besten"),
    ("Wie kan me helpen? Joke", "Joke"),
    ("ouders dorota en marek werken in de kas. ze zijn moe", "dorota"),
    ("we hebben een meisje rowan in de groep. ze praat niet", "rowan"),
    ("moeder (willeke) vindt dat niet. vader wel", "willeke"),
    ("Ik zag bij Thomás krassen op zijn armen.", "Thomás"),
    ("In de casus van Ottolien en Casper kiest niemand partij.", "Ottolien"),
    ('Casus 3: "Bo", 15, wil dat niet.', "Bo"),
    ("@Rens: kun jij erbij komen?", "Rens"),
    ("Our client, Yusuf, does not speak Dutch and he lives with his aunt.", "Yusuf"),
    ("De kliniek zegt nee. Ouders Peter en Josée zoeken verder.", "Peter"),
]
OTHERS = [
    (Kind.BIRTH, "Anna wordt 12 maart 9 jaar.", "12 maart"),
    (Kind.BIRTH, "Overdracht: Maud Schreuder (14 april '08), zwanger", "14 april '08"),
    (Kind.BIRTH, "dochter Ayaan van 23/6/2012 is bang", "23/6/2012"),
    (Kind.BIRTH, "hierbij het verslag van Feike (19/03/2014)", "19/03/2014"),
    (Kind.SCHOOL, "thuis van vmbo Het Streek", "vmbo Het Streek"),
    (Kind.SCHOOL, "Op school, De Regenboog, gooit hij.", "De Regenboog"),
    (Kind.SCHOOL, "Hij gaat naar De Piramide, groep 6.", "De Piramide"),
    (Kind.SCHOOL, "Ellen belt Terra College.", "Terra College"),
    (Kind.SCHOOL, "Hij zit op SO De Zonnehoek, 14 km verderop.", "SO De Zonnehoek"),
    (Kind.SCHOOL, "School: Calvijn. Delict: geen.", "Calvijn"),
    (Kind.CASE, "gemeld onder PL0900-2025123456", "PL0900-2025123456"),
    (Kind.CASE, "Wmo-nummer W-2025-00871", "W-2025-00871"),
    (Kind.CASE, "zaaknummer 11223344 CV EXPL 25-998", "11223344 CV EXPL 25-998"),
    (Kind.BSN, "bsn 1987.00.009 en", "1987.00.009"),
    (Kind.BIRTH, "Hij wil weg op 4 maart, zijn verjaardag.", "4 maart"),
    (Kind.HANDLE, "op discord heet hij Kero#4471", "Kero#4471"),
    (Kind.HANDLE, "haar insta: _nena.xo_.", "_nena.xo"),
    (Kind.HANDLE, "snapnaam jeffie_nextlevel is van hem", "jeffie_nextlevel"),
    (Kind.ADDRESS, "post naar Postbus 312", "Postbus 312"),
    (Kind.ADDRESS, "adres gezin: vossenweg 3", "vossenweg 3"),
]
NOBODYS = [
    "My team works with families from Ukraine. Most of the parents speak English or Russian.",
    "We are looking for an English speaking therapist. Every Monday a coach visits him.",
    "Wij werken met Stichting Al Amal, Stichting Mozaiek en Buurtteam Overvecht.",
    "Het Wilhelmina Kinderziekenhuis heeft een Spoedpoli. De inkoop gaat via Negometrix.",
    "Wij kennen Theraplay, Sensorimotor en Floorplay. Wat doet Mentalization Based Treatment?",
    "De theorie van Bowlby en het werk van Ainsworth. Hattie zegt iets anders.",
    'Lees het boek "Altijd Isabel" eens met kinderen.',
    "Mijn cliënt wil naar Den Helder. Is dat Hollands Kroon of Texel? Zij komt uit Charkiv.",
    "Besproken: 1) Beroepscode SKJ, 2) Tuchtrecht, 3) Agenda.",
    "Er is 1 kamer vrij in ons Kamertrainingscentrum. Leeftijd 16-23, wachttijd 6 weken.",
    "Artikel 7.3.11 van de Jeugdwet. (CRvB 1 mei 2017).",
    "B. Het vaststellen is aan de GGD. C. De bijlagen volgen.",
    "JSO is in 2007 en 2008 op diverse manieren betrokken (Pleegzorg Nederland, 2023).",
    "I Evidence and practice based methoden ... 5",
    "PDD-NOS en McDD staan er niet meer in. Zie de site van Sam& voor het fonds.",
    "In wijk De Hoef en in Oud-Krispijn doen zes gezinnen mee.",
    "Maar als de kinderrechter straks vraagt wat hij wil?",
    "Beste allemaal, Hierbij de agenda voor maandag 12 mei.",
    "Bij de grafiek: 2025-00871 en 2019-00463.",
    "Bel Veilig Thuis 0800-2000, 113 of de Kindertelefoon 0800-0432.",
    "ouders spreken Berbers, het meisje, Kaapverdiaans, zwijgt",
]


@pytest.mark.parametrize(("text", "words"), NAMES)
def test_a_name_is_found(text: str, words: str) -> None:
    found = [text[one.start : one.end] for one in find(text) if one.kind is Kind.NAME]
    assert any(words in one or one in words for one in found)


@pytest.mark.parametrize(("kind", "text", "words"), OTHERS)
def test_finds(kind: Kind, text: str, words: str) -> None:
    found = [text[one.start : one.end] for one in find(text) if one.kind is kind]
    assert any(words in one for one in found), found


@pytest.mark.parametrize("text", NOBODYS)
def test_leaves_alone_what_is_nobodys(text: str) -> None:
    assert [text[one.start : one.end] for one in find(text)] == []


def test_a_surname_that_is_a_theorist_is_a_person_behind_a_title() -> None:
    assert find("Wij lezen Minuchin.") == []
    assert [one.kind for one in find("Mevrouw Minuchin belde.")] == [Kind.NAME]
