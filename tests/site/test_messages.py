"""The words of the interface: gathered completely, translated well, and the only words on a page."""

import os
import re
import shutil
from pathlib import Path
from textwrap import dedent

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.apps import apps
from django.conf import settings
from django.db.models import CharField, TextField
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import Settings

from leerkring.services.notifications.models import OutgoingMail
from leerkring.site.demo.personas import PERSONAS
from leerkring.site.messages import catalogues
from leerkring.site.messages.faults import faults
from leerkring.site.messages.sources import messages_in, template_catalogue
from leerkring.site.routes import every_route
from tests.architecture.walking import make_walk
from tests.site.marked import marked_catalogue, outside_marks, unmarked
from tests.world import World

LANGUAGES = ("nl", "en")


@pytest.fixture(scope="module")
def template() -> Catalog:
    return template_catalogue()


@pytest.fixture
def copied(settings: Settings, tmp_path: Path) -> Path:
    """A copy of the catalogues, to change."""
    shutil.copytree(settings.LOCALE_PATHS[0], tmp_path / "locale", ignore=shutil.ignore_patterns("*.mo"))
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return tmp_path / "locale"


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_complete_and_in_line_with_the_source(language: str, template: Catalog) -> None:
    assert faults(catalogues.read(language), template, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_extract_changes_nothing_when_no_word_changed(language: str, template: Catalog, copied: Path) -> None:
    path = catalogues.path_of(language)
    before = path.read_text()
    assert catalogues.update(language, template) == 0
    assert path.read_text() == before


def test_extract_adds_new_messages_and_drops_old_ones(copied: Path) -> None:
    template = Catalog()
    template.add("A wholly new sentence.")
    template.add(("One thing", "%(n)s things"))
    assert catalogues.update("nl", template) == 2
    assert catalogues.update("en", template) == 0
    assert "obsolete" not in catalogues.path_of("nl").read_text()
    english = catalogues.read("en")
    assert len(english) == 2
    assert english["One thing"].string == ("One thing", "%(n)s things")


def test_extract_asks_for_new_words_when_a_plural_changed(copied: Path) -> None:
    before, after = Catalog(), Catalog()
    before.add(("One question", "%(n)s questions"))
    after.add(("One question", "%(number)s questions"))
    for language, missing in (("nl", 1), ("en", 0)):
        catalogues.update(language, before)
        assert catalogues.update(language, after) == missing
    changed = ("One question", "%(number)s questions")
    assert catalogues.read("en")["One question"].string == changed


def test_compile_makes_what_is_older_than_its_source(copied: Path) -> None:
    assert {path.parent.parent.name for path in catalogues.compile_changed()} == set(LANGUAGES)
    assert catalogues.compile_changed() == []
    newer = catalogues.path_of("nl").with_suffix(".mo").stat().st_mtime + 10
    os.utime(catalogues.path_of("nl"), (newer, newer))
    assert [path.parent.parent.name for path in catalogues.compile_changed()] == ["nl"]


def test_reads_messages_wherever_they_stand_in_a_template(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        dedent(
            """\
            {% load i18n %}
                <c-card heading="{% translate 'In an attribute' %}" label="{{ _('In a filter')|lower }}">
              <a title="{% translate "Twice quoted" as x %}">it's {{ x|default:_("As a default") }}</a>
                  {% translate "May" context "month" %}
            {% blocktranslate trimmed count n=people|length %}
              {{ n }} person
            {% plural %}
              {{ n }} people
            {% endblocktranslate %}
            {% include "x.html" with heading=_("As an argument") %}
            {% comment %}{% translate "Not used" %}{% endcomment %}
            """
        )
    )
    found = {(one.text, one.context) for one in messages_in(page)}
    assert found == {
        ("In an attribute", None),
        ("In a filter", None),
        ("Twice quoted", None),
        ("As a default", None),
        ("May", "month"),
        (("%(n)s person", "%(n)s people"), None),
        ("As an argument", None),
    }


def test_reads_messages_in_python(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text(
        "a = _('Plain ' 'and split'); b = ngettext_lazy('one', 'many', 'n')\n"
        "c = pgettext_lazy('x', 'y'); d = '_(no)'"
    )
    assert [(one.text, one.context) for one in messages_in(code)] == [
        ("Plain and split", None),
        (("one", "many"), None),
        ("y", "x"),
    ]


@pytest.mark.parametrize(
    ("source", "words", "fault"),
    [
        ("Save", "", "not translated"),
        ("Hello %(name)s", "Hallo %(naam)s", "other placeholders"),
        ("Hello <b>you</b>", "Hallo jij", "other HTML tags"),
        ("Save\n", "Bewaar", "other line breaks at the ends"),
        (("%(n)s question", "%(n)s questions"), ("%(n)s vraag", "vragen"), "other placeholders"),
        (("%(n)s question", "%(n)s questions"), ("%(n)s vraag", ""), "not translated"),
        (("One question", "%(n)s questions"), ("%(n)s vraag",), "wrong number of plural forms"),
        ("Well done", "Goed gedaan!", "an exclamation mark"),
        ("Your name", "Uw naam", "“u” instead of “je”"),
        ("Themes", "Thema's", "a straight apostrophe"),
    ],
)
def test_finds_the_fault(source: str, words: str, fault: str) -> None:
    catalogue, template = Catalog(locale="nl"), Catalog()
    template.add(source)
    catalogue.add(source, words)
    assert [one.partition(":")[0] for one in faults(catalogue, template, "nl")] == [fault]


def test_finds_what_is_fuzzy_missing_or_left_over() -> None:
    catalogue, template = Catalog(locale="nl"), Catalog()
    template.add("New")
    template.add("Unsure")
    template.add(("Thing", "Things"))
    catalogue.add("Unsure", "Onzeker", flags=["fuzzy"])
    catalogue.add("Thing", "Ding")
    catalogue.add("Old", "Oud")
    assert {one.partition(":")[0] for one in faults(catalogue, template, "nl")} == {
        "not in the catalogue",
        "no longer used",
        "fuzzy",
    }
    assert "not in the catalogue: “Thing”" in faults(catalogue, template, "nl")


def test_speaks_the_language_that_was_chosen(copied: Path, db: None) -> None:
    catalogues.compile_changed()
    browser = Client()
    dutch, english = "Stel een vraag", "Ask a question"
    for language, words, others in (("nl", dutch, english), ("en", english, dutch), ("nl", dutch, english)):
        browser.post(reverse("set_language"), {"language": language, "next": "/"})
        page = browser.get("/vragen/").content.decode()
        assert f'lang="{language}"' in page
        assert words in page
        assert others not in page


@pytest.fixture
def marked(copied: Path) -> None:
    """Dutch in which every message stands between marks."""
    with (copied / "nl/LC_MESSAGES/django.mo").open("wb") as file:
        write_mo(file, marked_catalogue(catalogues.path_of("nl")))


def _content() -> str:
    """Everything that people wrote or that is a name: it may stand on a page as it is."""
    known = ["Leerkring", settings.SITE_URL, *(one.name for one in PERSONAS)]
    known += [one.name for one in settings.OPENID_PROVIDERS]
    for model in apps.get_models():
        fields = [one.name for one in model._meta.fields if isinstance(one, CharField | TextField)]
        for row in model._default_manager.values_list(*fields) if fields else ():
            known += [strip_tags(str(value)) for value in row if value]
    return " " + " ".join(" ".join(known).split()) + " "


def _foreign(pieces: list[str], content: str) -> set[str]:
    """What is neither message nor content, nor the initials in a picture of somebody."""
    parts = {part.strip(" –·,()…:.-") for piece in pieces for part in re.split(" [–·] |, ", piece)}
    parts = {part.removeprefix(settings.SITE_URL) if "/" in part else part for part in parts}
    return {part for part in parts if len(part) > 2 and part not in content and part[0] != "/"}


def test_no_page_says_anything_past_the_catalogue(marked: None, world: World) -> None:
    walk, content = make_walk(world), _content()
    found: dict[str, set[str]] = {}
    for route in every_route():
        if route.name in ("gallery", "ui:gallery"):
            continue
        url = walk.url(route, "members" if "members" in walk.scopes(route) else "public")
        for role in ("visitor", "member", "facilitator"):
            for method in {"GET", "POST"} & set(route.methods):
                response = walk.ask(role, method, url)
                if response.get("Content-Type", "").startswith("text/html"):
                    foreign = _foreign(unmarked(response.content.decode()), content)
                    if foreign:
                        found.setdefault(f"{method} {url}", set()).update(foreign)
    assert found == {}


@pytest.mark.parametrize("name", ["member", "new"])
@pytest.mark.parametrize("door", ["account_login", "account_signup"])
def test_no_mail_says_anything_past_the_catalogue(name: str, door: str, marked: None, world: World) -> None:
    browser = Client()
    page = browser.get(reverse(door)).content.decode()
    form = re.search(r'action="([^"]+)" class="form".+?type="email" name="(\w+)"', page, re.DOTALL)
    assert form, page
    browser.post(form[1], {form[2]: f"{name}@example.org"})
    mail = OutgoingMail.objects.latest("pk")
    pieces = [piece for text in (mail.subject, mail.text) for piece in outside_marks(text)]
    assert {one for one in pieces if not one.startswith("http") and not one.isupper()} == set()
    assert _foreign(unmarked(mail.html), _content()) == set()


def test_finds_what_stands_outside_the_marks() -> None:
    page = (
        "<p>⟦one <b>Noor</b> said⟧ loose</p><b lang=en>English</b>"
        '<a title="not ⟦this⟧">⟦two ⟦days⟧ ago⟧</a><script>let x</script>'
    )
    assert unmarked(page) == ["loose", "not"]
