from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "leerkring.services.notifications"
    label = "notifications"

    def ready(self) -> None:
        from leerkring.core.events.tasks import subscribe
        from leerkring.kit.ui.context import count_unread_with
        from leerkring.services.notifications.fanout import tell
        from leerkring.services.notifications.queries import unread_count
        from leerkring.services.notifications.waking import wake

        subscribe(tell)
        subscribe(wake)
        count_unread_with(unread_count)
