"""Make the compact word lists of the guard: `python -m leerkring.kit.pii.build`. Done once, at the set-up."""

import fcntl
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import marisa_trie

import leerkring.kit.pii.lookup as lookup
from leerkring.kit.pii.lists import own_lists


def build() -> None:
    """Make what is missing, once however many ask at the same time; older structures go."""
    lookup.CACHE.mkdir(parents=True, exist_ok=True)
    with (lookup.CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = {lookup.folder("deduce"): _deduce_lists, lookup.folder("own"): own_lists}
        for one in lookup.CACHE.iterdir():
            if one.is_dir() and one not in wanted:
                shutil.rmtree(one)
        for target, make in wanted.items():
            if not target.exists():
                made = Path(tempfile.mkdtemp(dir=lookup.CACHE))
                make(made)
                made.chmod(0o755)
                made.rename(target)


def _deduce_lists(made: Path) -> None:
    """Deduce's own lists, by deduce's own loaders; only what they put the words into is ours."""
    deduce = lookup.quietly_import_deduce()
    structs = deduce.lookup_structs
    tokenizer = deduce.deduce.Deduce._initialize_tokenizer(deduce.deduce._LOOKUP_LIST_PATH)
    with ExitStack() as stack:
        stack.enter_context(patch.object(structs, "apply_transform", _transformed))
        stack.enter_context(patch("deduce.lookup_struct_loader.lookup_set_to_trie", lambda found, _: found))
        raw = structs.load_raw_itemsets(deduce.deduce._LOOKUP_LIST_PATH, structs.all_lists)
        kept = {name: sorted(raw[name]) for name in ("initial", "interfix_surname")}
        for name, load in structs._LOOKUP_SET_LOADERS.items():
            kept[name] = sorted(load(raw).items())
        for name, load in structs._LOOKUP_TRIE_LOADERS.items():
            found = load(raw, tokenizer)
            _write_sequences(made / f"{name}.marisa", _sequences(found.items(), tokenizer))
    (made / "sets.json").write_text(json.dumps(kept))


def _sequences(items: Iterable[str], tokenizer: Any) -> Iterator[list[str]]:
    """The words of each item as deduce's tokenizer makes them, a quicker way where nothing can be joined."""
    joins, pattern = tokenizer._start_words, tokenizer._pattern
    for item in items:
        words = pattern.findall(item)
        if not joins.isdisjoint(words):
            words = [token.text for token in tokenizer.tokenize(item)]
        if words:
            yield words


def _write_sequences(path: Path, sequences: Iterable[list[str]]) -> None:
    most = 0

    def keys() -> Iterator[str]:
        nonlocal most
        for words in sequences:
            most = max(most, len(words))
            yield lookup.BETWEEN.join(words) + lookup.BETWEEN

    marisa_trie.Trie(keys()).save(str(path))
    path.with_suffix(".most").write_text(str(most))


def _transformed(items: set[str], config: dict[str, Any]) -> set[str]:
    """deduce's apply_transform; items that none of the patterns meets are passed over at once."""
    from deduce.utils import str_variations

    for transform in config.get("transforms", {}).values():
        meets = re.compile("|".join(f"(?:{pattern})" for pattern in transform)).search
        added: list[str] = []
        for item in items:
            if meets(item):
                added += str_variations(item, transform)
        items.update(added)
    return {one.strip() for one in items} if config.get("strip_lines", True) else items


if __name__ == "__main__":
    build()
