from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SiteConfig(AppConfig):
    name = "leerkring.site"
    label = "site"

    def ready(self) -> None:
        """Read what every room tells the house."""
        autodiscover_modules("manifest")
