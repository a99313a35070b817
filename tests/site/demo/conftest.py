from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils.timezone import now
from pytest_django import DjangoDbBlocker

from leerkring.site.demo.load import load


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo, loaded once for all tests of a module and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(now())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: None, db: None) -> None:
    """The loaded demo; what a test changes is undone."""
