"""A fragment is a function of its facts and the language, and is rendered once for the same ones."""

from dataclasses import dataclass

import pytest
from django.template import engines
from django.utils.safestring import SafeString
from django.utils.translation import override
from pytest_django import Settings

from leerkring.kit.ui import fragments
from leerkring.kit.ui.fragments import fragment


@dataclass(frozen=True, slots=True)
class Facts:
    thing: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Unhashable:
    things: list[str]


@pytest.fixture(autouse=True)
def template(monkeypatch: pytest.MonkeyPatch) -> None:
    words = '{% load i18n %}{% translate "Cancel" %}: {{ thing }} ({{ count }}){{ request }}'
    made = engines["django"].from_string(words)
    monkeypatch.setattr(fragments, "get_template", lambda _name: made)
    fragments._remembered.cache_clear()


def test_prints_the_facts_and_nothing_else() -> None:
    with override("nl"):
        assert fragment("row", Facts("<vraag>", 3)) == "Annuleer: &lt;vraag&gt; (3)"
        assert fragment("row", Facts(SafeString("<b>vraag</b>"))) == "Annuleer: <b>vraag</b> (1)"


def test_speaks_the_language_of_the_moment() -> None:
    with override("nl"):
        dutch = fragment("row", Facts("x"))
    with override("en"):
        assert fragment("row", Facts("x")) == "Cancel: x (1)" != dutch


def test_is_rendered_once_for_the_same_facts() -> None:
    assert fragment("row", Facts("x")) is fragment("row", Facts("x"))
    assert fragment("row", Facts("y")) is not fragment("row", Facts("x"))


def test_is_rendered_each_time_while_templates_are_being_written(settings: Settings) -> None:
    settings.DEBUG = True
    assert fragment("row", Facts("x")) is not fragment("row", Facts("x"))


def test_refuses_facts_that_may_change() -> None:
    with pytest.raises(TypeError):
        fragment("row", Unhashable(["x"]))
