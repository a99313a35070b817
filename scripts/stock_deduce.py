"""Write what unchanged deduce finds in invented texts, for the test that ours finds the same.

Needed only after deduce or the invented texts changed; takes two minutes and 1.1 GB:
`.venv/bin/python -m scripts.stock_deduce` from the top of the checkout.
"""

import gzip
import json
import logging
import tempfile
from pathlib import Path

from deduce import Deduce

from tests.kit.pii.invented import texts

TARGET = Path(__file__).resolve().parents[1] / "tests" / "kit" / "pii" / "stock.json.gz"
HOW_MANY = 600


def main() -> None:
    """Run stock deduce, with its structures in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as cache:
        stock = Deduce(cache_path=cache)
    logging.disable(logging.CRITICAL)
    rows = []
    for text in texts(HOW_MANY):
        found = stock.deidentify(text).annotations
        spans = sorted([int(one.start_char), int(one.end_char), str(one.tag)] for one in found)
        rows.append({"text": text, "spans": spans})
    whole = json.dumps(rows, ensure_ascii=False).encode()
    TARGET.write_bytes(gzip.compress(whole, mtime=0))


if __name__ == "__main__":
    main()
