"""Deduce with tries that are mapped from files. Import it through `lookup.compact`."""

from pathlib import Path
from typing import Any

import docdeid as dd
import marisa_trie

import leerkring.kit.pii.lookup as lookup

deduce = lookup.quietly_import_deduce()
from deduce.deduce import Deduce, _DeduceProcessorLoader  # noqa: E402


class CompactTrie(dd.ds.LookupTrie):
    """docdeid's LookupTrie: sequences of words, each ended by a separator, in one marisa trie."""

    def __init__(self, path: Path, lower: bool) -> None:
        super().__init__([dd.str.LowercaseString()] if lower else None)
        self._lower = lower
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(path))
        self._most = int(path.with_suffix(".most").read_text())

    def add_item(self, _item: list[str]) -> None:
        raise TypeError("A compact trie is made at once, by the build.")

    def __contains__(self, item: object) -> bool:
        return isinstance(item, list) and self._joined(item) in self._trie

    def longest_matching_prefix(self, item: list[str], start_i: int = 0) -> list[str] | None:
        words = item[start_i : start_i + self._most]
        found = self._trie.prefixes(self._joined(words))
        if not found:
            return None
        return (words if not self._lower else [one.lower() for one in words])[
            : found[-1].count(lookup.BETWEEN)
        ]

    def _joined(self, words: list[str]) -> str:
        whole = lookup.BETWEEN.join(words) + lookup.BETWEEN
        return whole.lower() if self._lower else whole


class CompactLookupAnnotator(dd.process.MultiTokenLookupAnnotator):
    """docdeid's annotator, which asks the trie about every word instead of keeping all first words."""

    def __init__(self, trie: CompactTrie, overlapping: bool = False, **named: Any) -> None:
        super().__init__(trie=trie, overlapping=overlapping, **named)

    def annotate(self, doc: dd.Document) -> list[dd.Annotation]:
        tokens = doc.get_tokens()
        texts = [token.text for token in tokens]
        annotations, least = [], 0
        for index in range(len(texts)):
            if index < least:
                continue
            found = self._trie.longest_matching_prefix(texts, start_i=index)
            if found is None:
                continue
            first, last = tokens[index], tokens[index + len(found) - 1]
            annotations.append(
                dd.Annotation(
                    text=doc.text[first.start_char : last.end_char],
                    start_char=first.start_char,
                    end_char=last.end_char,
                    start_token=first,
                    end_token=last,
                    tag=self.tag,
                    priority=self.priority,
                )
            )
            if not self.overlapping:
                least = index + len(found)
        return annotations


class _Loader(_DeduceProcessorLoader):
    @staticmethod
    def _get_multi_token_annotator(args: dict[str, Any], extras: dict[str, Any]) -> dd.process.Annotator:
        kept = {key: value for key, value in args.items() if key != "lookup_values"}
        return CompactLookupAnnotator(extras["ds"][args["lookup_values"]], **kept)


class Compact(Deduce):
    """Deduce, with its own settings, tokenizer, lists and annotators."""

    def __init__(self, folder: Path) -> None:
        dd.DocDeid.__init__(self)
        self.config = self._initialize_config()
        self.lookup_data_path = deduce.deduce._LOOKUP_LIST_PATH
        self.tokenizers = {"default": self._initialize_tokenizer(self.lookup_data_path)}
        self.lookup_structs = dd.ds.DsCollection()
        for name, items in lookup.sets().items():
            lower = name == "whitelist"
            self.lookup_structs[name] = dd.ds.LookupSet([dd.str.LowercaseString()] if lower else None)
            self.lookup_structs[name].add_items_from_iterable(items)
        for name in lookup.TRIES:
            self.lookup_structs[name] = CompactTrie(folder / f"{name}.marisa", lower=name == "hospital")
        extras = {"tokenizer": self.tokenizers["default"], "ds": self.lookup_structs}
        self.processors = _Loader().load(config=self.config, extras=extras)

    def persons(self, text: str) -> list[tuple[int, int]]:
        """Where deduce's own annotators read a person's name."""
        document = dd.Document(text, tokenizers=self.tokenizers)
        self.processors["names"].process(document)
        return [
            (int(one.start_char), int(one.end_char)) for one in document.annotations if one.tag == "persoon"
        ]
