"""The contracts of importlinter.ini hold, each of them bites, and their blind spots are closed."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import Field

from leerkring.site import env

SOURCE = env.ROOT / "src" / "leerkring"
FLOORS = ("kit", "core", "services", "domains", "site")

BREAKS = {
    "Floors: import downwards only": [
        ("kit.text", "core.people.models"),
        ("core.people.models", "services.discussion.models"),
        ("services.discussion.queries", "domains.community.queries"),
        ("domains.community.queries", "site.routes"),
    ],
    "Rooms never import each other": [("domains.meetings.views", "domains.community.queries")],
    "Core has one order": [
        ("core.people.models", "core.spaces.models"),
        ("core.spaces.rules", "core.entries.models"),
        ("core.regions.queries", "core.events.record"),
    ],
    "Services stand side by side": [
        ("services.discussion.rules", "services.notifications.queries"),
        ("services.notifications.rules", "services.discussion.queries"),
    ],
    "Inside a room: ": [
        ("domains.community.models", "domains.community.queries"),
        ("domains.community.queries", "domains.community.rules"),
        ("services.discussion.rules", "services.discussion.actions"),
        ("core.spaces.actions", "core.spaces.forms"),
        ("core.spaces.forms", "core.spaces.manifest"),
        ("services.notifications.forms", "services.notifications.views"),
    ],
    "Views ask queries and run actions": [
        ("domains.community.views", "domains.community.models"),
        ("services.discussion.views", "services.discussion.models"),
        ("core.spaces.views", "core.spaces.models"),
    ],
    "Event rows are written by core.events": [
        ("domains.community.actions", "core.events.models"),
        ("services.discussion.actions", "core.events.models"),
    ],
    "Only actions record what happened": [
        ("domains.community.views", "core.events.record"),
        ("services.discussion.queries", "core.events.record"),
    ],
}
"""Contract -> imports that it forbids, each written into a copy of the product, inside a function."""


def _lint(folder: Path) -> str:
    """What import-linter says about the package in this folder."""
    run = "from importlinter.cli import lint_imports_command as run; run()"
    options = ["--config", str(env.ROOT / "importlinter.ini"), "--no-cache", "--no-logo"]
    done = subprocess.run(
        [sys.executable, "-c", run, *options],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "COLUMNS": "400"},
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr


def _copy(folder: Path) -> Path:
    skip = shutil.ignore_patterns("static", "templates", "data", "locale", "__pycache__")
    return Path(shutil.copytree(SOURCE, folder / "leerkring", ignore=skip))


def test_every_contract_holds() -> None:
    said = _lint(SOURCE.parent)
    assert " 0 broken." in said, said


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said about each contract when all of them are broken at once."""
    copy = _copy(tmp_path_factory.mktemp("copy"))
    for importer, imported in [pair for pairs in BREAKS.values() for pair in pairs]:
        path = copy / f"{importer.replace('.', '/')}.py"
        path.parent.mkdir(exist_ok=True)
        (path.parent / "__init__.py").touch()
        before = path.read_text() if path.exists() else ""
        path.write_text(f"{before}\n\ndef late():\n    import leerkring.{imported}\n")
    said = _lint(copy.parent).partition("Broken contracts")[2]
    parts = re.split(r"\n([^\n]+)\n-{5,}\n", said)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("contract", BREAKS)
def test_a_contract_bites(broken: dict[str, str], contract: str) -> None:
    said = next((text for name, text in broken.items() if name.startswith(contract)), "")
    for importer, imported in BREAKS[contract]:
        assert f"leerkring.{importer} -> leerkring.{imported}" in said, said


@pytest.mark.parametrize(
    "place", ["attic/__init__.py", "core/calendar/__init__.py", "services/gossip/__init__.py"]
)
def test_a_new_place_needs_its_layer(tmp_path: Path, place: str) -> None:
    path = _copy(tmp_path) / place
    path.parent.mkdir()
    path.touch()
    assert path.parent.name in _lint(tmp_path)


def _floor(module: str) -> int:
    """Height in the house, with core's own order; -1 for a library."""
    parts = module.split(".")
    if parts[0] != "leerkring":
        return -1
    core = ("regions", "events", "people", "spaces", "entries")
    return FLOORS.index(parts[1]) * 10 + (core.index(parts[2]) if parts[1] == "core" else 0)


def string_references(source: str) -> list[str]:
    """The first argument of every relation field in `source`, where it is text."""
    names = {"ForeignKey", "OneToOneField", "ManyToManyField"}
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    found = []
    for call in calls:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        to = [*call.args[:1], *(word.value for word in call.keywords if word.arg in ("to", "through"))]
        if name in names:
            found += [one.value for one in to if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return found


def test_string_foreign_keys_only_to_oneself() -> None:
    """An import contract cannot see "people.Person"; write the class, AUTH_USER_MODEL or "self"."""
    for path in SOURCE.rglob("*.py"):
        if "migrations" not in path.parts:
            assert not [one for one in string_references(path.read_text()) if "." in one], path


def test_every_relation_goes_down() -> None:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, Field) and field.is_relation and isinstance(field.related_model, type):
                to = field.related_model
                down = _floor(to.__module__) <= _floor(model.__module__)
                own_user = to._meta.label == settings.AUTH_USER_MODEL
                if model.__module__.startswith("leerkring."):
                    assert down or own_user, f"{model._meta.label}.{field.name} looks up to {to._meta.label}"


def test_finds_a_string_foreign_key() -> None:
    assert string_references('x = models.ForeignKey("spaces.Space", on_delete=1)') == ["spaces.Space"]
    assert string_references('x = models.ManyToManyField(to="spaces.Space")') == ["spaces.Space"]


def database_uses(source: str) -> list[str]:
    """What a module takes from django.db, and what it asks of a model's manager."""
    tree = ast.parse(source)
    found = [one.module for one in ast.walk(tree) if isinstance(one, ast.ImportFrom) and one.module]
    found += [name.name for one in ast.walk(tree) if isinstance(one, ast.Import) for name in one.names]
    managers = [
        f".{one.attr}" for one in ast.walk(tree) if isinstance(one, ast.Attribute) and one.attr == "objects"
    ]
    return [one for one in found if one == "django.db" or one.startswith("django.db.")] + managers


VIEWS = [path for path in SOURCE.rglob("views.py") if "demo" not in path.parts]


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: str(path.relative_to(SOURCE)))
def test_views_leave_the_database_alone(path: Path) -> None:
    """Reads belong in queries.py, where the viewer is the first argument; writes in actions.py."""
    assert database_uses(path.read_text()) == []


def test_finds_the_database_in_a_view() -> None:
    assert database_uses("from django.db.models import Q\nx = Entry.objects.get(pk=1)") == [
        "django.db.models",
        ".objects",
    ]
    assert database_uses("import django.db") == ["django.db"]


def test_events_are_written_by_record_alone() -> None:
    """`Event(...)` and writing managers stand in core.events.record and the demo's loader only."""
    allowed = {SOURCE / "core/events/record.py", SOURCE / "site/demo/news.py"}
    for path in set(SOURCE.rglob("*.py")) - allowed:
        text = path.read_text()
        for writing in (
            "Event(",
            "Event.objects.create",
            "Event.objects.bulk_create",
            "Event.objects.update",
        ):
            at = text.find(writing)
            assert at < 0 or text[at - 6 : at] == "class " or text[at - 1].isalnum(), f"{path}: {writing}"


def test_modules_never_import_in_circles() -> None:
    """At module level; an import inside a function is caught by the contracts."""
    graph = {_name(path): _imports(path) for path in SOURCE.rglob("*.py") if "migrations" not in path.parts}
    graph = {name: {one for one in to if one in graph and one != name} for name, to in graph.items()}
    circle = _circle(graph)
    assert not circle, " > ".join(circle)


def _name(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def _circle(graph: dict[str, set[str]]) -> list[str]:
    """One circle of modules, or nothing: take away what imports nothing until only circles are left."""
    left = {name: set(to) for name, to in graph.items()}
    while free := {name for name, to in left.items() if not to}:
        left = {name: to - free for name, to in left.items() if name not in free}
    if not left:
        return []
    path = [next(iter(sorted(left)))]
    while path.count(path[-1]) < 2:
        path.append(min(left[path[-1]]))
    return path[path.index(path[-1]) :]


def test_finds_a_circle() -> None:
    assert _circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["b", "c", "b"]
    assert _circle({"a": {"b"}, "b": set()}) == []


def test_migrations_are_complete(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True)
