from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "leerkring.services.privacy"
    label = "privacy"

    def ready(self) -> None:
        from leerkring.core.entries.gate import register_check
        from leerkring.core.entries.reading import register_follower
        from leerkring.services.privacy.check import check
        from leerkring.services.privacy.files import look_soon

        register_check(check)
        register_follower(look_soon)
