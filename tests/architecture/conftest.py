from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.architecture.walking import Walk
    from tests.world import World


@pytest.fixture
def walk(world: "World") -> "Walk":
    from tests.architecture.walking import make_walk

    return make_walk(world)
