from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "leerkring.kit.ui"
    label = "ui"
