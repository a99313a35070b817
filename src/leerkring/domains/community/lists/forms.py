from django import forms
from django.utils.translation import gettext_lazy as _

from leerkring.kit.forms import OneLineField


class NameForm(forms.Form):
    """The name of a saved filter."""

    naam = OneLineField(
        label=_("Name"),
        max_length=60,
        error_messages={
            "required": _("Give it a name, so that you recognise it."),
            "max_length": _("Make the name shorter: at most 60 characters."),
        },
    )
