from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "leerkring.services.privacy"
    label = "privacy"

    def ready(self) -> None:
        from leerkring.core.entries.gate import register_check
        from leerkring.services.privacy.check import check

        register_check(check)
