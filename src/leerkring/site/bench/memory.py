"""How much memory each process of the running server has, where the system tells (Linux)."""

from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Process:
    """`own` is its share in MB (memory that processes share is divided over them), `whole` all it maps."""

    pid: int
    name: str
    own: float
    whole: float


def processes_of(port: int) -> list[Process]:
    """The family of whoever listens on this port on this machine; empty where that cannot be seen."""
    listener = _listener(port)
    if listener is None:
        return []
    parents = {pid: _parent(pid) for pid in _pids()}
    top = listener
    while "leerkring" in _words(parents.get(top, 0)):
        top = parents[top]
    family = [pid for pid in parents if _is_under(pid, top, parents)]
    found = (_process(pid) for pid in sorted(family))
    return [one for one in found if one]


def _pids() -> list[int]:
    return [int(path.name) for path in PROC.iterdir() if path.name.isdigit()] if PROC.exists() else []


def _listener(port: int) -> int | None:
    sockets = {f"socket:[{inode}]" for inode in _inodes(port)}
    for pid in _pids():
        try:
            if sockets & {str(link.readlink()) for link in (PROC / str(pid) / "fd").iterdir()}:
                return pid
        except OSError:
            continue
    return None


def _inodes(port: int) -> set[str]:
    """Sockets that listen (state 0A) on the port, as /proc/net/tcp has them."""
    found = set()
    for name in ("tcp", "tcp6"):
        table = PROC / "net" / name
        for line in table.read_text().splitlines()[1:] if table.exists() else ():
            parts = line.split()
            if parts[3] == "0A" and int(parts[1].rpartition(":")[2], 16) == port:
                found.add(parts[9])
    return found


def _parent(pid: int) -> int:
    try:
        return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _words(pid: int) -> str:
    try:
        return (PROC / str(pid) / "cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def _is_under(pid: int, top: int, parents: dict[int, int]) -> bool:
    while pid and pid != top:
        pid = parents.get(pid, 0)
    return pid == top


def _process(pid: int) -> Process | None:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines[1:]}
    return Process(pid, _name(_words(pid)), sizes.get("Pss", 0.0), sizes.get("Rss", 0.0))


def _name(words: str) -> str:
    for part, name in (("gunicorn", "web server"), (" worker", "worker"), (" serve", "supervisor")):
        if part in words:
            return name
    return words.split(" ")[0].rpartition("/")[2]
