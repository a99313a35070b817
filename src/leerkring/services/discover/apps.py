from django.apps import AppConfig


class DiscoverConfig(AppConfig):
    name = "leerkring.services.discover"
    label = "discover"

    def ready(self) -> None:
        from leerkring.core.events.at_once import at_once
        from leerkring.core.events.tasks import subscribe
        from leerkring.services.discover.index import follow
        from leerkring.services.discover.tasks import understand_soon

        at_once(follow)
        subscribe(understand_soon)
