"""Word lists in compact tries, mapped from files: what takes deduce 1.1 GB takes some tens of MB here.

`Compact` is deduce with its own annotators and lists; only the structures in which it looks words up are
replaced. A test holds what it finds against what unchanged deduce found.
"""

import importlib.metadata
import json
import logging
import warnings
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import marisa_trie

if TYPE_CHECKING:
    from deduce import Deduce

CACHE = Path(__file__).resolve().parents[4] / "build" / "pii"
DATA = Path(__file__).parent / "data"
TRIES = (
    "first_name",
    "surname",
    "street",
    "placename",
    "hospital",
    "healthcare_institution",
    "eponymous_disease",
)
LEXICON = ("words", "english", "first", "last", "places", "villages", "streets")
OWN = ("first_names", "places", "surnames", "words")  # what our own lists are made of
BETWEEN = "\x1f"
# Another number when the build makes something else of the same lists.
_MADE = "1"


def quietly_import_deduce() -> Any:
    """The module; importing it must change neither where logs go nor which warnings are seen."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import deduce.lookup_structs

        root.handlers[:], root.level = handlers, level
        return deduce


@lru_cache
def folder(part: str) -> Path:
    """Where the structures for these very packages and lists stand. `part` is `deduce` or `own`."""
    digest = sha256(_MADE.encode())
    packages = (
        "deduce",
        "docdeid",
        "marisa-trie",
        *(("simplemma", "compound-split") if part == "own" else ()),
    )
    for package in packages:
        digest.update(f"{package} {importlib.metadata.version(package)}\n".encode())
    own = [DATA / f"{name}.txt" for name in OWN]
    for path in (
        (Path(__file__).with_name("lists.py"), Path(__file__).with_name("shape.py"), *own)
        if part == "own"
        else ()
    ):
        digest.update(path.read_bytes())
    return CACHE / f"{part}-{digest.hexdigest()[:16]}"


def ready(part: str) -> Path:
    """The folder of the structures, which are made first when they are not there."""
    if not folder(part).exists():
        from leerkring.kit.pii.build import build

        logging.getLogger(__name__).warning(
            "Building the word lists of the privacy guard; this takes a minute."
        )
        build()
    return folder(part)


@lru_cache
def lexicon(name: str) -> marisa_trie.Trie:
    """One of our own lists, in lower case, mapped into memory."""
    found = marisa_trie.Trie()
    found.mmap(str(ready("own") / f"{name}.marisa"))
    return found


@lru_cache(1)
def compact() -> "Deduce":
    """Deduce behind compact tries."""
    from leerkring.kit.pii.compact import Compact

    return Compact(ready("deduce"))


def sets() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((ready("deduce") / "sets.json").read_text())
    return found
