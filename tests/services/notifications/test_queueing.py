"""What the worker queues while it works: with what it writes, or not at all."""

from collections.abc import Callable

import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from leerkring.core.people.models import Person
from leerkring.services.notifications.tasks import send_all

BEHIND, NOBODYS = "tests.behind", -1


@app.task(name=BEHIND)
def behind(goes_wrong: bool) -> None:
    """Queues a mail beside something that it writes."""
    with transaction.atomic():
        Person.objects.create_user("nieuw@example.org")
        send_all([NOBODYS])
        if goes_wrong:
            raise RuntimeError


@pytest.mark.parametrize("goes_wrong", [True, False])
def test_a_task_queues_with_what_it_writes_or_not_at_all(work: Callable[[], None], goes_wrong: bool) -> None:
    behind.defer(goes_wrong=goes_wrong)
    work()
    there = not goes_wrong
    assert Person.objects.filter(email="nieuw@example.org").exists() == there
    assert ProcrastinateJob.objects.filter(args__mail_id=NOBODYS).exists() == there
