from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "leerkring.services.discussion"
    label = "discussion"

    def ready(self) -> None:
        from leerkring.services.discussion.waiting import register

        register()
