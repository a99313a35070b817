"""Files of at most 300 lines, functions of 40, views of 20; docstrings do not count for functions."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from leerkring.site import env

FILE, FUNCTION, VIEW = 300, 40, 20
SOURCE = env.ROOT / "src"
FILES = [
    path
    for path in (*SOURCE.rglob("*.py"), *(env.ROOT / "tests").rglob("*.py"))
    if "migrations" not in path.parts
]


def functions(source: str) -> Iterator[tuple[ast.FunctionDef, int]]:
    """Every function with the number of lines of its body."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            yield node, (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def is_view(node: ast.FunctionDef) -> bool:
    return any(
        isinstance(one, ast.Call) and getattr(one.func, "id", "") == "access" for one in node.decorator_list
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(env.ROOT)))
def test_stays_under_the_ceilings(path: Path) -> None:
    source = path.read_text()
    lines = len(source.splitlines())
    assert lines <= FILE, f"{lines} lines: make it a package of the same name"
    if not path.is_relative_to(SOURCE):
        return
    for node, length in functions(source):
        if node.name == "decorate":
            continue
        most = VIEW if is_view(node) else FUNCTION
        assert length <= most, (
            f"{node.name} has {length} lines, {most} is the ceiling: split it, or move work to an action"
        )


def test_counts_lines_without_the_docstring() -> None:
    source = 'def one():\n    """Two\n    lines."""\n    a = 1\n    return a\n'
    assert [(node.name, length) for node, length in functions(source)] == [("one", 2)]
    assert is_view(next(functions('@access("public")\ndef page(request):\n    return 1'))[0])
