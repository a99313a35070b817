"""`python -I -m leerkring.kit.files.work SOURCE TARGET SMALL`: one file made anew, in a process of its own.

What other people's files do to a parser happens here: with little memory and time, without
the settings and without the database. Prints what became of it as JSON.
"""

import json
import logging
import resource
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from leerkring.kit.files import sniff
from leerkring.kit.files.kinds import Reason, Refused

MEMORY = 1024 * 1024 * 1024
SECONDS = 12
LARGEST_RESULT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Made:
    kind: str
    width: int | None = None
    height: int | None = None


def remake(source: Path, target: Path, small: Path) -> Made:
    """Write the file anew to `target`, of a picture also a small one. Raises `Refused`, nothing else."""
    try:
        with source.open("rb") as file:
            family = sniff.family_of(file.read(sniff.HEAD))
        return _remake(family, source, target, small)
    except Refused:
        raise
    except MemoryError:
        raise Refused(Reason.TOO_MUCH_WORK) from None
    except Exception as error:
        # Parsers of foreign bytes fail in every way there is.
        raise Refused(Reason.DAMAGED) from error


def _remake(family: sniff.Family, source: Path, target: Path, small: Path) -> Made:
    if family == "pdf":
        from leerkring.kit.files import pdfs

        pdfs.remake(source, target)
        return Made("pdf")
    if family == "picture":
        from leerkring.kit.files import pictures

        return Made(*pictures.remake(source, target, small))
    from leerkring.kit.files import packages

    return Made(packages.remake(source, target))


def bound(memory: int, seconds: int) -> None:
    """From now on this process has so many bytes and seconds of computing."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, LARGEST_RESULT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main() -> None:
    bound(MEMORY, SECONDS)
    logging.disable()
    source, target, small = (Path(one) for one in sys.argv[1:4])
    try:
        answer = asdict(remake(source, target, small))
    except Refused as refused:
        answer = {"refused": refused.reason.value}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
