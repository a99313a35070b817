from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "leerkring.domains.directory"
    label = "directory"
