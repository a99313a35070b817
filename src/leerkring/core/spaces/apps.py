from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SpacesConfig(AppConfig):
    name = "leerkring.core.spaces"
    label = "spaces"

    def ready(self) -> None:
        from leerkring.core.spaces.load import load_platform

        post_migrate.connect(load_platform, sender=self)
