"""A general dictionary: every form that it knows, with its lemma. Mapped from a file that is made once:
the package's own way takes 40 MB and half a second in each process."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import marisa_trie

from leerkring.kit.prepared import prepared

PACKAGES = ("simplemma", "marisa-trie")
_VERSION = "1"


class Dictionary:
    """Of a mapping, what looking words up needs."""

    def __init__(self, path: Path) -> None:
        self._trie = marisa_trie.BytesTrie()
        self._trie.mmap(str(path))

    def __contains__(self, form: str) -> bool:
        return form in self._trie

    def get(self, form: str, otherwise: str) -> str:
        found = self._trie.get(form)
        return found[0].decode() if found else otherwise


@cache
def dictionary() -> Dictionary:
    return Dictionary(folder() / "nl.marisa")


def folder() -> Path:
    return prepared("dictionary", _VERSION, PACKAGES, _write)


def _write(made: Path) -> None:
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    known: Mapping[str, str] = DefaultDictionaryFactory().get_dictionary("nl")
    marisa_trie.BytesTrie((form, lemma.encode()) for form, lemma in known.items()).save(
        str(made / "nl.marisa")
    )
