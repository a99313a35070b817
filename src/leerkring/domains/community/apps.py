from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "leerkring.domains.community"
    label = "community"

    def ready(self) -> None:
        from leerkring.domains.community.waiting import register

        register()
