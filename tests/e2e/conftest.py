"""One real platform for the journeys, one browser for each file of them."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.conftest import RUN
from tests.e2e.house import own_database, running, settle
from tests.e2e.windows import DESKTOP, Screen, Window, launched

NewWindow = Callable[..., Window]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.fixture(scope="session")
def address(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Each parallel worker has a platform of its own: journeys never meet one another's people."""
    folder = tmp_path_factory.mktemp("house")
    with own_database(f"e2e_leerkring_{RUN}_{WORKER}") as url, running(folder, DATABASE_URL=url) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one file: an open Playwright has an event loop, which Django's database tests refuse."""
    with launched() as found:
        yield found


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[NewWindow]:
    """Opens windows on a platform that is at rest; afterwards nothing may have gone wrong in any of them."""
    opened: list[Window] = []

    def new(screen: Screen = DESKTOP, *, person: str = "") -> Window:
        settle(address)
        opened.append(Window.open(browser, address, screen))
        if person:
            opened[-1].look_along_as(person)
        return opened[-1]

    yield new
    for one in opened:
        one.close()
    assert [fault for one in opened for fault in one.faults] == []
