"""What is read of a file, as it grows: clean, and never more than fits."""

import re
import time
import unicodedata

MOST = 600_000
"""Letters of one file: two hundred full pages and some."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[^\S\n\f\t]+")
_LINES = re.compile(r"\n{3,}")
_BROKEN = re.compile(r"(?<=[a-zà-ÿ])-[ \n](?=[a-zà-ÿ])")


class Letters:
    """`is_whole` tells whether this is all that the file says, as far as we can know."""

    def __init__(self, seconds: float) -> None:
        self.is_whole = True
        self._parts: list[str] = []
        self._length = 0
        self._until = time.process_time() + seconds

    @property
    def is_full(self) -> bool:
        """Whether there is no room or no time for more."""
        return self._length >= MOST or time.process_time() > self._until

    def add(self, text: str, end: str = "\n") -> None:
        if self._length + len(text) > MOST:
            text, self.is_whole = text[: max(0, MOST - self._length)], False
        self._parts += [text, end]
        self._length += len(text) + len(end)

    @property
    def text(self) -> str:
        """Plain lines; a form feed ends a page. Words that a line broke are whole again."""
        joined = unicodedata.normalize("NFKC", "".join(self._parts)).encode("utf-8", "ignore").decode()
        joined = _CONTROL.sub(" ", _INVISIBLE.sub("", joined))
        joined = _LINES.sub("\n\n", _SPACES.sub(" ", joined))
        return _BROKEN.sub("", joined)[:MOST].rstrip(" \n\t")
