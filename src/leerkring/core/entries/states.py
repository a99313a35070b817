from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DISCARDED = "discarded", _("Thrown away")


class Openness(models.TextChoices):
    """For whom an entry is meant."""

    PUBLIC = "public", _("Everyone, also without an account")
    MEMBERS = "members", _("All members of Leerkring")
    SPACE = "space", _("Only members of this space")
