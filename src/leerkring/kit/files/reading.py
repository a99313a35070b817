"""What can be read in a file, for a program to look at. The worker asks it: it may take half a minute."""

import json
import subprocess
import sys
from dataclasses import dataclass
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

from leerkring.kit.files import texts

LONGEST = 60
"""Seconds, however busy the machine is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a file, plain; a form feed ends each page of a PDF.

    Not whole: a scan, letters that no font explains, too much, or a file that stopped its reader.
    """

    text: str
    is_whole: bool


def read(content: IO[bytes]) -> Reading:
    """Whatever the file does, there is an answer. Raises `OSError` where this machine fails."""
    command = [sys.executable, "-I", "-m", texts.__name__]
    # Without a name: nothing of it is left on disk, however this ends.
    with TemporaryFile() as file:
        copyfileobj(content, file)
        file.seek(0)
        try:
            done = subprocess.run(
                command, stdin=file, capture_output=True, env={}, timeout=LONGEST, check=False
            )
            text, is_whole = json.loads(done.stdout)
        except (subprocess.TimeoutExpired, ValueError):
            # Killed by one of its own bounds, or stuck.
            return Reading("", is_whole=False)
    return Reading(str(text), is_whole=bool(is_whole))
