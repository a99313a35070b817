"""`python -I -m leerkring.kit.files.texts < SOURCE`: the words in one file, in a process of its own.

As in `work`, what other people's files do to a parser happens here. Prints JSON: the text, and
whether it is whole.
"""

import json
import logging
import sys
from typing import IO

from leerkring.kit.files import sniff
from leerkring.kit.files.letters import Letters
from leerkring.kit.files.work import bound

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
"""Of computing. What was read by then counts as a part."""
HARD = SECONDS + 10


def letters_of(source: IO[bytes], seconds: float = SECONDS) -> Letters:
    """What can be read in a file that can be sought in. Raises nothing: what is broken is not whole."""
    into = Letters(seconds)
    try:
        family = sniff.family_of(source.read(sniff.HEAD))
        source.seek(0)
        if family == "pdf":
            from leerkring.kit.files import pdf_text

            pdf_text.collect(source, into)
        elif family == "package":
            from leerkring.kit.files import package_text

            package_text.collect(source, into)
    except Exception:  # noqa: BLE001 (parsers of foreign bytes fail in every way there is)
        into.is_whole = False
    return into


def main() -> None:
    bound(MEMORY, HARD)
    logging.disable()
    found = letters_of(sys.stdin.buffer)
    sys.stdout.write(json.dumps([found.text, found.is_whole]))


if __name__ == "__main__":
    main()
