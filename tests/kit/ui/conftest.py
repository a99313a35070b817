from collections.abc import Callable
from typing import Any

import pytest
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler

Render = Callable[..., str]


@pytest.fixture
def render() -> Render:
    """Render a piece of template, components included, as a page would."""

    def _render(source: str, **context: Any) -> str:
        compiler = CottonCompiler()  # type: ignore[no-untyped-call]
        compiled = compiler.process("{% load ui i18n %}" + source)
        return Template(compiled).render(Context(context))

    return _render
