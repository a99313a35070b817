from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class SiteConfig(AppConfig):
    name = "leerkring.site"
    label = "site"

    def ready(self) -> None:
        """Read what every room tells the house."""
        autodiscover_modules("manifest")
        # Connects what notes where people are signed in.
        import_module("leerkring.site.security.activity")
        # Once per migrate, not once per app.
        post_migrate.connect(_make_cache_table, sender=apps.get_app_config("people"))


def _make_cache_table(using: str, **_rest: Any) -> None:
    """The cache's table has no migration of its own."""
    call_command("createcachetable", database=using, verbosity=0)
