"""Reference data: rows that a fresh database needs before anybody can do anything."""

from collections.abc import Callable
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models import Model
from django.db.models.signals import post_migrate


def after_migrate(app: AppConfig, load: Callable[[], None], *models: type[Model]) -> None:
    """Run `load` after every migrate that left the tables of these models in place. It must be idempotent."""
    needed = {model._meta.db_table for model in models}

    def run(using: str, **_: Any) -> None:
        if needed <= set(connections[using].introspection.table_names()):
            load()

    post_migrate.connect(run, sender=app, weak=False, dispatch_uid=f"reference.{app.label}")
