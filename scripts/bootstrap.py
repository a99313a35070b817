"""`make run`, `make setup`, `make test` and `make check`: from a bare clone to a running house.

Needs Python 3.11 and nothing else; every later tool comes from the locked packages.
Steps that were done before are skipped, by a stamp with the fingerprint of what they used.
A step that was broken off left no stamp, so it is simply done again.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]


def main() -> int:
    """Run one make target; a problem is told in plain words."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older one may well run this
        print(
            f"Leerkring needs Python 3.11 or later; this is {sys.version.split()[0]}.\n"
            "Install it (Debian 12: apt-get install python3) or name it: make run PYTHON=python3.11",
            file=sys.stderr,
        )
        return 1
    from leerkring.site.problem import in_words
    from scripts import targets  # these files use the syntax of Python 3.11

    try:
        return targets.run(sys.argv[1])
    except Exception as error:
        problem = in_words(error)
        if problem is None:
            raise
        print(f"\n{problem.what}\n\n{problem.way_out}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nBroken off. Start again when you like: what was done is kept.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
