from django.apps import AppConfig

from leerkring.kit.reference import after_migrate


class EntriesConfig(AppConfig):
    name = "leerkring.core.entries"
    label = "entries"

    def ready(self) -> None:
        from leerkring.core.entries.load import load_themes
        from leerkring.core.entries.models import Theme

        after_migrate(self, load_themes, Theme)
