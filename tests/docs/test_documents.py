"""What the documents say is so: links, commands, words on the screen, packages, records."""

import re
from pathlib import Path

import pytest
import yaml

from leerkring.site import cli, env
from tests.docs.tutorial import steps

DOCS = env.ROOT / "docs"
PAGES = sorted([*env.ROOT.glob("*.md"), *DOCS.rglob("*.md")])
RECORDS = sorted((DOCS / "decisions").glob("0*.md"))
SECTIONS = ("Context", "Decision", "Consequences")
GUIDE = sorted((DOCS / "handleiding").glob("*.md"))
FOLDERS = ("src", "tests", "docs", "assets", "scripts", "requirements")
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(env.ROOT)))

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FILE = re.compile(r"`([\w.-]+(?:/[\w.-]+)+\.(?:py|md|mjs|ts|css|csv|txt|html|toml|ini|json|po))`")
_FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)


def prose(page: Path) -> str:
    """The text of a page without its code blocks."""
    return _FENCE.sub("", page.read_text())


def anchors(page: Path) -> set[str]:
    """The names of a page's headings, as links write them."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_page
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in _LINK.findall(prose(page)):
        if re.match(r"https?:|mailto:", target):
            continue
        name, _, anchor = target.partition("#")
        place = (page.parent / name).resolve() if name else page
        assert place.exists(), f"{target} is not there"
        assert not anchor or anchor in anchors(place), f"{place.name} has no heading #{anchor}"


@pytest.fixture(scope="module")
def files() -> list[str]:
    """Every file of the project, and what the tutorial adds."""
    found = [path for name in FOLDERS for path in (env.ROOT / name).rglob("*") if path.is_file()]
    made = [step.where for step in steps() if step.verb == "create"]
    return [f"/{path.relative_to(env.ROOT).as_posix()}" for path in found] + [f"/{name}" for name in made]


@each_page
def test_every_file_that_is_named_is_there(page: Path, files: list[str]) -> None:
    for name in _FILE.findall(prose(page)):
        if name.startswith(("LEERKRING_VAR/", "locale/")):
            continue
        assert any(one.endswith(f"/{name}") for one in files), f"there is no {name}"


def test_every_page_stands_in_an_index() -> None:
    linked = {
        (index.parent / target.partition("#")[0]).resolve()
        for index in (
            DOCS / "README.md",
            DOCS / "decisions/README.md",
            DOCS / "handleiding/README.md",
            env.ROOT / "README.md",
        )
        for target in _LINK.findall(index.read_text())
    }
    pages = {page for page in PAGES if page.is_relative_to(DOCS) and page != DOCS / "README.md"}
    assert not pages - linked


def headings(page: Path, pattern: str) -> list[str]:
    return re.findall(rf"^### `{pattern}`$", page.read_text(), re.MULTILINE)


def test_every_command_has_its_heading() -> None:
    own = {path.stem for path in (env.ROOT / "src").glob("leerkring/site/**/management/commands/*.py")} - {
        "__init__"
    }
    described = headings(DOCS / "reference/commands.md", r"leerkring (\w+)")
    assert sorted(described) == sorted(own | set(cli.OURS))


def test_every_option_is_described() -> None:
    text = (DOCS / "reference/commands.md").read_text()
    for path in (env.ROOT / "src").glob("leerkring/site/**/management/commands/*.py"):
        for option in re.findall(r"\"(--[\w-]+)\"", path.read_text()):
            section = text.split(f"### `leerkring {path.stem}`")[1].split("\n### ")[0]
            assert f"- `{option}`" in section, f"{path.stem} {option}"


def test_every_make_target_has_its_heading() -> None:
    phony = re.findall(r"^\.PHONY: (.*)$", (env.ROOT / "Makefile").read_text(), re.MULTILINE)
    targets = {name for line in phony for name in line.split()}
    assert sorted(headings(DOCS / "reference/commands.md", r"make (\w+)")) == sorted(targets)


def test_every_component_is_listed() -> None:
    folder = env.ROOT / "src/leerkring/kit/ui/templates/cotton"
    there = sorted(path.stem.replace("_", "-") for path in folder.glob("*.html"))
    listed = re.findall(r"^\| `<c-([\w-]+)>`", (DOCS / "reference/components.md").read_text(), re.MULTILINE)
    assert listed == there


@pytest.fixture(scope="module")
def on_screen() -> set[str]:
    """Every Dutch text of the interface."""
    catalogue = env.ROOT / "src/leerkring/site/locale/nl/LC_MESSAGES/django.po"
    joined = re.sub(r'"\n"', "", catalogue.read_text())
    return set(re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', joined, re.MULTILINE))


@pytest.mark.parametrize("page", GUIDE, ids=lambda path: path.name)
def test_the_guide_quotes_the_screen(page: Path, on_screen: set[str]) -> None:
    quoted = {" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", page.read_text(), re.DOTALL)}
    assert not quoted - on_screen


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.name)
def test_every_decision_has_its_sections(record: Path) -> None:
    text = record.read_text()
    number = int(record.name[:4])
    assert text.startswith(f"# {number}. "), "the title starts with the record's number"
    sections = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert [one for one in sections if one in SECTIONS] == list(SECTIONS)


def test_decisions_are_numbered_without_gaps_and_listed_by_their_titles() -> None:
    assert [int(record.name[:4]) for record in RECORDS] == list(range(1, len(RECORDS) + 1))
    listed = re.findall(
        r"^(\d+)\. \[(.*)\]\((.*)\)$", (DOCS / "decisions/README.md").read_text(), re.MULTILINE
    )
    for record, (number, title, name) in zip(RECORDS, listed, strict=True):
        assert (record.name, record.read_text().splitlines()[0]) == (name, f"# {number}. {title}")


def test_every_package_is_argued_for() -> None:
    text = (DOCS / "decisions/0012-dependencies.md").read_text()
    run, test = (_packages(env.ROOT / "requirements" / name) for name in ("run.in", "test.in"))
    argued = {
        name for row in re.findall(r"^\| ([a-z].*?) \|", text, re.MULTILINE) for name in row.split(", ")
    }
    assert argued == run
    for name in test:
        assert re.search(rf"\b{re.escape(name.removeprefix('pytest-'))}\b", text), (
            f"{name} is not on the page"
        )


def _packages(path: Path) -> set[str]:
    lines = [line.strip() for line in path.read_text().splitlines() if line[:1].isalpha()]
    return {re.split(r"[\[<>=~ ]", line)[0] for line in lines}


def test_publiccode_has_what_the_standard_asks() -> None:
    facts = yaml.safe_load((env.ROOT / "publiccode.yml").read_text())
    assert facts["publiccodeYmlVersion"] == "0.4"
    asked = {"name", "url", "platforms", "categories", "developmentStatus", "softwareType", "description"}
    assert asked | {"legal", "maintenance", "localisation"} <= set(facts)
    assert facts["legal"]["license"] == "EUPL-1.2"
    assert facts["maintenance"]["contacts"][0]["name"]
    assert facts["localisation"]["localisationReady"] is True
    assert set(facts["description"]) == set(facts["localisation"]["availableLanguages"])
    for words in facts["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]


def test_publiccode_names_this_version_and_these_languages(settings: object) -> None:
    facts = yaml.safe_load((env.ROOT / "publiccode.yml").read_text())
    project = (env.ROOT / "pyproject.toml").read_text()
    assert f'version = "{facts["softwareVersion"]}"' in project
    languages = [code for code, _name in settings.LANGUAGES]  # type: ignore[attr-defined]
    assert facts["localisation"]["availableLanguages"] == languages


def test_the_licence_is_whole() -> None:
    text = (env.ROOT / "LICENSE").read_text()
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    assert re.findall(r"^## (\d+)\.", text, re.MULTILINE) == [str(number) for number in range(1, 16)]
    assert text.rstrip().endswith("EUPL version.")


def test_pictures_are_light_and_used() -> None:
    text = "".join(page.read_text() for page in PAGES)
    for picture in (DOCS / "pictures").iterdir():
        assert picture.suffix == ".png"
        assert picture.stat().st_size < 250_000
        assert f"pictures/{picture.name})" in text
