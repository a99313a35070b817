from django import forms
from django.utils.translation import gettext_lazy as _

from leerkring.kit.forms import OneLineField


class JoinRequestForm(forms.Form):
    message = OneLineField(
        label=_("Why would you like to join?"),
        help_text=_("One sentence is enough. The facilitators read it."),
        max_length=300,
        required=False,
    )
