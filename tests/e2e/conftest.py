"""One real platform for all journeys, one browser for each file of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import RUN
from tests.e2e.house import own_database, running
from tests.e2e.windows import DESKTOP, Screen, Window, launched

HERE = Path(__file__).parent
NewWindow = Callable[..., Window]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With tests in parallel, the journeys stay together: they share the platform."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group("e2e"))


@pytest.fixture(scope="session")
def address(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with own_database(f"e2e_leerkring_{RUN}") as url:
        with running(tmp_path_factory.mktemp("house"), DATABASE_URL=url) as found:
            yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one file: an open Playwright has an event loop, which Django's database tests refuse."""
    with launched() as found:
        yield found


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[NewWindow]:
    """Opens windows; afterwards nothing may have gone wrong in any of them."""
    opened: list[Window] = []

    def new(screen: Screen = DESKTOP, *, person: str = "") -> Window:
        opened.append(Window.open(browser, address, screen))
        if person:
            opened[-1].look_along_as(person)
        return opened[-1]

    yield new
    for one in opened:
        one.close()
    assert [fault for one in opened for fault in one.faults] == []
