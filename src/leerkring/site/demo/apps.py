from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "leerkring.site.demo"
    label = "demo"
