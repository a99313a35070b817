from django.apps import AppConfig

from leerkring.kit.reference import after_migrate


class SpacesConfig(AppConfig):
    name = "leerkring.core.spaces"
    label = "spaces"

    def ready(self) -> None:
        from leerkring.core.spaces.load import load_platform
        from leerkring.core.spaces.models import Space

        after_migrate(self, load_platform, Space)
