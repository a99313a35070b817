from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "leerkring.domains.community"
    label = "community"
