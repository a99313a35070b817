"""The door for files that people bring in."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from leerkring.kit.files import work
from leerkring.kit.files.kinds import KINDS, MOST_BYTES, FileKind, Reason, Refused
from leerkring.kit.files.names import shown_name, told_name

SAYS = {
    Reason.EMPTY: _("this file is empty. See whether it opens on your own device, and choose it again."),
    Reason.TOO_LARGE: _("this file is larger than 15 MB. Make it smaller, or put a link to it in your text."),
    Reason.DAMAGED: _(
        "this file is not whole. See whether it opens on your own device, save it again and choose it again."
    ),
    Reason.UNKNOWN: _("this kind of file cannot be placed here. Save it as pdf and choose it again."),
    Reason.ARCHIVE: _("this is a compressed folder. Take the files out of it and choose them one by one."),
    Reason.LOCKED_PDF: _(
        "this pdf is locked with a password. Take the password off (or print it to a new pdf) "
        "and choose it again."
    ),
    Reason.BUNDLE: _("this pdf is a bundle of other files. Choose those files one by one."),
    Reason.OLD_OFFICE: _(
        "this is a locked file, or one of an old version of Office. Take the password off, save it as "
        "docx, xlsx, pptx or pdf, and choose it again."
    ),
    Reason.LOCKED_OFFICE: _("a password locks this file. Take the password off and choose it again."),
    Reason.MACROS: _(
        "this file has macros: small programs that could do harm with colleagues. "
        "Save it without macros (docx, xlsx or pptx) or as pdf, and choose it again."
    ),
    Reason.EMBEDDED: _("another file is hidden in this file. Save it as pdf and choose it again."),
    Reason.PHONE_PICTURE: _(
        "not everybody can open this kind of photo. Save it as JPEG "
        "(on an iPhone: Settings, Camera, Formats, Most Compatible) and choose it again."
    ),
    Reason.DRAWING: _("a drawing in SVG can hold a program. Save it as PNG and choose it again."),
    Reason.OTHER_PICTURE: _("not everybody can open this kind of picture. Save it as JPEG or PNG."),
    Reason.TEXT: _("this is plain text. Copy it into your own text, or save it as pdf."),
    Reason.FILM: _("sound and film cannot be placed here. Put it where it may stand and share the link."),
    Reason.TOO_MANY_PIXELS: _("this picture has too many points. Make it smaller (4000 by 3000 is plenty)."),
    Reason.TOO_MUCH_INSIDE: _("there is too much in this file. Split it, or save it as a small pdf."),
    Reason.TOO_MUCH_WORK: _("this file takes us too long to check. Save it again as a simpler pdf."),
    Reason.BUSY: _("it is very busy now. Try it again in a minute; your text is kept."),
}
"""What a refused file's name is followed by."""

PATIENCE = 20
"""Seconds: how long somebody waits for a turn. The work itself has its own bound on computing time."""
LONGEST = 45
_one_at_a_time = BoundedSemaphore(1)
"""Each process looks at one file at a time: so memory has a bound, whoever brings what."""


class FileRefusedError(ValidationError):
    """A sentence that names the file and says what to do."""

    def __init__(self, name: str, reason: Reason) -> None:
        self.reason = reason
        super().__init__(
            _("“%(name)s”: %(why)s"), params={"name": told_name(name), "why": SAYS[reason]}, code=reason.value
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """A file made anew: `content` to keep; of a picture its measures and, in `small`, a small one."""

    kind: FileKind
    name: str
    content: Path
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None
    small: Path | None = None


@contextmanager
def take_in(upload: "UploadedFile[bytes]") -> Iterator[Taken]:
    """The upload made anew, as long as the block runs. Raises `FileRefusedError`."""
    name = str(upload.name or "")
    if not upload.size:
        raise FileRefusedError(name, Reason.EMPTY)
    if upload.size > MOST_BYTES:
        raise FileRefusedError(name, Reason.TOO_LARGE)
    with TemporaryDirectory(prefix="leerkring-file-") as folder:
        try:
            yield _made_anew(upload, name, Path(folder))
        except Refused as refused:
            raise FileRefusedError(name, refused.reason) from None


def _made_anew(upload: "UploadedFile[bytes]", name: str, folder: Path) -> Taken:
    source, target, small = (folder / one for one in ("source", "target", "small"))
    with source.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    made = _worked(source, target, small)
    source.unlink()
    size = target.stat().st_size
    if size > 2 * MOST_BYTES:
        raise Refused(Reason.TOO_LARGE)
    with target.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    kind = KINDS[made.kind]
    return Taken(
        kind,
        shown_name(name, kind),
        target,
        size,
        digest,
        made.width,
        made.height,
        small if small.exists() else None,
    )


def _worked(source: Path, target: Path, small: Path) -> work.Made:
    """Have the file made anew by a small process of its own, which knows none of our secrets."""
    command = [sys.executable, "-I", "-m", work.__name__, str(source), str(target), str(small)]
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        raise Refused(Reason.BUSY)
    try:
        done = subprocess.run(command, capture_output=True, env={}, timeout=LONGEST, check=False)
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        # Killed by one of its own bounds, or stuck.
        raise Refused(Reason.TOO_MUCH_WORK) from None
    finally:
        _one_at_a_time.release()
    if refused := answer.get("refused"):
        raise Refused(Reason(refused))
    return work.Made(**answer)
