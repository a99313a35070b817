from functools import partial
from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_delete

from leerkring.kit.reference import after_migrate


class EntriesConfig(AppConfig):
    name = "leerkring.core.entries"
    label = "entries"

    def ready(self) -> None:
        from leerkring.core.entries.load import load_themes
        from leerkring.core.entries.models import Attachment, Theme

        after_migrate(self, load_themes, Theme)
        post_delete.connect(_drop_files, sender=Attachment)


def _drop_files(instance: Any, **_rest: Any) -> None:
    """A row that goes takes its files along, also where it went with its entry."""
    for file in (instance.file, instance.small):
        if file:
            transaction.on_commit(partial(file.storage.delete, file.name), robust=True)
