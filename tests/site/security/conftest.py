"""A provider that answers, in the settings; and a member with a confirmed mail address."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from leerkring.core.people.models import Person
from tests.openid_provider import FakeProvider, fake_provider
from tests.site.security.people import samira as make_samira
from tests.world import World


@pytest.fixture
def fake(settings: Settings) -> Iterator[FakeProvider]:
    with fake_provider() as found:
        found.claims = {"sub": "abc", "name": "Noa Berg", "email": "noa@werk.example", "email_verified": True}
        found.in_userinfo = {"sub": "abc"}
        settings.OPENID_PROVIDERS = (found.provider(),)
        yield found


@pytest.fixture
def samira(world: World) -> Person:
    return make_samira()
