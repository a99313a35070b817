"""The worker. What a task queues is committed with what it writes, or not at all: as in a request."""

from contextlib import suppress
from typing import Any

from django.db import transaction
from procrastinate import PsycopgConnector
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app, connector_params
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued


class _Connector(PsycopgConnector):
    """Jobs are fetched over connections of their own; what tasks queue goes over the one they write with.

    Over a connection of its own a job would begin before what it is about is there, and stay when that
    was rolled back.
    """

    def get_sync_connector(self) -> BaseConnector:
        return DjangoConnector()


def run_worker(**options: Any) -> None:
    """Work until stopped, or with `wait=False` until nothing is left. Takes what procrastinate's takes."""
    with app.replace_connector(_Connector(kwargs=connector_params())) as working:
        working.run_worker(**options)


def queue(task: str, *, priority: int = 0, **facts: Any) -> None:
    """Queue a periodic task that takes whatever waits; once is enough."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        job = app.configure_task(task, queueing_lock=task, lock=task, priority=priority)
        job.defer(timestamp=0, **facts)
