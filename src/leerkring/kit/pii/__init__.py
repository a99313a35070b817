"""Personal data in Dutch text: what it is, where it stands, how sure that is.

`find` is pure and may be called from any thread. The word lists are made at the set-up
(`python -m leerkring.kit.pii.build`); `load` reads them.
"""

from leerkring.kit.pii.allowed import NOTHING, Allowed
from leerkring.kit.pii.finding import find, load
from leerkring.kit.pii.kinds import Finding, Kind

__all__ = ["NOTHING", "Allowed", "Finding", "Kind", "find", "load"]
