from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "leerkring.core.events"
    label = "events"
