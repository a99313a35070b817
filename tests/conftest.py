"""The tests' own settings and database.

Without DATABASE_URL the tests share an embedded PostgreSQL under var/test: made by the
first run, thrown away by the last. Every run and every parallel worker has a database
of its own in it.
"""

import os
import shutil
from collections.abc import Iterator
from threading import Thread
from typing import TYPE_CHECKING

import django
import hypothesis
import pytest

from leerkring.site import env
from leerkring.site.embedded import Embedded

if TYPE_CHECKING:
    from leerkring.services.privacy.server import Guard
    from tests.world import World

TEST_VAR = env.ROOT / "var" / "test"
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:8]

# Before the settings are read: the demo is on, so that its pages are tested too.
os.environ["LEERKRING_VAR"] = str(TEST_VAR)
os.environ["LEERKRING_DEMO"] = "1"
# A provider that does not answer; tests of signing in start one that does.
os.environ["LEERKRING_OIDC"] = (
    '[{"id": "dicht", "name": "Dicht", "issuer": "http://127.0.0.1:1", "client_id": "x", "secret": "x"}]'
)
os.environ["DJANGO_SETTINGS_MODULE"] = "leerkring.site.settings"
# The conftest of a folder may import models.
django.setup()

# No test is timed: a slow machine must find the same faults as a fast one.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


def pytest_configure() -> None:
    from django.conf import settings

    # Pages are tested without `collectstatic`, on whatever the assets are now.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    # Tests roll their events back, and the page cache would not hear of it. It has tests of its own.
    settings.KEEP_PAGES = False
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    # What tests upload leaves nothing behind; it also shows that nothing knows of folders.
    settings.STORAGES["default"]["BACKEND"] = "django.core.files.storage.InMemoryStorage"
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"test_leerkring_{RUN}"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Bring up the database server before the first test database is made."""
    if env.DATABASE_URL.given:
        yield
        return
    server = Embedded(TEST_VAR, durable=False)
    server.hold()
    yield
    if server.release():
        shutil.rmtree(server.data)


@pytest.fixture
def world(db: None) -> "World":
    """People in every role, with their spaces."""
    from tests.world import make_world

    return make_world()


@pytest.fixture(scope="session", autouse=True)
def guard(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Guard"]:
    """The guard's own server, in a thread. It knows the field's words, but no organisations of one test."""
    from django.conf import settings

    from leerkring.services.privacy.queries import curated
    from leerkring.services.privacy.server import Guard

    settings.GUARD_SOCKET = tmp_path_factory.mktemp("guard") / "guard.sock"
    with Guard(settings.GUARD_SOCKET, curated) as server:
        Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def quick_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read and looked at while they come in; tests/services/privacy/test_files.py has them wait."""
    from tests.uploads import read_all

    monkeypatch.setattr("leerkring.core.entries.actions.read_soon", read_all)


@pytest.fixture(autouse=True)
def _fresh_reference_data() -> None:
    """What one test remembers of the database is no longer so in the next."""
    from leerkring.core.events import watch
    from leerkring.kit import remember
    from leerkring.kit.ui import fragments

    watch.forget()
    remember.forget()
    fragments.forget()
