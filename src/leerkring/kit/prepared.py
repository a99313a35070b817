"""Large structures that are made once, at the set-up, and mapped from files: processes share that memory."""

import fcntl
import importlib.metadata
import shutil
import tempfile
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

CACHE = Path(__file__).resolve().parents[3] / "build" / "search"


def prepared(name: str, version: str, packages: Sequence[str], make: Callable[[Path], None]) -> Path:
    """The folder of a structure; `make` fills a new one where it is missing, once however many ask.

    What other versions of the code or of these packages made is thrown away.
    """
    digest = sha256(version.encode())
    for package in packages:
        digest.update(f"{package} {importlib.metadata.version(package)}\n".encode())
    target = CACHE / f"{name}-{digest.hexdigest()[:16]}"
    if not target.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with (CACHE / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not target.exists():
                _make(name, target, make)
    return target


def _make(name: str, target: Path, make: Callable[[Path], None]) -> None:
    made = Path(tempfile.mkdtemp(dir=CACHE, prefix="."))
    make(made)
    made.chmod(0o755)
    for old in CACHE.glob(f"{name}-*"):
        shutil.rmtree(old)
    made.rename(target)
