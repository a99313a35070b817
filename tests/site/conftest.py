"""Private installations: a folder with an embedded PostgreSQL that no other test uses."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leerkring.site.embedded import Embedded


@pytest.fixture(scope="session")
def own_var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for LEERKRING_VAR with a running, empty database, for tests that need just any."""
    var = tmp_path_factory.mktemp("een eigen map")
    with Embedded(var, durable=False).held():
        yield var


@pytest.fixture
def private(tmp_path: Path) -> Iterator[Embedded]:
    """An embedded server of this test alone; not running yet, certainly stopped afterwards."""
    server = Embedded(tmp_path / "var", durable=False)
    yield server
    server.stop()
