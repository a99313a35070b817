"""The secret key of a development or demo installation."""

import os
import secrets
from pathlib import Path


def kept_secret(path: Path) -> str:
    """Return the key in `path`; make it first when it is not there (mode 600).

    Written beside and linked into place, so that two first starts agree on one key.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()
