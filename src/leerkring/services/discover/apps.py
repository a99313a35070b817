from django.apps import AppConfig


class DiscoverConfig(AppConfig):
    name = "leerkring.services.discover"
    label = "discover"

    def ready(self) -> None:
        from leerkring.core.entries.reading import register_follower
        from leerkring.core.events.at_once import at_once
        from leerkring.core.events.tasks import subscribe
        from leerkring.services.discover.index import follow, follow_file
        from leerkring.services.discover.tasks import understand_soon

        at_once(follow)
        register_follower(follow_file)
        subscribe(understand_soon)
