from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegionsConfig(AppConfig):
    name = "leerkring.core.regions"
    label = "regions"

    def ready(self) -> None:
        from leerkring.core.regions.load import load_regions

        post_migrate.connect(load_regions, sender=self)
