class Problem(Exception):
    """Something the person at the keyboard can put right.

    Printed without a traceback: what is wrong, then the way out.
    """

    def __init__(self, what: str, way_out: str) -> None:
        super().__init__(f"{what}\n{way_out}")
        self.what = what
        self.way_out = way_out
