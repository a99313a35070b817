from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "leerkring.services.discussion"
    label = "discussion"
