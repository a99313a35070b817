from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EntriesConfig(AppConfig):
    name = "leerkring.core.entries"
    label = "entries"

    def ready(self) -> None:
        from leerkring.core.entries.load import load_themes

        post_migrate.connect(load_themes, sender=self)
