FULL_DISK = ("No space left on device", "ENOSPC", "Disk quota exceeded")


class Problem(Exception):
    """Something the person at the keyboard can put right.

    Printed without a traceback: what is wrong, then the way out.
    """

    def __init__(self, what: str, way_out: str) -> None:
        super().__init__(f"{what}\n{way_out}")
        self.what = what
        self.way_out = way_out


def in_words(error: Exception) -> Problem | None:
    """What to tell about an error; None when only a programmer can put it right."""
    if isinstance(error, Problem):
        return error
    if any(sign in str(error) for sign in FULL_DISK):
        return Problem("The disk is full.", "Make room and start again; nothing that was kept is lost.")
    return None
