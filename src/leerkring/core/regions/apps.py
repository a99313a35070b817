from django.apps import AppConfig

from leerkring.kit.reference import after_migrate


class RegionsConfig(AppConfig):
    name = "leerkring.core.regions"
    label = "regions"

    def ready(self) -> None:
        from leerkring.core.regions.load import load_regions
        from leerkring.core.regions.models import Municipality, Region

        after_migrate(self, load_regions, Municipality, Region)
