from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    name = "leerkring.core.people"
    label = "people"

    def ready(self) -> None:
        from leerkring.core.people.load import load_choices

        post_migrate.connect(load_choices, sender=self)
