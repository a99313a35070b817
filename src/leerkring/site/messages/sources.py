"""Which messages the interface has: read from our own source and the libraries we show."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

from leerkring.site.problem import Problem

PACKAGE = Path(__file__).resolve().parents[2]
BORROWED = Path(__file__).with_name("borrowed.toml")
TEMPLATES = {".html", ".txt"}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **{f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")},
    "gettext_noop": None,
}


class Found(NamedTuple):
    """One message in one file; `text` is (singular, plural) when it has a plural."""

    text: str | tuple[str, str]
    context: str | None
    comments: list[str]


def template_catalogue() -> Catalog:
    """Every message in use, without translations."""
    catalogue = Catalog()
    for where, found in [*_own(), *_borrowed()]:
        catalogue.add(found.text, context=found.context, locations=[(where, 1)], auto_comments=found.comments)
    return catalogue


def messages_in(path: Path) -> Iterator[Found]:
    """The messages of one Python file or template, in order."""
    text = path.read_text(encoding="utf-8")
    if path.suffix in TEMPLATES:
        text = _as_python(text, path)
    for _line, words, comments, context in extract(
        "python", BytesIO(text.encode()), KEYWORDS, ("Translators",), strip_comment_tags=True
    ):
        if isinstance(words, str):
            yield Found(words, context, comments)
        else:
            yield Found((words[0], words[1]), context, comments)


def _as_python(template: str, path: Path) -> str:
    """Django's own reading of a template; without the indentation, that means nothing in Python."""
    return re.sub(r"^[ \t]+", "", templatize(template, origin=str(path)), flags=re.MULTILINE)


def _own() -> Iterator[tuple[str, Found]]:
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py" or (path.suffix in TEMPLATES and "templates" in path.parts):
            where = path.relative_to(PACKAGE.parent).as_posix()
            yield from ((where, found) for found in messages_in(path))


def _borrowed() -> Iterator[tuple[str, Found]]:
    """Messages of libraries that we show and want in our own words."""
    for library, files in tomllib.loads(BORROWED.read_text(encoding="utf-8")).items():
        for name, wanted in files.items():
            where = f"{library}/{name}"
            yield from ((where, found) for found in _chosen(where, _home(library) / name, wanted))


def _home(library: str) -> Path:
    spec = find_spec(library)
    if spec is None or spec.origin is None:
        raise Problem(f"{BORROWED.name} names {library}, which is not installed.", "Put it right there.")
    return Path(spec.origin).parent


def _chosen(where: str, path: Path, wanted: Iterable[str]) -> list[Found]:
    """The wanted messages of a library's file; all of them when none is named."""
    if not path.exists():
        raise Problem(f"{BORROWED.name} names {where}, which is not there.", "Look what took its place.")
    there = list(messages_in(path))
    names = set(wanted) or {_singular(found) for found in there}
    gone = names - {_singular(found) for found in there}
    if gone:
        raise Problem(
            f"{where} no longer has: {'; '.join(sorted(gone))}.",
            f"Look for the new words in {BORROWED.name}.",
        )
    return [found for found in there if _singular(found) in names]


def _singular(found: Found) -> str:
    return found.text if isinstance(found.text, str) else found.text[0]
