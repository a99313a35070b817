from django.apps import AppConfig

from leerkring.kit.reference import after_migrate


class PeopleConfig(AppConfig):
    name = "leerkring.core.people"
    label = "people"

    def ready(self) -> None:
        from leerkring.core.people.load import load_choices
        from leerkring.core.people.models import Function, OrganisationKind

        after_migrate(self, load_choices, Function, OrganisationKind)
