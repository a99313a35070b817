"""Leerkring: the learning network for everyone who works with children and young people."""

import os

# One thread of our own reckons faster with small matrices than a pool of them, that waits for processors
# which others use. NumPy reads this when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
